using System.Text.Json;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Campaigns;

/// <summary>The rules for the body of a campaign.</summary>
internal static class CampaignChecks
{
    private static readonly string[] WeightNames =
        ["answer_rate", "call_rate", "predictive_factor", "max_concurrent", "agent_efficiency"];

    public static void Check(JsonBodyValidator campaign, StoredCampaign current)
    {
        campaign.RequireString("name");
        if (campaign.RequireInteger("agentCount", 0, int.MaxValue) is { } agents && agents != current.AgentCount)
        {
            campaign.Add(
                "agentCount", "READ_ONLY", $"agentCount is {current.AgentCount}; it counts the assigned agents and cannot be written.");
        }

        var settings = campaign.RequireObject("predictiveDialerSettings");
        settings.RequireString("algorithmId");
        settings.RequireNumber("validationSplit", 0.1m, 0.9m);
        var limit = settings.RequireNumber("maxDeviationLimit", 0.01m, 0.5m);
        settings.RequireNumber("convergenceThreshold", 0.001m, 0.1m);
        CheckWeights(settings.RequireObject("parameterWeights"), limit, Math.Max(limit ?? 0, CurrentLimit(current)), Weights(current));
        settings.AllowOthers();

        var configuration = campaign.RequireObject("configuration");
        configuration.RequireBoolean("enablePredictiveTuning");
        configuration.RequireOneOf("simulationTrigger", "automatic", "manual");
        configuration.RequireBoolean("driftProtection");
        configuration.AllowOthers();
    }

    /// <summary>Returns the current weights of a campaign.</summary>
    public static Dictionary<string, decimal> Weights(StoredCampaign campaign)
    {
        using var document = JsonDocument.Parse(campaign.Body.Utf8);
        return document.RootElement
            .GetProperty("predictiveDialerSettings")
            .GetProperty("parameterWeights")
            .EnumerateObject()
            .ToDictionary(weight => weight.Name, weight => weight.Value.GetDecimal(), StringComparer.Ordinal);
    }

    private static decimal CurrentLimit(StoredCampaign campaign)
    {
        using var document = JsonDocument.Parse(campaign.Body.Utf8);
        return document.RootElement.GetProperty("predictiveDialerSettings").GetProperty("maxDeviationLimit").GetDecimal();
    }

    private static void CheckWeights(
        JsonBodyValidator weights, decimal? limit, decimal changeLimit, IReadOnlyDictionary<string, decimal> current)
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
                weights.Violate(name, "NOT_ALLOWED", $"is not a weight. The weights are {string.Join(", ", WeightNames)}.");
            }
            else if (weights.RequireNumber(name, -1m, 1m) is { } weight && limit is { } most)
            {
                CheckDeviation(weights, name, weight, most, changeLimit, current);
            }
        }
    }

    private static void CheckDeviation(
        JsonBodyValidator weights,
        string name,
        decimal weight,
        decimal limit,
        decimal changeLimit,
        IReadOnlyDictionary<string, decimal> current)
    {
        if (Math.Abs(weight) > limit)
        {
            weights.Violate(
                name, "ABOVE_DEVIATION_LIMIT", FormattableString.Invariant($"is {weight}, more than maxDeviationLimit {limit}."));
        }

        // A new weight has no previous value. A change may be as large as the limit in
        // force allows or the one that comes with it: what a wider limit let through can be taken back together with that limit.
        if (current.TryGetValue(name, out var before) && Math.Abs(weight - before) > changeLimit)
        {
            weights.Violate(
                name,
                "ABOVE_DEVIATION_LIMIT",
                FormattableString.Invariant($"changes from {before} to {weight}, by more than maxDeviationLimit {changeLimit}."));
        }
    }
}
