using System.Globalization;
using System.Text.Json;

namespace CxOne.Studio.Model;

/// <summary>The header of a script. Members that are not known are kept in <see cref="Members"/>.</summary>
public sealed class ScriptHeader
{
    /// <summary>The media type of phone scripts.</summary>
    public const int CallMedia = 4;

    /// <summary>Gets every member, as it was read.</summary>
    public IReadOnlyDictionary<string, JsonElement> Members { get; init; } = StudioScript.NoMembers;

    /// <summary>Gets the name with its folders, separated by backslashes, such as <c>PROD\Main</c>; empty where it is missing.</summary>
    public string ScriptName => Text("scriptName");

    /// <summary>Gets the number of the media type: 4 = call, 9 = digital; <see langword="null"/> where it is missing.</summary>
    public int? MediaType
        => int.TryParse(Text("mediaType"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var media) ? media : null;

    /// <summary>Gets whether a caller is on the line: the media type is call, or unknown.</summary>
    public bool IsCall => MediaType is null or CallMedia;

    /// <summary>Gets the purpose: <c>General</c> or <c>Suppression</c>; empty where it is missing.</summary>
    public string PurposeType => Text("purposeType");

    /// <summary>Gets whether the script decides whether a call may be placed.</summary>
    public bool IsSuppression => PurposeType.Equals("Suppression", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the status, such as <c>Active</c>.</summary>
    public string Status => Text("status");

    /// <summary>Gets the editor that saved the script last: <c>cxs</c> (web), <c>stx</c> (desktop) or <c>api</c>.</summary>
    public string LastSavedIn => Text("lastSavedIn");

    /// <summary>Returns a member as text.</summary>
    /// <param name="name">The exact name.</param>
    /// <returns>The text or number; empty where the member is missing or of another kind.</returns>
    public string Text(string name)
        => Members.TryGetValue(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() ?? string.Empty,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => string.Empty,
            }
            : string.Empty;
}
