using System.Text.Json;

namespace CxOne.Audit;

/// <summary>Shows what changed between two states: <c>maxAbandonmentRate 0.05 → 0.03; complianceRules.recording false → true</c>.</summary>
internal static class AuditChangeText
{
    private const string Absent = "(absent)";

    public static string Of(JsonElement? before, JsonElement? after)
    {
        var changes = new List<string>();
        Compare("", before, after, changes);
        return string.Join("; ", changes);
    }

    private static void Compare(string path, JsonElement? before, JsonElement? after, List<string> changes)
    {
        if (before is { ValueKind: JsonValueKind.Object } former && after is { ValueKind: JsonValueKind.Object } present)
        {
            foreach (var member in former.EnumerateObject())
            {
                Compare(Join(path, member.Name), member.Value, Member(present, member.Name), changes);
            }

            foreach (var member in present.EnumerateObject().Where(member => Member(former, member.Name) is null))
            {
                Compare(Join(path, member.Name), null, member.Value, changes);
            }
        }
        else if (before is null != after is null || (before is { } one && after is { } other && !JsonElement.DeepEquals(one, other)))
        {
            changes.Add($"{(path.Length == 0 ? "" : path + " ")}{Text(before)} → {Text(after)}");
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static JsonElement? Member(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement? value) => value switch
    {
        null => Absent,
        { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        { } json => json.GetRawText(),
    };
}
