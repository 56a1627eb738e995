using System.Collections.Frozen;

namespace CxOne.DataActions;

/// <summary>
/// Abbreviations of time zones. The database has ids for a few of them, such as EST, whose clocks are not those of the place that is
/// meant: EST is five hours behind UTC all year, and New York is not. An abbreviation is no zone here, whether it is such an id or not.
/// </summary>
internal static class TimeZoneAbbreviations
{
    /// <summary>The zones that may be meant, the most likely first. Each has used the abbreviation in the last years.</summary>
    public static FrozenDictionary<string, IReadOnlyList<string>> Zones { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["EST"] = ["America/New_York", "America/Toronto", "America/Panama"],
        ["EDT"] = ["America/New_York", "America/Toronto"],
        ["CST"] = ["America/Chicago", "America/Mexico_City", "Asia/Shanghai", "America/Havana"],
        ["CDT"] = ["America/Chicago", "America/Havana"],
        ["MST"] = ["America/Denver", "America/Phoenix"],
        ["MDT"] = ["America/Denver"],
        ["PST"] = ["America/Los_Angeles", "Asia/Manila"],
        ["PDT"] = ["America/Los_Angeles"],
        ["AKST"] = ["America/Anchorage"],
        ["AKDT"] = ["America/Anchorage"],
        ["HST"] = ["Pacific/Honolulu"],
        ["AST"] = ["America/Halifax", "America/Puerto_Rico"],
        ["ADT"] = ["America/Halifax"],
        ["NST"] = ["America/St_Johns"],
        ["NDT"] = ["America/St_Johns"],
        ["GMT"] = ["Europe/London", "Africa/Abidjan", "UTC"],
        ["GMT0"] = ["Europe/London", "Africa/Abidjan", "UTC"],
        ["GMT+0"] = ["Europe/London", "Africa/Abidjan", "UTC"],
        ["GMT-0"] = ["Europe/London", "Africa/Abidjan", "UTC"],
        ["Greenwich"] = ["Europe/London", "Africa/Abidjan", "UTC"],
        ["BST"] = ["Europe/London"],
        ["IST"] = ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"],
        ["IDT"] = ["Asia/Jerusalem"],
        ["WET"] = ["Europe/Lisbon", "Atlantic/Canary"],
        ["WEST"] = ["Europe/Lisbon", "Atlantic/Canary"],
        ["CET"] = ["Europe/Berlin", "Europe/Paris", "Africa/Algiers"],
        ["CEST"] = ["Europe/Berlin", "Europe/Paris"],
        ["MET"] = ["Europe/Berlin", "Europe/Paris"],
        ["MEST"] = ["Europe/Berlin", "Europe/Paris"],
        ["MEZ"] = ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich"],
        ["MESZ"] = ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich"],
        ["EET"] = ["Europe/Athens", "Europe/Helsinki", "Africa/Cairo"],
        ["EEST"] = ["Europe/Athens", "Europe/Helsinki", "Africa/Cairo"],
        ["MSK"] = ["Europe/Moscow"],
        ["SAST"] = ["Africa/Johannesburg"],
        ["EAT"] = ["Africa/Nairobi"],
        ["CAT"] = ["Africa/Maputo"],
        ["WAT"] = ["Africa/Lagos"],
        ["PKT"] = ["Asia/Karachi"],
        ["HKT"] = ["Asia/Hong_Kong"],
        ["WIB"] = ["Asia/Jakarta"],
        ["JST"] = ["Asia/Tokyo"],
        ["KST"] = ["Asia/Seoul"],
        ["AWST"] = ["Australia/Perth"],
        ["ACST"] = ["Australia/Adelaide", "Australia/Darwin"],
        ["ACDT"] = ["Australia/Adelaide"],
        ["AEST"] = ["Australia/Sydney", "Australia/Brisbane"],
        ["AEDT"] = ["Australia/Sydney"],
        ["NZST"] = ["Pacific/Auckland"],
        ["NZDT"] = ["Pacific/Auckland"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsAbbreviation(string id) => Zones.ContainsKey(id);
}
