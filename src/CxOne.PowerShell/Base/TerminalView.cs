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
    public static string Status(PSObject update)
    {
        ArgumentNullException.ThrowIfNull(update);
        var properties = update.Properties;
        return $"{properties["Id"]?.Value ?? properties["CampaignId"]?.Value}: {properties["Status"]?.Value}";
    }

    private static object? Element(object? value)
        => value is PSObject { BaseObject: not PSCustomObject } wrapped ? Element(wrapped.BaseObject)
            : value is null || value.GetType().IsPrimitive ? value
            : Text(value);
}
