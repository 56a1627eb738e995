using System.Text.Json;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Campaigns;

/// <summary>The rules that a campaign has to keep to.</summary>
internal static class CampaignChecks
{
    private static readonly string[] WeightNames =
        ["answer_rate", "call_rate", "predictive_factor", "max_concurrent", "agent_efficiency"];

    public static void Check(BodyCheck campaign, StoredCampaign current)
    {
        campaign.Text("name");
        if (campaign.Integer("agentCount", 0, int.MaxValue) is { } agents && agents != current.AgentCount)
        {
            campaign.Add("agentCount", "READ_ONLY", $"agentCount is {current.AgentCount}; it counts the assigned agents and cannot be written.");
        }

        var settings = campaign.Object("predictiveDialerSettings");
        settings.Text("algorithmId");
        settings.Number("validationSplit", 0.1m, 0.9m);
        var limit = settings.Number("maxDeviationLimit", 0.01m, 0.5m);
        settings.Number("convergenceThreshold", 0.001m, 0.1m);
        CheckWeights(settings.Object("parameterWeights"), limit, CurrentWeights(current));
        settings.AllowOthers();

        var configuration = campaign.Object("configuration");
        configuration.Boolean("enablePredictiveTuning");
        configuration.OneOf("simulationTrigger", "automatic", "manual");
        configuration.Boolean("driftProtection");
        configuration.AllowOthers();
    }

    private static void CheckWeights(BodyCheck weights, decimal? limit, IReadOnlyDictionary<string, decimal> current)
    {
        if (weights.Element is not { } element)
        {
            return;
        }

        var names = element.EnumerateObject().Select(property => property.Name).ToArray();
        if (names.Length == 0)
        {
            weights.NoteEmpty("at least one weight");
        }

        foreach (var name in names)
        {
            if (!WeightNames.Contains(name, StringComparer.Ordinal))
            {
                weights.Has(name);
                weights.Violate(name, "NOT_ALLOWED", $"is no weight. Weights: {string.Join(", ", WeightNames)}.");
            }
            else if (weights.Number(name, -1m, 1m) is { } weight && limit is { } most)
            {
                CheckDeviation(weights, name, weight, most, current);
            }
        }
    }

    private static void CheckDeviation(
        BodyCheck weights,
        string name,
        decimal weight,
        decimal limit,
        IReadOnlyDictionary<string, decimal> current)
    {
        if (Math.Abs(weight) > limit)
        {
            weights.Violate(name, "ABOVE_DEVIATION_LIMIT", FormattableString.Invariant($"is {weight}, and maxDeviationLimit {limit}."));
        }

        // A weight that is new has no value from which it could have moved too far.
        if (current.TryGetValue(name, out var before) && Math.Abs(weight - before) > limit)
        {
            weights.Violate(
                name,
                "ABOVE_DEVIATION_LIMIT",
                FormattableString.Invariant($"changes from {before} to {weight}, by more than maxDeviationLimit {limit}."));
        }
    }

    private static Dictionary<string, decimal> CurrentWeights(StoredCampaign campaign)
    {
        using var document = JsonDocument.Parse(campaign.Body.Utf8);
        return document.RootElement
            .GetProperty("predictiveDialerSettings")
            .GetProperty("parameterWeights")
            .EnumerateObject()
            .ToDictionary(weight => weight.Name, weight => weight.Value.GetDecimal(), StringComparer.Ordinal);
    }
}
