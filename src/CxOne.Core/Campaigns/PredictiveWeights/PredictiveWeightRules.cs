using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>The rules of the contract for weights: keys, bounds, deviations.</summary>
internal static class PredictiveWeightRules
{
    public const double DefaultValidationSplit = 0.8;
    public const double DefaultMaxDeviation = 0.2;
    public const double DefaultConvergenceThreshold = 0.05;
    public static readonly string[] Keys = ["answer_rate", "call_rate", "predictive_factor", "max_concurrent", "agent_efficiency"];

    public static IEnumerable<string> Violations(string key, double value)
    {
        if (!Keys.Contains(key, StringComparer.Ordinal))
        {
            yield return CampaignMessages.WeightUnknown(key, string.Join(", ", Keys));
        }

        if (!(value >= -1 && value <= 1))
        {
            yield return Errors.Violations.OutOfRange(
                CampaignMessages.WeightName(key), value.ToString(CultureInfo.InvariantCulture), -1, 1);
        }
    }

    /// <summary>|weight| at most the limit.</summary>
    public static IEnumerable<string> SizeViolations(IEnumerable<KeyValuePair<string, decimal>> weights, double limit)
        => weights
            .Where(weight => double.IsFinite(limit) && Math.Abs((double)weight.Value) > limit)
            .Select(weight => CampaignMessages.WeightTooLarge(weight.Key, weight.Value, limit));

    /// <summary>|weight| and |change| at most the limit, for the weights to write compared with the current ones.</summary>
    public static IEnumerable<string> DeviationViolations(
        IReadOnlyDictionary<string, decimal> now, IReadOnlyDictionary<string, decimal> wanted, double limit)
        => SizeViolations(wanted, limit).Concat(wanted
            .Where(weight => now.TryGetValue(weight.Key, out var current) && (double)Math.Abs(weight.Value - current) > limit)
            .Select(weight => CampaignMessages.WeightChangeTooLarge(weight.Key, now[weight.Key], weight.Value, limit)));

    /// <summary>The weights of a campaign in their order. Values that are not numbers are ignored.</summary>
    public static Dictionary<string, decimal> Weights(JsonObject campaign)
        => JsonFields.Get(campaign, PredictiveWeightFields.Weights).Node is not JsonObject weights
            ? []
            : weights
                .Select(weight => (
                    weight.Key,
                    Value: weight.Value is JsonValue value
                        && value.GetValueKind() == JsonValueKind.Number
                        && value.TryGetValue<decimal>(out var number)
                        ? number
                        : (decimal?)null))
                .Where(weight => weight.Value is not null)
                .ToDictionary(weight => weight.Key, weight => weight.Value!.Value, StringComparer.Ordinal);
}
