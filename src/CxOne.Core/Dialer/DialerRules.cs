using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CxOne.Dialer;

/// <summary>The rules of the contract's table, held against a whole configuration: every violation, none twice.</summary>
internal static class DialerRules
{
    public const double HighestRatioWithoutForce = 3.0;

    /// <summary>Most lines per agent that a configuration takes.</summary>
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

    /// <summary>Every violation of a whole configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="existing">The hint for a member: what to do about a value that the caller has not named.</param>
    public static IEnumerable<string> Violations(JsonObject config, Func<string, string?>? existing = null)
    {
        if (Member(config, "pacingType") is { } pacing
            && !(pacing.ValueKind == JsonValueKind.String && PacingTypes.Contains(pacing.GetString(), StringComparer.Ordinal)))
        {
            var hint = existing?.Invoke("pacingType") is { } advice ? $" {advice}" : null;
            yield return $"pacingType is {pacing.GetRawText()}; predictive, progressive or preview are possible.{hint}";
        }

        foreach (var (name, low, high, isWhole) in Ranges)
        {
            if (Member(config, name) is { } value && !IsAllowed(value, low, high, isWhole))
            {
                var hint = existing?.Invoke(name) ?? (isWhole ? "Use a whole number." : null);
                yield return Errors.Violations.OutOfRange(name, value.GetRawText(), low, high, hint);
            }
        }

        if (Member(config, "complianceRules") is { } rules && rules.ValueKind != JsonValueKind.Object)
        {
            yield return "complianceRules is not an object.";
        }
    }

    /// <summary>
    /// The changes that set members with a value out of range to the nearest allowed value. A member that the caller changes, or whose
    /// value is no number, is left alone.
    /// </summary>
    public static IReadOnlyList<Merge.FieldChange> Repairs(JsonObject config, IReadOnlyList<Merge.FieldChange> changes)
        => [.. Ranges
            .Where(range => !IsNamed(changes, range.Name))
            .Select(range => (
                range.Name, Nearest: Member(config, range.Name) is { } value ? Nearest(value, range.Low, range.High, range.IsWhole) : null))
            .Where(repair => repair.Nearest is not null)
            .Select(repair => new Merge.FieldChange(
                new Merge.FieldPath(repair.Name), Merge.JsonFields.ToElement(JsonValue.Create(repair.Nearest!.Value))))];

    /// <summary>The caller changes the member.</summary>
    public static bool IsNamed(IReadOnlyList<Merge.FieldChange> changes, string name)
        => changes.Any(change => change.Path.Parents.IsEmpty && change.Path.Name == name);

    /// <returns>The nearest allowed value; nothing where the value is allowed, or no number.</returns>
    private static double? Nearest(JsonElement value, double low, double high, bool isWhole)
        => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && !IsAllowed(value, low, high, isWhole)
            ? Math.Clamp(isWhole ? Math.Round(number) : number, low, high)
            : null;

    private static bool IsAllowed(JsonElement value, double low, double high, bool isWhole)
        => value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var number)
            && number >= low
            && number <= high
            && (!isWhole || number == Math.Floor(number));

    /// <summary>Two rules whose names differ in case only cannot be told apart by most who read them; one of the two is a slip.</summary>
    public static IEnumerable<string> NameViolations(JsonObject config, IReadOnlyList<Merge.FieldChange> changes)
    {
        var names = (config["complianceRules"] as JsonObject)?.Select(rule => rule.Key).ToList() ?? [];
        return changes
            .Where(change => !change.Path.Parents.IsEmpty && change.Value is not null)
            .SelectMany(change => names
                .Where(name => name != change.Path.Name && name.Equals(change.Path.Name, StringComparison.OrdinalIgnoreCase))
                .Select(name => $"complianceRules has '{name}'; '{change.Path.Name}' differs from it in case only."));
    }

    /// <summary>The dialer must not dial more than the campaign's agents can take.</summary>
    public static IEnumerable<string> CapacityViolations(JsonObject config, Campaigns.Campaign campaign)
    {
        if (campaign.AgentCount is not > 0)
        {
            // An error of its own, raised where the campaign is read.
            yield break;
        }

        if (Number(config, "dialRate") is { } rate && Number(config, "agentRatio") is { } ratio && rate > campaign.AgentCount * ratio)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"dialRate {rate} is more than campaign '{campaign.Id}' can take: "
                    + $"{campaign.AgentCount} agents × agentRatio {ratio} = {campaign.AgentCount * ratio}.");
        }
    }

    public static double? Number(JsonObject config, string name)
        => Member(config, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) ? number : null;

    // A member that is null says as little as one that is not there.
    private static JsonElement? Member(JsonObject config, string name)
        => Merge.JsonFields.Get(config, new Merge.FieldPath(name)) is { ValueKind: not JsonValueKind.Null } value ? value : null;
}
