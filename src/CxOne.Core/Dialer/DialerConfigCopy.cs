using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>
/// A copy of a dialer configuration, such as JSON in a file. Its values are what the caller wants to be in place; its version is ignored.
/// </summary>
public sealed record DialerConfigCopy
{
    private static readonly string[] Known =
    [
        "pacingType", "dialRate", "agentRatio", "maxAbandonmentRate", "maxQueueDepth", "answerRateThreshold", "complianceRules"
    ];

    /// <summary>The configuration that it is a copy of.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Its members. The case of a name that the module knows does not count; any other name is the tenant's. A known member that is null
    /// was not there when the copy was made.
    /// </summary>
    public required IReadOnlyDictionary<string, JsonElement> Members { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"the values of a copy ({string.Join(", ", Members.Keys)})";

    /// <summary>The configuration with the values of the copy.</summary>
    /// <param name="current">What the tenant holds.</param>
    /// <param name="isWhole">
    /// The copy is a state to bring back: known members that were not there are removed, so are compliance rules that it does not have, and
    /// members that the tenant does not hold any more come back. Members that the copy does not name stay in either case.
    /// </param>
    /// <param name="violations">Gets a sentence for each member that cannot be taken.</param>
    internal JsonObject ApplyTo(JsonObject current, bool isWhole, List<string> violations)
    {
        var wanted = (JsonObject)current.DeepClone();
        foreach (var (given, value) in Members)
        {
            var known = Known.FirstOrDefault(name => name.Equals(given, StringComparison.OrdinalIgnoreCase));
            if (known is not null)
            {
                ApplyKnown(wanted, known, value, isWhole, violations);
            }
            else if (wanted.ContainsKey(given) || (isWhole && value.ValueKind != JsonValueKind.Null))
            {
                Apply(wanted, given, value, violations);
            }
            else if (value.ValueKind != JsonValueKind.Null)
            {
                var names = Known.Union(wanted.Select(member => member.Key)).Except(["id"]);
                violations.Add($"'{given}' is no member of dialer configuration '{Id}'. It has {string.Join(", ", names)}.");
            }
        }

        return wanted;
    }

    private static void ApplyKnown(JsonObject wanted, string name, JsonElement value, bool isWhole, List<string> violations)
    {
        var isNull = value.ValueKind == JsonValueKind.Null;
        if (isNull || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString())))
        {
            if (isWhole && isNull && wanted[name] is not null)
            {
                wanted.Remove(name);
            }
        }
        else if (name == "complianceRules" && value.ValueKind == JsonValueKind.Object && wanted[name] is JsonObject rules && !isWhole)
        {
            foreach (var rule in value.EnumerateObject())
            {
                Apply(rules, rule.Name, rule.Value, violations);
            }
        }
        else if (name is not ("pacingType" or "complianceRules") && value.ValueKind == JsonValueKind.String)
        {
            ApplyNumber(wanted, name, value.GetString()!, violations);
        }
        else
        {
            Apply(wanted, name, value, violations);
        }
    }

    /// <summary>A number of a table, whose cells are text.</summary>
    private static void ApplyNumber(JsonObject wanted, string name, string text, List<string> violations)
    {
        if (decimal.TryParse(
            text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            using var document = JsonDocument.Parse(number.ToString(CultureInfo.InvariantCulture));
            Apply(wanted, name, document.RootElement.Clone(), violations);
        }
        else
        {
            violations.Add($"{name} is '{text}'; a number with a point before its decimals is expected.");
        }
    }

    private static void Apply(JsonObject wanted, string name, JsonElement value, List<string> violations)
    {
        var now = wanted[name];
        if (now is JsonObject or JsonArray && value.ValueKind == JsonValueKind.String)
        {
            violations.Add(
                $"'{name}' is text in the copy and {(now is JsonArray ? "a list" : "an object")} at the tenant; "
                    + "a table keeps no objects. Use a copy in JSON, or leave the column out.");
            return;
        }

        wanted[name] = Node(value, now);
    }

    /// <summary>
    /// The value, as the tenant writes it where it means the same: a copy whose times were read as times has lost their spelling.
    /// </summary>
    private static JsonNode? Node(JsonElement value, JsonNode? now)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var item = new JsonObject();
                foreach (var member in value.EnumerateObject())
                {
                    item[member.Name] = Node(member.Value, now is JsonObject held ? held[member.Name] : null);
                }

                return item;
            case JsonValueKind.Array:
                var list = now as JsonArray;
                return new JsonArray(
                    [.. value.EnumerateArray().Select((entry, index) => Node(entry, index < list?.Count ? list[index] : null))]);
            case JsonValueKind.String when now is JsonValue written && IsSameTime(value.GetString()!, written):
                return now.DeepClone();
            default:
                return now is JsonValue number && JsonFields.AreEqual(JsonFields.ToElement(number), value)
                    ? now.DeepClone()
                    : JsonNode.Parse(value.GetRawText());
        }
    }

    private static bool IsSameTime(string text, JsonValue now)
        => now.TryGetValue(out string? held)
            && Time(text) is { } wanted
            && Time(held) == wanted;

    private static DateTimeOffset? Time(string text)
        => text.Length >= 19
            && text[10] == 'T'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
