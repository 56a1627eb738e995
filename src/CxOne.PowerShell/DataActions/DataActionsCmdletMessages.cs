using System.Globalization;

namespace CxOne.PowerShell.DataActions;

/// <summary>The messages of the cmdlets for date values and data actions.</summary>
internal static class DataActionsCmdletMessages
{
    public const string NameAndIdMissing = "Name and Id are missing. Pass one of them.";

    public static string MembersIgnored(IReadOnlyList<string> names)
        => $"Of a data action or a copy of it only Id and Name are used; {string.Join(", ", names)} of the piped object "
            + $"{(names.Count == 1 ? "is" : "are")} ignored. If {(names.Count == 1 ? "it is" : "they are")} yours, pass "
            + $"{(names.Count == 1 ? "it" : "them")} as parameters, or select the columns by name: "
            + $"Select-Object Id, {string.Join(", ", names)}.";

    public static string TimestampType(Type type) => $"The timestamp must be text, a DateTime or a DateTimeOffset (was {type.Name}).";

    public static string UnknownChoice(string parameter, string value, IReadOnlyList<string> choices)
        => $"{parameter} must be {string.Join(", ", choices.SkipLast(1))} or {choices[^1]} (was '{value}').";

    public static string OffsetMinutesInvalid(string value) => $"OffsetMinutes must be a whole number of minutes (was '{value}').";

    public static string RestoreDate(long sequence)
        => string.Create(CultureInfo.InvariantCulture, $"Restore the date from before the change in audit record {sequence}");

    public static string WriteTarget(string nameOrId, string tenant) => $"{nameOrId} on {tenant}";

    public static string WriteAction(string timestamp, string timeZone)
        => $"Write the date value computed from {timestamp} in {timeZone}";
}
