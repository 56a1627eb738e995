using System.Globalization;
using System.Text.Json;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>
/// The part of a search for scripts that looks at their actions. An action must meet all filters: the name of its type, a part of its
/// caption, a part of the value of any of its properties; without regard to case.
/// </summary>
internal sealed class ScriptActionSearch
{
    private readonly string? _type;
    private readonly string? _caption;
    private readonly string? _value;

    public ScriptActionSearch(string? type, string? caption, string? value)
    {
        _type = type;
        _caption = caption;
        _value = value;
    }

    /// <summary>Whether there is no filter, so that scripts are found without looking into them.</summary>
    public bool IsEmpty => _type is null && _caption is null && _value is null;

    /// <summary>Returns the actions of a version that meet the filters; none without a filter.</summary>
    public IReadOnlyList<FoundAction> In(ScriptVersion version)
    {
        if (IsEmpty)
        {
            return [];
        }

        using var document = JsonDocument.Parse(ScriptContent.Of(version).Utf8);
        var content = document.RootElement;
        return [.. content.GetProperty("actions").EnumerateObject()
            .Where(action => HasValue(content, action.Name))
            .Select(action => new FoundAction(
                int.Parse(action.Name, CultureInfo.InvariantCulture),
                action.Value.GetProperty("libraryId").GetString()!,
                action.Value.GetProperty("name").GetString()!,
                action.Value.GetProperty("label").GetString()!))
            .Where(action => (_type is null || string.Equals(action.Name, _type, StringComparison.OrdinalIgnoreCase))
                && (_caption is null || action.Label.Contains(_caption, StringComparison.OrdinalIgnoreCase)))];
    }

    private bool HasValue(JsonElement content, string id) => _value is null
        || (content.GetProperty("properties").TryGetProperty(id, out var properties)
            && properties.EnumerateObject().Select(property => property.Value.GetProperty("value"))
                .SelectMany(value => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value])
                .Any(value => value.GetString()!.Contains(_value, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>An action that a search has found.</summary>
internal sealed record FoundAction(int ActionId, string LibraryId, string Name, string Label);
