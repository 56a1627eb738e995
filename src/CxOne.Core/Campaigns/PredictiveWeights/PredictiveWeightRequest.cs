using System.Globalization;
using CxOne.Errors;
using CxOne.Rows;
using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>Represents a change of the predictive weights of a campaign. Unset properties leave their members unchanged.</summary>
public sealed record PredictiveWeightRequest
{
    /// <summary>Gets the keys of weights, which are recognized in any spelling, such as <c>AnswerRate</c>.</summary>
    public static RowColumns WeightColumns { get; } = new(PredictiveWeightRules.Keys);

    /// <summary>Gets the id of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Gets the campaign as the caller read it. If <see langword="null"/>, it is read before the change.</summary>
    public Campaign? Base { get; init; }

    /// <summary>Gets the id of the prediction algorithm.</summary>
    public required string AlgorithmId { get; init; }

    /// <summary>Gets the weights by key, −1 to 1. Other weights of the campaign stay unchanged.</summary>
    public required IReadOnlyDictionary<string, double> Weights { get; init; }

    /// <summary>Gets the share of the data for validation, 0.1 to 0.9. The default is the campaign's value, else 0.8.</summary>
    public double? ValidationSplit { get; init; }

    /// <summary>Gets the largest allowed |weight| and |change|, 0.01 to 0.5. The default is the campaign's value, else 0.2.</summary>
    public double? MaxDeviation { get; init; }

    /// <summary>
    /// Gets the minimum significance of a change, 0.001 to 0.1. The default is the campaign's value, else 0.05.
    /// </summary>
    public double? ConvergenceThreshold { get; init; }

    /// <summary>
    /// Gets a value indicating whether an insignificant change is made and the caller's value replaces one that another client set.
    /// </summary>
    public bool Force { get; init; }

    /// <summary>Gets the duration of the tenant's simulation in seconds, 10 to 86,400. The default is 300.</summary>
    public int SimulationDurationSec { get; init; } = 300;

    /// <summary>Gets the address of a webhook to register for changed weights, or <see langword="null"/>.</summary>
    public Uri? WebhookUri { get; init; }

    /// <summary>
    /// Gets the minimum accuracy of the simulation, 0 to 1. Below it the former weights are restored. <see langword="null"/> accepts any.
    /// </summary>
    public double? MinimumAccuracy { get; init; }

    /// <summary>Gets a value indicating whether the simulation is started without waiting for its result.</summary>
    public bool NoWait { get; init; }

    /// <summary>
    /// Gets the maximum number of further attempts when other clients change the campaign at the same time, 0 to 1,000. The default is 2.
    /// </summary>
    public int ConflictRetryCount { get; init; } = 2;

    /// <inheritdoc/>
    public override string ToString()
    {
        var weights = Weights.Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Key} = {weight.Value}"));
        return $"{AlgorithmId}, {string.Join(", ", weights)}";
    }

    internal WebhookRequest? Webhook
        => WebhookUri is null ? null : new WebhookRequest { Uri = WebhookUri, Events = [WebhookRequest.TunedEvent] };

    /// <summary>Returns the rules that the values break, one sentence each, independent of what the tenant holds.</summary>
    /// <param name="unreadableWeights">
    /// Sentences about weights that the caller could not read. They become part of the result, and the rule that there must be a weight is
    /// not applied.
    /// </param>
    public IReadOnlyList<string> FindViolations(IReadOnlyList<string>? unreadableWeights = null)
    {
        List<string> violations = [];
        if (string.IsNullOrWhiteSpace(CampaignId))
        {
            violations.Add(CampaignMessages.WeightCampaignMissing);
        }

        if (string.IsNullOrWhiteSpace(AlgorithmId))
        {
            violations.Add(CampaignMessages.AlgorithmMissing);
        }

        violations.AddRange(unreadableWeights ?? []);
        if (Weights.Count == 0 && unreadableWeights is null or { Count: 0 })
        {
            violations.Add(CampaignMessages.WeightMissing);
        }

        violations.AddRange(Weights.SelectMany(weight => PredictiveWeightRules.Violations(weight.Key, weight.Value)));
        violations.Range(nameof(ValidationSplit), ValidationSplit, 0.1, 0.9);
        violations.Range(nameof(MaxDeviation), MaxDeviation, 0.01, 0.5);
        violations.Range(nameof(ConvergenceThreshold), ConvergenceThreshold, 0.001, 0.1);
        violations.Range(nameof(SimulationDurationSec), SimulationDurationSec, 10, 86_400);
        violations.Range(nameof(MinimumAccuracy), MinimumAccuracy, 0, 1);
        violations.Range(nameof(ConflictRetryCount), ConflictRetryCount, 0, 1000);
        if (NoWait && MinimumAccuracy is not null)
        {
            violations.Add(CampaignMessages.AccuracyWithNoWait);
        }

        if (MaxDeviation is { } limit)
        {
            violations.AddRange(
                PredictiveWeightRules.SizeViolations(
                    Weights
                        .Where(weight => Math.Abs(weight.Value) <= 1)
                        .Select(weight => KeyValuePair.Create(weight.Key, (decimal)weight.Value)),
                    limit));
        }

        return violations;
    }
}
