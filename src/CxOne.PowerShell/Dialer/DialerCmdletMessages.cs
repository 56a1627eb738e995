using System.Globalization;

namespace CxOne.PowerShell.Dialer;

/// <summary>The texts of dialer cmdlets that name a parameter or ask for confirmation.</summary>
internal static class DialerCmdletMessages
{
    public const string TableWithoutId = "The table has no Id. Add the Id of a dialer configuration to it.";

    public static string CopyNotJson(string id, string reason) => $"The copy of '{id}' cannot be converted to JSON: {reason}";

    public static string Target(string id, string connection) => $"{id} on {connection}";

    public static string Set(string changes) => $"Set {changes}";

    public static string Restore(long? sequence)
        => sequence is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"Restore the state of audit record {number}:")
            : "Restore the state of the copy:";

    public static string RulesNotJson(string reason) => $"ComplianceRules cannot be converted to JSON: {reason}";
}
