using System.Globalization;
using System.Text.Json.Nodes;

namespace CxOne.Published;

/// <summary>
/// Selects one version per group of calls. v30.0 is the version that public clients use against live tenants; v33.0 is the first one in
/// which campaigns have the form of NICE's API description.
/// </summary>
internal static class PublishedVersions
{
    /// <summary>The version of calls that have not been selected yet.</summary>
    public const string Default = "v30.0";

    private const int Preferred = 30;

    private static readonly Dictionary<PublishedGroup, string> Segments = new()
    {
        [PublishedGroup.Skills] = "skills",
        [PublishedGroup.PointsOfContact] = "points-of-contact",
        [PublishedGroup.Scripts] = "scripts",
        [PublishedGroup.Hours] = "hours-of-operation",
        [PublishedGroup.Dispositions] = "dispositions",
        [PublishedGroup.Campaigns] = "campaigns",
        [PublishedGroup.CallLists] = "lists",
        [PublishedGroup.DncGroups] = "dnc-groups",
        [PublishedGroup.Reporting] = "wfm-data",
        [PublishedGroup.Tenant] = "business-unit",
    };

    /// <summary>
    /// Selects the versions from the tenant's answer to <c>GET /apiversion</c>: the module's own version where the tenant has it, else the
    /// nearest lower one, else the nearest higher one. Groups that the answer does not name keep the module's own version.
    /// </summary>
    /// <param name="entries">The entries of <c>apiInfo</c>; each has <c>uri</c> and <c>version</c>.</param>
    public static IReadOnlyDictionary<PublishedGroup, string> Select(IEnumerable<JsonObject> entries)
    {
        var offered = entries
            .Select(entry => (Segment: SegmentOf(MemberTable.Text(entry, "uri")), Version: MajorOf(MemberTable.Text(entry, "version"))))
            .Where(entry => entry is { Segment: not null, Version: not null })
            .ToLookup(entry => entry.Segment!, entry => entry.Version!.Value, StringComparer.OrdinalIgnoreCase);
        return Segments.ToDictionary(
            group => group.Key,
            group => Text(Nearest([.. offered[group.Value]], PreferredOf(group.Key))));
    }

    /// <summary>The module's own version of a group.</summary>
    public static string Of(PublishedGroup group) => Text(PreferredOf(group));

    private static int PreferredOf(PublishedGroup group) => group == PublishedGroup.Campaigns ? 33 : Preferred;

    private static int Nearest(int[] offered, int preferred)
    {
        var lower = offered.Where(version => version <= preferred).DefaultIfEmpty(-1).Max();
        return offered.Length == 0 ? preferred : lower > 0 ? lower : offered.Min();
    }

    private static string Text(int major) => string.Create(CultureInfo.InvariantCulture, $"v{major}.0");

    /// <summary>The first segment of a call's path, with or without the part before the version.</summary>
    private static string? SegmentOf(string? uri)
        => uri?
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(part => !part.Equals("inContactAPI", StringComparison.OrdinalIgnoreCase)
                && !part.Equals("services", StringComparison.OrdinalIgnoreCase)
                && MajorOf(part) is null);

    private static int? MajorOf(string? version)
        => double.TryParse(version?.TrimStart('v', 'V'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and < 1000
            ? (int)number
            : null;
}
