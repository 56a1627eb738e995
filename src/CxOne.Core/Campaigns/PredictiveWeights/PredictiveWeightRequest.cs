using System.Globalization;
using CxOne.Errors;
using CxOne.Rows;
using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>Predictive weights of a campaign as the caller wants them. What is absent is not touched.</summary>
public sealed record PredictiveWeightRequest
{
    /// <summary>Gets the keys of weights, which are recognised in any spelling, such as <c>AnswerRate</c>.</summary>
    public static RowColumns WeightColumns { get; } = new(PredictiveWeightRules.Keys);

    /// <summary>The campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>The campaign as the caller has read it; read anew where it is absent.</summary>
    public Campaign? Base { get; init; }

    /// <summary>The prediction algorithm.</summary>
    public required string AlgorithmId { get; init; }

    /// <summary>Weights by key, −1 to 1; weights that are not named stay.</summary>
    public required IReadOnlyDictionary<string, double> Weights { get; init; }

    /// <summary>What could not be read of the weights; reported together with everything else.</summary>
    public IReadOnlyList<string> WeightViolations { get; init; } = [];

    /// <summary>Share of the data that validates, 0.1 to 0.9; the campaign's own where it is absent, 0.8 where that has none.</summary>
    public double? ValidationSplit { get; init; }

    /// <summary>Largest |weight| and |change|, 0.01 to 0.5; the campaign's own where it is absent, 0.2 where that has none.</summary>
    public double? MaxDeviation { get; init; }

    /// <summary>Significance that a change needs, 0.001 to 0.1; the campaign's own where it is absent, 0.05 where that has none.</summary>
    public double? ConvergenceThreshold { get; init; }

    /// <summary>The caller insists: an insignificant change, and a value where somebody else has set another.</summary>
    public bool Force { get; init; }

    /// <summary>Seconds that the tenant simulates, 10 to 86,400.</summary>
    public int SimulationDurationSec { get; init; } = 300;

    /// <summary>An address that is to be told of changed weights.</summary>
    public Uri? WebhookUri { get; init; }

    /// <summary>Accuracy that the simulation must reach, 0 to 1; below it the former weights are put back.</summary>
    public double? MinimumAccuracy { get; init; }

    /// <summary>The simulation is started and not waited for.</summary>
    public bool NoWait { get; init; }

    /// <summary>Further attempts when somebody else changes the campaign meanwhile, 0 to 1,000.</summary>
    public int ConflictRetryCount { get; init; } = 2;

    /// <inheritdoc/>
    public override string ToString()
        => $"{AlgorithmId}, "
            + $"{string.Join(
                ", ", Weights.Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Key} = {weight.Value}")))}";

    internal WebhookRequest? Webhook
        => WebhookUri is null ? null : new WebhookRequest { Uri = WebhookUri, Events = [WebhookRequest.TunedEvent] };

    /// <summary>What is wrong with the values themselves, whatever the tenant holds.</summary>
    internal IReadOnlyList<string> Violations()
    {
        List<string> violations = [];
        if (string.IsNullOrWhiteSpace(CampaignId))
        {
            violations.Add($"CampaignId is missing: pass {CxHint.Option("CampaignId")}, or set TARGET_CAMPAIGN_ID.");
        }

        if (string.IsNullOrWhiteSpace(AlgorithmId))
        {
            violations.Add("AlgorithmId is missing.");
        }

        violations.AddRange(WeightViolations);
        if (Weights.Count == 0 && WeightViolations.Count == 0)
        {
            violations.Add("Weight names no weight.");
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
            violations.Add("MinimumAccuracy needs the simulation's result; it does not go with NoWait.");
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
