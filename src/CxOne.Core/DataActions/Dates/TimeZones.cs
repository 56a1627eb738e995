using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace CxOne.DataActions;

/// <summary>Finds time zones by their IANA id in any case, and says what was probably meant where there is none.</summary>
internal static class TimeZones
{
    private const int MostSuggestions = 3;
    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;
    private static readonly FrozenDictionary<string, string> Canonical = Source.GetIds()
        .ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    // Needed only for an id that is no IANA id.
    private static readonly Lazy<FrozenDictionary<string, string>> Windows = new(
        () => Source.WindowsToTzdbIds.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));

    /// <summary>Version of the time zone database, such as <c>2026a</c>.</summary>
    public static string Version => Source.TzdbVersion;

    /// <summary>
    /// The provider also makes zones of texts such as UTC+3, which a tenant would refuse; only ids of the database are taken.
    /// </summary>
    public static bool TryFind(string id, out DateTimeZone zone, out string? problem)
    {
        if (Canonical.TryGetValue(id, out var canonical) && !TimeZoneAbbreviations.IsAbbreviation(id))
        {
            zone = DateTimeZoneProviders.Tzdb[canonical];
            problem = null;
            return true;
        }

        zone = DateTimeZone.Utc;
        problem = id.Length == 0 ? "is missing" : Problem(id);
        return false;
    }

    private static string Problem(string id)
    {
        if (TimeZoneAbbreviations.Problem(id) is { } abbreviated)
        {
            return abbreviated;
        }

        if (WindowsDisplayNames.Zones(id, Windows.Value) is { } shown)
        {
            return shown.Count == 0
                ? "is the name that Windows shows for a time zone; ids look like America/New_York"
                : $"is the name that Windows shows for a time zone; {(shown.Count == 1 ? "its IANA id is" : "IANA ids of it are")} "
                    + string.Join(", ", shown);
        }

        if (Windows.Value.TryGetValue(id, out var iana))
        {
            return $"is the Windows id of a time zone; its IANA id is {iana}";
        }

        var close = Closest(id);
        return close.Count == 0
            ? "is no IANA time zone; ids look like America/New_York"
            : $"is no IANA time zone; close to it {(close.Count == 1 ? "is" : "are")} {string.Join(", ", close)}";
    }

    private static List<string> Closest(string id)
    {
        var wanted = Squeeze(id);
        var wantedCity = Squeeze(City(id));

        // An abbreviation or a fixed offset is near many ids and means none of them; a very long text is no misspelt id.
        if (wanted.Length is < 4 or > 40 || wanted.Any(char.IsAsciiDigit))
        {
            return [];
        }

        return [.. Source.GetIds()
            .Where(candidate => !TimeZoneAbbreviations.IsAbbreviation(candidate))
            .Select(candidate => (Id: candidate, Rank: Rank(wanted, wantedCity, Squeeze(candidate), Squeeze(City(candidate)))))
            .Where(candidate => candidate.Rank is not null)
            .OrderBy(candidate => candidate.Rank)
            .ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
            .Take(MostSuggestions)
            .Select(candidate => candidate.Id)];
    }

    /// <summary>
    /// 0 for the same letters, 1 for the same city, then misspellings by distance, then beginnings; nothing for the rest.
    /// </summary>
    private static int? Rank(string wanted, string wantedCity, string candidate, string candidateCity)
    {
        if (wanted == candidate)
        {
            return 0;
        }

        if (wantedCity == candidateCity || wanted == candidateCity)
        {
            return 1;
        }

        var distance = Math.Min(EditDistance.Between(wanted, candidate), EditDistance.Between(wanted, candidateCity));
        if (distance <= Math.Max(1, wanted.Length / 5))
        {
            return 1 + distance;
        }

        return candidate.StartsWith(wanted, StringComparison.Ordinal)
            || (wantedCity.Length >= 4 && candidateCity.StartsWith(wantedCity, StringComparison.Ordinal))
            ? 100
            : null;
    }

    private static string City(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static string Squeeze(string id) => string.Concat(id.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
