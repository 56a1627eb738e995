using System.Globalization;

namespace CxOne.PowerShell.DataActions;

/// <summary>The messages of the cmdlets for date values and data actions.</summary>
internal static class DataActionsCmdletMessages
{
    public const string NameAndIdMissing = "Name and Id are missing. Pass one of them.";

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
