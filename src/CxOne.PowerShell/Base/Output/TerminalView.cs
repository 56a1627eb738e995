using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// What the columns and list entries of CxOne.Format.ps1xml show. Every one of them goes through here: a tenant can put text into any
/// member, also into one that is a number by its type. The user info of an address is hidden as well. Public, because a format file can
/// only call what is; not meant for scripts.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TerminalView
{
    private static readonly HashSet<string> GoodStatus = new(StringComparer.Ordinal)
    {
        "COMPLETED", "MATCH", "True", "Succeeded", "Pass", "Passed", "Changed", "Unchanged", "Recognised",
    };

    private static readonly HashSet<string> BadStatus = new(StringComparer.Ordinal)
    {
        "FAILED", "ROLLED_BACK", "NO_MATCH", "REJECTED", "NOT_SUBMITTED", "False", "Failed", "Refused", "RolledBack", "Fail", "Reverted",
        "RevertFailed", "Error", "stuck", "loop", "needsStub",
    };

    /// <summary>A member's value, as pwsh would show it but without control characters. The object itself stays as it is.</summary>
    /// <param name="item">The object.</param>
    /// <param name="name">The member.</param>
    public static object? Property(object? item, string name)
        => item is null ? null : Value(PSObject.AsPSObject(item).Properties[name]?.Value);

    /// <summary>
    /// A value, as pwsh would show it but without control characters: numbers and times stay what they are, lists stay lists.
    /// </summary>
    /// <param name="value">The value.</param>
    public static object? Value(object? value)
    {
        var bare = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return bare switch
        {
            null => null,
            string text => TerminalText.Message(text),
            char unit => TerminalText.Message(unit.ToString()),
            Enum or bool or DateTime or DateTimeOffset or TimeSpan or Guid or Version => bare,
            _ when bare.GetType().IsPrimitive || bare is decimal => bare,
            IEnumerable list and not PSObject => list.Cast<object?>().Select(Element).ToArray(),
            _ => Text(value),
        };
    }

    /// <summary>A value as one text without control characters.</summary>
    /// <param name="value">The value.</param>
    public static string Text(object? value)
        => value is null
            ? string.Empty
            : TerminalText.Message(
                value is DictionaryEntry entry
                    ? $"[{entry.Key}, {entry.Value}]"
                    : LanguagePrimitives.ConvertTo<string>(value) ?? string.Empty);

    /// <summary>The text of an update: what it is about, and its status.</summary>
    /// <param name="update">The update.</param>
    public static string Update(PSObject update)
    {
        ArgumentNullException.ThrowIfNull(update);
        var properties = update.Properties;
        return $"{properties["Id"]?.Value ?? properties["CampaignId"]?.Value}: {properties["Status"]?.Value}";
    }

    /// <summary>
    /// A status as text without control characters, green for good, red for bad, without a colour for information, and yellow for anything
    /// else.
    /// </summary>
    /// <param name="value">The status.</param>
    /// <param name="hasColor">Whether the host shows colours.</param>
    /// <param name="style">PowerShell's $PSStyle: its colours are used, and its OutputRendering can turn them off.</param>
    public static string Status(object? value, bool hasColor, object? style)
    {
        var text = Text(value);
        if (!hasColor || style is null || text == "Information" || $"{Member(style, "OutputRendering")}" == "PlainText" || text.Length == 0)
        {
            return text;
        }

        var name = GoodStatus.Contains(text) ? "Green" : BadStatus.Contains(text) ? "Red" : "Yellow";
        return $"{Member(Member(style, "Foreground"), name)}{text}{Member(style, "Reset")}";
    }

    private static object? Member(object? item, string name) => item is null ? null : PSObject.AsPSObject(item).Properties[name]?.Value;

    private static object? Element(object? value)
        => value is PSObject { BaseObject: not PSCustomObject } wrapped ? Element(wrapped.BaseObject)
            : value is null || value.GetType().IsPrimitive ? value
            : Text(value);
}
