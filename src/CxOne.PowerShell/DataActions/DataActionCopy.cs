using System.Collections;
using System.Management.Automation;
using CxOne.DataActions;
using CxOne.Http;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.DataActions;

/// <summary>
/// Tells data actions of the tenant and their copies (JSON, Clixml, CSV, Select-Object *, Invoke-CxRestMethod) from rows of a user's table.
/// </summary>
internal static class DataActionCopy
{
    private static readonly string TypeName = typeof(DataAction).FullName!;

    /// <summary>The members of a data action that bind to parameters.</summary>
    public static IReadOnlyList<string> Used { get; } = ["Id", "Name"];

    /// <summary>
    /// A data action has a type name, or an Id and a Configuration that is an object. A column Configuration that holds other text is a
    /// column of the user's, and so is every column beside it.
    /// </summary>
    public static bool IsCopy(object item)
    {
        if (PSObject.AsPSObject(item).TypeNames.Any(name => name == TypeName || name == $"Deserialized.{TypeName}"))
        {
            return true;
        }

        if (InputRow.Members(item) is not { } members || !Has(members, "Id"))
        {
            return false;
        }

        var configuration = members.Where(member => Is(member.Key, "Configuration")).ToList();
        return configuration.Count > 0 && configuration[0].Value switch
        {
            null => Has(members, "Name") && Has(members, "Type") && Has(members, "Enabled"),
            string text => IsTextOfObject(text.Trim()),
            PSObject or IDictionary => true,
            _ => false,
        };
    }

    /// <summary>The names of the members with a value that are not used, without those that only the tenant can have added.</summary>
    public static IEnumerable<string> Ignored(object item)
    {
        var added = PSObject.AsPSObject(item).BaseObject is DataAction action
            ? CxMembers.Unknown(action).Select(member => member.Key).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : [];
        return (InputRow.Members(item) ?? [])
            .Where(member => !string.IsNullOrWhiteSpace(member.Value?.ToString()))
            .Select(member => member.Key)
            .Where(name => !added.Contains(name) && !Used.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static bool Has(IReadOnlyList<KeyValuePair<string, object?>> members, string name)
        => members.Any(member => Is(member.Key, name));

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Export-Csv writes the object as JSON; ConvertTo-Json with too small a depth writes it as PowerShell's text.</summary>
    private static bool IsTextOfObject(string text)
        => text.EndsWith('}') && (text.StartsWith('{') || text.StartsWith("@{", StringComparison.Ordinal));
}
