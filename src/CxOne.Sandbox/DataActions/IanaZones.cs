using System.Text.RegularExpressions;

namespace CxOne.Sandbox.DataActions;

/// <summary>The time zones of the IANA database, as the operating system has it.</summary>
internal static partial class IanaZones
{
    // Files beside the zones in a system's copy of the database. They can be opened like zones and are none.
    private static readonly string[] NoZones = ["localtime", "posixrules", "Factory"];

    public static bool IsKnown(string id) =>
        Name().IsMatch(id)
        && !NoZones.Contains(id, StringComparer.Ordinal)
        && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        // Windows names are found as well, and names in the wrong case on systems that overlook it.
        && zone.HasIanaId
        && string.Equals(zone.Id, id, StringComparison.Ordinal);

    // posix/ and right/ are copies of the whole database, the latter with leap seconds.
    [GeneratedRegex(@"\A(?!posix/|right/)[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
