using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>
/// Represents a copy of a dialer configuration, such as JSON in a file. Its values are the target state; its version is ignored.
/// </summary>
public sealed record DialerConfigCopy
{
    private static readonly string[] Known =
    [
        "pacingType", "dialRate", "agentRatio", "maxAbandonmentRate", "maxQueueDepth", "answerRateThreshold", "complianceRules"
    ];

    /// <summary>Gets the id of the configuration.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Gets the members. Names that the module knows are compared without case; any other name is the tenant's. A known member that is
    /// null did not exist when the copy was made.
    /// </summary>
    public required IReadOnlyDictionary<string, JsonElement> Members { get; init; }

    /// <inheritdoc/>
    public override string ToString() => DialerMessages.CopiedValues(string.Join(", ", Members.Keys));

    /// <summary>The configuration with the values of the copy.</summary>
    /// <param name="current">The tenant's configuration.</param>
    /// <param name="isWhole">
    /// The copy is a state to restore: known members that are null are removed, compliance rules that it does not contain are removed, and
    /// members that the tenant no longer has are added. Members that the copy does not contain stay unchanged in either case.
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
                violations.Add(DialerMessages.UnknownMember(given, Id, string.Join(", ", names)));
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
                rules[rule.Name] = Node(rule.Value, rules[rule.Name], $"{name}.{rule.Name}", violations);
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
            violations.Add(DialerMessages.NumberExpected(name, text));
        }
    }

    private static void Apply(JsonObject wanted, string name, JsonElement value, List<string> violations)
        => wanted[name] = Node(value, wanted[name], name, violations);

    /// <summary>
    /// The value, as the tenant writes it where it means the same: a program that reads times as times changes their spelling. Text in the
    /// place of an object or a list is refused at every depth: tables, and JSON that was cut off at a depth, hold them as text.
    /// </summary>
    private static JsonNode? Node(JsonElement value, JsonNode? now, string path, List<string> violations)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var item = new JsonObject();
                foreach (var member in value.EnumerateObject())
                {
                    var held = now is JsonObject owner ? owner[member.Name] : null;
                    item[member.Name] = Node(member.Value, held, $"{path}.{member.Name}", violations);
                }

                return item;
            case JsonValueKind.Array:
                var list = now as JsonArray;
                return new JsonArray(
                [
                    .. value.EnumerateArray().Select((entry, index)
                        => Node(entry, index < list?.Count ? list[index] : null, $"{path}[{index}]", violations))
                ]);
            case JsonValueKind.String when now is JsonObject or JsonArray:
                violations.Add(DialerMessages.TextInsteadOf(path, now is JsonArray ? "a list" : "an object"));
                return now.DeepClone();
            case JsonValueKind.String when now is null && IsTextOfObject(value.GetString()!):
                violations.Add(DialerMessages.TextOfObject(path));
                return null;
            case JsonValueKind.String when now is JsonValue written && IsSameTime(value.GetString()!, written):
                return now.DeepClone();
            default:
                return now is JsonValue number && JsonElement.DeepEquals(JsonFields.ToElement(number), value)
                    ? now.DeepClone()
                    : JsonFields.ToNode(value);
        }
    }

    /// <summary>How PowerShell writes an object as text. Where the tenant has no value to compare with, the form has to tell.</summary>
    private static bool IsTextOfObject(string text)
        => text.StartsWith("@{", StringComparison.Ordinal) && text.EndsWith('}');

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
