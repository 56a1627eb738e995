using System.Text.RegularExpressions;

namespace CxOne.Sandbox.DataActions;

/// <summary>The time zones of the IANA database of the operating system.</summary>
internal static partial class IanaZones
{
    // Files of the database that can be opened like time zones but are not.
    private static readonly string[] NoZones = ["localtime", "posixrules", "Factory"];

    public static bool IsKnown(string id) =>
        Name().IsMatch(id)
        && !NoZones.Contains(id, StringComparer.Ordinal)
        && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        // The lookup also accepts Windows names, and on some systems names in the wrong case.
        && zone.HasIanaId
        && string.Equals(zone.Id, id, StringComparison.Ordinal);

    // posix/ and right/ are copies of the whole database, the latter with leap seconds.
    [GeneratedRegex(@"\A(?!posix/|right/)[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
