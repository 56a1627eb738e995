using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Campaigns;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>The rules of the contract for a complete configuration. Each violation is reported once.</summary>
internal static class DialerRules
{
    public const double HighestRatioWithoutForce = 3.0;

    /// <summary>The highest number of lines per agent that a tenant accepts.</summary>
    public const double HighestRatio = 5.0;

    public const double HardAbandonmentLimit = 0.05;
    private static readonly string[] PacingTypes = ["predictive", "progressive", "preview"];

    private static readonly (string Name, double Low, double High, bool IsWhole)[] Ranges =
    [
        ("dialRate", 0.1, 10.0, false),
        ("agentRatio", 1.0, HighestRatio, false),
        ("maxAbandonmentRate", 0, HardAbandonmentLimit, false),
        ("maxQueueDepth", 1, 500, true),
        ("answerRateThreshold", 0, 1, false),
    ];

    /// <summary>The violations of a complete configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="hint">Advice about the value of a member, or <see langword="null"/> if there is no special advice.</param>
    public static IEnumerable<string> Violations(JsonObject config, Func<string, string?>? hint = null)
    {
        if (config["pacingType"] is { } pacing
            && !(pacing is JsonValue text && text.TryGetValue<string>(out var type) && PacingTypes.Contains(type, StringComparer.Ordinal)))
        {
            yield return DialerMessages.PacingType(JsonFields.Write(pacing), hint?.Invoke("pacingType"));
        }

        foreach (var (name, low, high, isWhole) in Ranges)
        {
            // A member that is null is treated as absent.
            if (config[name] is { } value && !IsAllowed(value, low, high, isWhole))
            {
                yield return Errors.Violations.OutOfRange(
                    name, JsonFields.Write(value), low, high, hint?.Invoke(name) ?? (isWhole ? DialerMessages.UseWholeNumber : null));
            }
        }

        if (config["complianceRules"] is not (null or JsonObject))
        {
            yield return DialerMessages.RulesNotAnObject;
        }
    }

    /// <summary>
    /// The changes that set members with a value out of range to the nearest allowed value. A member that the caller changes, or whose
    /// value is not a number, is not repaired.
    /// </summary>
    public static IReadOnlyList<FieldChange> Repairs(JsonObject config, IReadOnlyList<FieldChange> changes)
        => [.. Ranges
            .Where(range => !IsNamed(changes, range.Name))
            .Select(range => (range.Name, Nearest: Nearest(config[range.Name], range.Low, range.High, range.IsWhole)))
            .Where(repair => repair.Nearest is not null)
            .Select(repair => FieldChange.Set(new FieldPath(repair.Name), repair.Nearest!.Value))];

    public static bool IsNamed(IReadOnlyList<FieldChange> changes, string name)
        => changes.Any(change => change.Path.Parents.IsEmpty && change.Path.Name == name);

    /// <returns>The nearest allowed value; <see langword="null"/> if the value is allowed or not a number.</returns>
    private static double? Nearest(JsonNode? value, double low, double high, bool isWhole)
        => Number(value) is { } number && !IsAllowed(value!, low, high, isWhole)
            ? Math.Clamp(isWhole ? Math.Round(number) : number, low, high)
            : null;

    private static bool IsAllowed(JsonNode value, double low, double high, bool isWhole)
        => Number(value) is { } number && number >= low && number <= high && (!isWhole || number == Math.Floor(number));

    /// <summary>Rules whose names differ only in case look the same to most readers, so that one of the two is a mistake.</summary>
    public static IEnumerable<string> NameViolations(JsonObject config, IReadOnlyList<FieldChange> changes)
    {
        var names = (config["complianceRules"] as JsonObject)?.Select(rule => rule.Key).ToList() ?? [];
        return changes
            .Where(change => !change.Path.Parents.IsEmpty && change.Value.IsPresent)
            .SelectMany(change => names
                .Where(name => name != change.Path.Name && name.Equals(change.Path.Name, StringComparison.OrdinalIgnoreCase))
                .Select(name => DialerMessages.RuleDiffersInCase(name, change.Path.Name)));
    }

    /// <summary>The dialer must not dial more than the agents of the campaign can take.</summary>
    public static IEnumerable<string> CapacityViolations(JsonObject config, Campaign campaign)
    {
        // A campaign without agents has an error of its own, thrown where the campaign is read.
        if (campaign.AgentCount is > 0 and var agents
            && Number(config, "dialRate") is { } rate
            && Number(config, "agentRatio") is { } ratio
            && rate > agents * ratio)
        {
            yield return DialerMessages.AboveCapacity(rate, campaign.Id, agents, ratio);
        }
    }

    public static double? Number(JsonObject config, string name) => Number(config[name]);

    private static double? Number(JsonNode? node)
        => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number)
            ? number
            : null;
}
