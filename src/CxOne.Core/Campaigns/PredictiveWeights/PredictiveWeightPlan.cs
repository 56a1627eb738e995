using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>
/// The effect of a change of predictive weights on a campaign: the merged campaign, its differences, and the rules that they break.
/// </summary>
internal static class PredictiveWeightPlan
{
    public static IEnumerable<string> Violations(
        JsonObject current, JsonObject merged, PredictiveWeightRequest request, WeightSignificance significance)
        => IsInsignificant(current, merged, significance) && !request.Force
            ? DeviationViolations(current, merged).Append(Insignificance(significance))
            : DeviationViolations(current, merged);

    public static IEnumerable<string> DeviationViolations(JsonObject current, JsonObject merged)
        => JsonNode.DeepEquals(current, merged)
            ? []
            : PredictiveWeightRules.DeviationViolations(
                PredictiveWeightRules.Weights(current),
                PredictiveWeightRules.Weights(merged),
                PredictiveWeightFields.Value(merged, PredictiveWeightFields.Deviation));

    /// <summary>Only a change of weights can be insignificant; a change of settings alone is always made.</summary>
    public static bool IsInsignificant(JsonObject current, JsonObject merged, WeightSignificance significance)
        => !significance.IsSignificant
            && !JsonFields.Get(current, PredictiveWeightFields.Weights)
                .HasSameValue(JsonFields.Get(merged, PredictiveWeightFields.Weights));

    public static string Insignificance(WeightSignificance significance) => significance.ComparedWeights == 0
        ? CampaignMessages.NothingToCompare
        : CampaignMessages.Insignificant(significance.Score, significance.Threshold);

    public static WeightSignificance Significance(JsonObject current, JsonObject merged, PredictiveWeightRequest request)
    {
        var proposal = PredictiveWeightRules.Weights(merged)
            .Where(weight => request.Weights.ContainsKey(weight.Key))
            .ToDictionary(StringComparer.Ordinal);
        return WeightSignificance.Of(
            PredictiveWeightRules.Weights(current), proposal, PredictiveWeightFields.Value(merged, PredictiveWeightFields.Convergence));
    }

    public static JsonObject Merged(JsonObject current, IReadOnlyList<FieldChange> changes)
        => JsonFields.With(current, changes.Where(change => !JsonFields.Get(current, change.Path).HasSameValue(change.Value)));

    public static CxFieldDifference[] Differences(JsonObject before, JsonObject after)
        => JsonFields.Compare(before, after, PredictiveWeightFields.Depth);

    public static Dictionary<string, double> Weights(JsonObject campaign)
        => PredictiveWeightRules.Weights(campaign)
            .ToDictionary(weight => weight.Key, weight => (double)weight.Value, StringComparer.Ordinal);

    public static long? Version(VersionedState state)
        => CampaignApi.VersionOf(state.Body) is { } version ? long.Parse(version, CultureInfo.InvariantCulture) : null;
}
