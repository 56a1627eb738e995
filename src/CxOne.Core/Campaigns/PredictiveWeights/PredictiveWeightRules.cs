using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>The contract's rules for weights: keys, bounds, deviations.</summary>
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
            yield return $"'{key}' is no weight; {string.Join(", ", Keys)} are.";
        }

        if (!(value >= -1 && value <= 1))
        {
            yield return Errors.Violations.OutOfRange($"Weight {key}", value.ToString(CultureInfo.InvariantCulture), -1, 1);
        }
    }

    /// <summary>|weight| at most the limit.</summary>
    public static IEnumerable<string> SizeViolations(IEnumerable<KeyValuePair<string, decimal>> weights, double limit)
        => weights
            .Where(weight => double.IsFinite(limit) && Math.Abs((double)weight.Value) > limit)
            .Select(weight => string.Create(
                CultureInfo.InvariantCulture,
                $"Weight {weight.Key} is {weight.Value}; its size is above the maximum deviation of {limit}."));

    /// <summary>|weight| and |change| at most the limit, for what would be written over what is there now.</summary>
    public static IEnumerable<string> DeviationViolations(
        IReadOnlyDictionary<string, decimal> now, IReadOnlyDictionary<string, decimal> wanted, double limit)
        => SizeViolations(wanted, limit).Concat(wanted
            .Where(weight => now.TryGetValue(weight.Key, out var current) && (double)Math.Abs(weight.Value - current) > limit)
            .Select(weight => string.Create(
                CultureInfo.InvariantCulture,
                $"Weight {weight.Key} changes from {now[weight.Key]} to {weight.Value}, by more than the maximum deviation of {limit}.")));

    /// <summary>The weights of a campaign, in their order; what is no number is passed over.</summary>
    public static Dictionary<string, decimal> Weights(JsonObject campaign)
        => JsonFields.Find(campaign, PredictiveWeightFields.Weights, out _) is not JsonObject weights
            ? []
            : weights
                .Select(weight => (
                    weight.Key,
                    Value: weight.Value is JsonValue value
                        && value.GetValueKind() == JsonValueKind.Number
                        && JsonFields.ToElement(value).TryGetDecimal(out var number)
                        ? number
                        : (decimal?)null))
                .Where(weight => weight.Value is not null)
                .ToDictionary(weight => weight.Key, weight => weight.Value!.Value, StringComparer.Ordinal);
}
