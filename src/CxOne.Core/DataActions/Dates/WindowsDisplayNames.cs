using System.Text.RegularExpressions;
using NodaTime.TimeZones;

namespace CxOne.DataActions;

/// <summary>
/// Names that Windows shows for time zones, such as <c>(UTC-05:00) Eastern Time (US &amp; Canada)</c>. Most of them list cities, which
/// the time zone database knows; the others are here, with the Windows id that they stand for.
/// </summary>
internal static partial class WindowsDisplayNames
{
    private const int MostZones = 3;

    private static readonly Dictionary<string, string> Ids = new(StringComparer.OrdinalIgnoreCase)
    {
        ["International Date Line West"] = "Dateline Standard Time",
        ["Coordinated Universal Time"] = "UTC",
        ["Aleutian Islands"] = "Aleutian Standard Time",
        ["Hawaii"] = "Hawaiian Standard Time",
        ["Marquesas Islands"] = "Marquesas Standard Time",
        ["Alaska"] = "Alaskan Standard Time",
        ["Baja California"] = "Pacific Standard Time (Mexico)",
        ["Pacific Time (US & Canada)"] = "Pacific Standard Time",
        ["Arizona"] = "US Mountain Standard Time",
        ["Mountain Time (US & Canada)"] = "Mountain Standard Time",
        ["Yukon"] = "Yukon Standard Time",
        ["Central America"] = "Central America Standard Time",
        ["Central Time (US & Canada)"] = "Central Standard Time",
        ["Easter Island"] = "Easter Island Standard Time",
        ["Saskatchewan"] = "Canada Central Standard Time",
        ["Eastern Time (US & Canada)"] = "Eastern Standard Time",
        ["Chetumal"] = "Eastern Standard Time (Mexico)",
        ["Haiti"] = "Haiti Standard Time",
        ["Indiana (East)"] = "US Eastern Standard Time",
        ["Turks and Caicos"] = "Turks And Caicos Standard Time",
        ["Atlantic Time (Canada)"] = "Atlantic Standard Time",
        ["Newfoundland"] = "Newfoundland Standard Time",
        ["Brasilia"] = "E. South America Standard Time",
        ["City of Buenos Aires"] = "Argentina Standard Time",
        ["Greenland"] = "Greenland Standard Time",
        ["Saint Pierre and Miquelon"] = "Saint Pierre Standard Time",
        ["Salvador"] = "Bahia Standard Time",
        ["Cabo Verde Is."] = "Cape Verde Standard Time",
        ["West Central Africa"] = "W. Central Africa Standard Time",
        ["West Bank, Gaza"] = "West Bank Standard Time",
        ["Ekaterinburg"] = "Ekaterinburg Standard Time",
        ["Chennai, Kolkata, Mumbai, New Delhi"] = "India Standard Time",
        ["Sri Jayawardenepura"] = "Sri Lanka Standard Time",
        ["Astana"] = "Central Asia Standard Time",
        ["Yangon (Rangoon)"] = "Myanmar Standard Time",
        ["Beijing, Chongqing, Hong Kong, Urumqi"] = "China Standard Time",
        ["Pyongyang"] = "North Korea Standard Time",
        ["Osaka, Sapporo, Tokyo"] = "Tokyo Standard Time",
        ["Canberra, Melbourne, Sydney"] = "AUS Eastern Standard Time",
        ["Bougainville Island"] = "Bougainville Standard Time",
        ["Norfolk Island"] = "Norfolk Standard Time",
        ["Solomon Is., New Caledonia"] = "Central Pacific Standard Time",
        ["Chatham Islands"] = "Chatham Islands Standard Time",
        ["Nuku'alofa"] = "Tonga Standard Time",
        ["Samoa"] = "Samoa Standard Time",
        ["Kiritimati Island"] = "Line Islands Standard Time",
    };

    // A city may have an old id beside the present one, which is canonical then.
    private static readonly Lazy<Dictionary<string, string>> Cities = new(() => TzdbDateTimeZoneSource.Default.CanonicalIdMap
        .Where(id => id.Key.Contains('/', StringComparison.Ordinal) && !id.Key.StartsWith("Etc/", StringComparison.Ordinal))
        .GroupBy(id => id.Key[(id.Key.LastIndexOf('/') + 1)..].Replace('_', ' '), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            city => city.Key,
            city => city.OrderBy(id => id.Key != id.Value).ThenBy(id => id.Key, StringComparer.Ordinal).First().Key,
            StringComparer.OrdinalIgnoreCase));

    /// <summary>Returns the IANA ids of what such a name means.</summary>
    /// <param name="text">The text.</param>
    /// <param name="windowsIds">IANA ids by Windows id.</param>
    /// <returns>
    /// The ids, the most likely first, or none if the place is not known; <see langword="null"/> if the text is no such name.
    /// </returns>
    public static IReadOnlyList<string>? Zones(string text, IReadOnlyDictionary<string, string> windowsIds)
    {
        if (text.Length > 200)
        {
            return null;
        }

        if (Shown().Match(text) is not { Success: true } match)
        {
            // Without the offset before it, only a name that no place has, such as Eastern Time (US & Canada).
            var name = text.Trim().Replace(" and Canada)", " & Canada)", StringComparison.OrdinalIgnoreCase);
            return name.Contains(" Time (", StringComparison.OrdinalIgnoreCase)
                && Ids.TryGetValue(name, out var shownId)
                && windowsIds.TryGetValue(shownId, out var meant)
                ? [meant]
                : null;
        }

        var place = match.Groups["place"].Value.Trim().Replace(" and Canada)", " & Canada)", StringComparison.OrdinalIgnoreCase);
        return Ids.TryGetValue(place, out var windowsId) && windowsIds.TryGetValue(windowsId, out var iana)
            ? [iana]
            : [.. place.Split(',', StringSplitOptions.TrimEntries)
                .Select(city => Cities.Value.GetValueOrDefault(city)).OfType<string>().Take(MostZones)];
    }

    [GeneratedRegex(@"^\s*\((UTC|GMT)\s*([+\-\u2212]\s*[0-9]{1,2}(:[0-9]{2})?)?\)(?<place>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Shown();
}
