using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>
/// What a change of predictive weights means for a campaign: the merged campaign, its differences, and the rules that they break.
/// </summary>
internal static class PredictiveWeightPlan
{
    public static IEnumerable<string> Violations(
        JsonObject current, JsonObject merged, PredictiveWeightRequest request, WeightSignificance significance)
        => IsInsignificant(current, merged, significance) && !request.Force
            ? DeviationViolations(current, merged).Append(Insignificance(significance))
            : DeviationViolations(current, merged);

    public static IEnumerable<string> DeviationViolations(JsonObject current, JsonObject merged)
        => JsonFields.AreEqual(current, merged)
            ? []
            : PredictiveWeightRules.DeviationViolations(
                PredictiveWeightRules.Weights(current),
                PredictiveWeightRules.Weights(merged),
                PredictiveWeightFields.Value(merged, PredictiveWeightFields.Deviation));

    /// <summary>Only a change of weights can be insignificant; one of settings alone is what it is.</summary>
    public static bool IsInsignificant(JsonObject current, JsonObject merged, WeightSignificance significance)
        => !significance.IsSignificant
            && !JsonFields.AreEqual(
                JsonFields.Get(current, PredictiveWeightFields.Weights), JsonFields.Get(merged, PredictiveWeightFields.Weights));

    public static string Insignificance(WeightSignificance significance) => significance.ComparedWeights == 0
        ? $"None of these weights is there now, so that nothing can be compared; such a change needs {CxHint.Option("Force")}."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"The change is insignificant: its score is {significance.Score:0.####}, and {significance.Threshold} is the "
                + $"convergence threshold; such a change needs {CxHint.Option("Force")}.");

    public static WeightSignificance Significance(JsonObject current, JsonObject merged, PredictiveWeightRequest request)
    {
        var proposal = PredictiveWeightRules.Weights(merged)
            .Where(weight => request.Weights.ContainsKey(weight.Key))
            .ToDictionary(StringComparer.Ordinal);
        return WeightSignificance.Of(
            PredictiveWeightRules.Weights(current), proposal, PredictiveWeightFields.Value(merged, PredictiveWeightFields.Convergence));
    }

    public static JsonObject Merged(JsonObject current, IReadOnlyList<FieldChange> changes)
    {
        var merged = (JsonObject)current.DeepClone();
        foreach (var change in changes.Where(change => !JsonFields.AreEqual(JsonFields.Get(merged, change.Path), change.Value)))
        {
            JsonFields.Apply(merged, change);
        }

        return merged;
    }

    public static CxFieldDifference[] Differences(JsonObject before, JsonObject after)
        => CxFieldDifference.Between(before, after, PredictiveWeightFields.Depth);

    public static Dictionary<string, double> Weights(JsonObject campaign)
        => PredictiveWeightRules.Weights(campaign)
            .ToDictionary(weight => weight.Key, weight => (double)weight.Value, StringComparer.Ordinal);

    public static long? Version(VersionedState state)
        => CampaignApi.VersionOf(state.Body) is { } version ? long.Parse(version, CultureInfo.InvariantCulture) : null;
}
