using System.Text.Json;

namespace CxOne.Studio.Model;

/// <summary>A property of an action. The order of properties is part of the script: Desktop Studio knows them by place only.</summary>
/// <param name="Name">The stored name.</param>
/// <param name="Value">The value as text; a list as its items with line breaks between them.</param>
public sealed record ScriptProperty(string Name, string Value)
{
    /// <summary>Gets the items where the value is a list; otherwise <see langword="null"/>.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>Gets the text that a picker of the editor stores beside the value, of the form <c>id - name</c>.</summary>
    public string? Description => Unknown.TryGetValue("description", out var text) && text.ValueKind == JsonValueKind.String
        ? text.GetString()
        : null;

    /// <summary>Gets the members beside name and value, as they were read.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = StudioScript.NoMembers;
}
