using System.Text.Json;

namespace CxOne.Studio.Model;

/// <summary>A wire from one action to another.</summary>
/// <param name="To">Id of the action that the wire leads to; it may not exist.</param>
/// <param name="Label">The stored label; empty on a Default exit.</param>
/// <param name="Kind">The kind of exit.</param>
/// <param name="Index">The stored index. Branches are matched by label, never by index.</param>
public sealed record ScriptBranch(int To, string Label, BranchKind Kind, int Index)
{
    /// <summary>Gets the members of the drawing (ports, lineType, elbows, labelDistance), as they were read.</summary>
    public IReadOnlyDictionary<string, JsonElement> Layout { get; init; } = StudioScript.NoMembers;

    /// <summary>Gets the members that the module does not know; they are kept.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = StudioScript.NoMembers;

    /// <summary>
    /// Brings a label into the form in which labels are compared: no blanks around it, no leading <c>On</c> before a capital letter.
    /// Compare the results without case.
    /// </summary>
    /// <param name="label">A label.</param>
    public static string Normalize(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var text = label.Trim();
        return text.Length > 2 && text.StartsWith("On", StringComparison.Ordinal) && char.IsAsciiLetterUpper(text[2]) ? text[2..] : text;
    }

    /// <summary>Returns whether the label of this branch means the same as another label.</summary>
    /// <param name="label">A label, in any case, with or without a leading <c>On</c>.</param>
    public bool HasLabel(string label) => Normalize(Label).Equals(Normalize(label), StringComparison.OrdinalIgnoreCase);
}
