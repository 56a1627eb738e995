using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace CxOne.DataActions;

/// <summary>Finds time zones by their IANA id, ignoring case, and suggests similar ids for an unknown one.</summary>
internal static class TimeZones
{
    private const int MaxSuggestions = 3;
    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;
    private static readonly FrozenDictionary<string, string> Canonical = Source.GetIds()
        .ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    // Built on the first id that is not an IANA id.
    private static readonly Lazy<FrozenDictionary<string, string>> Windows = new(
        () => Source.WindowsToTzdbIds.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));

    /// <summary>Version of the time zone database, such as <c>2026a</c>.</summary>
    public static string Version => Source.TzdbVersion;

    /// <summary>
    /// Finds a zone of the database. NodaTime's provider also accepts texts such as UTC+3; this method does not, because a tenant would
    /// refuse them.
    /// </summary>
    /// <param name="parameter">Name of the value, for the message.</param>
    /// <param name="id">The id.</param>
    /// <param name="zone">The zone; UTC if the id is unknown.</param>
    /// <param name="problem">The message about an unknown id.</param>
    public static bool TryFind(string parameter, string id, out DateTimeZone zone, out string? problem)
    {
        if (Canonical.TryGetValue(id, out var canonical) && !TimeZoneAbbreviations.IsAbbreviation(id))
        {
            zone = DateTimeZoneProviders.Tzdb[canonical];
            problem = null;
            return true;
        }

        zone = DateTimeZone.Utc;
        problem = id.Length == 0 ? DataActionsMessages.Missing(parameter) : Problem(parameter, id);
        return false;
    }

    /// <summary>
    /// Finds the zone that a setting of the tenant means, which is written as an IANA id, as a Windows id, or as the name that Windows
    /// shows, such as <c>(GMT-05:00) Eastern Time (US &amp; Canada)</c>. Values that are written to the tenant need <see cref="TryFind"/>.
    /// </summary>
    /// <param name="text">The setting.</param>
    /// <returns>The zone; <see langword="null"/> if the text means none, or several with different clocks.</returns>
    public static DateTimeZone? FindAnySpelling(string text)
    {
        var trimmed = text.Trim();
        if (TryFind(string.Empty, trimmed, out var zone, out _))
        {
            return zone;
        }

        // Old names end in further places, such as (GMT-08:00) Pacific Time (US & Canada); Tijuana.
        IReadOnlyList<string>? ids = Windows.Value.TryGetValue(trimmed, out var id)
            ? [id]
            : WindowsDisplayNames.Zones(trimmed.Split(';')[0], Windows.Value);
        if (ids is [var single])
        {
            return DateTimeZoneProviders.Tzdb[single];
        }

        // A list of cities means one zone of Windows, or it is no name of Windows.
        string?[] kinds = [.. (ids ?? []).Select(found => Source.TzdbToWindowsIds.GetValueOrDefault(found)).Distinct()];
        return kinds is [{ } only] ? DateTimeZoneProviders.Tzdb[Source.WindowsToTzdbIds[only]] : null;
    }

    private static string Problem(string parameter, string id)
    {
        if (TimeZoneAbbreviations.Zones.TryGetValue(id, out var meant))
        {
            return DataActionsMessages.TimeZoneAbbreviation(parameter, id, meant);
        }

        if (WindowsDisplayNames.Zones(id, Windows.Value) is { } shown)
        {
            return DataActionsMessages.TimeZoneShownByWindows(parameter, id, shown);
        }

        if (Windows.Value.TryGetValue(id, out var iana))
        {
            return DataActionsMessages.TimeZoneOfWindows(parameter, id, iana);
        }

        var close = Closest(id);
        return close.Count == 0
            ? DataActionsMessages.TimeZoneUnknown(parameter, id)
            : DataActionsMessages.TimeZoneMisspelt(parameter, id, close);
    }

    private static List<string> Closest(string id)
    {
        var wanted = Squeeze(id);
        var wantedCity = Squeeze(City(id));

        // An abbreviation or a fixed offset resembles many ids without meaning one; a very long text is not a misspelt id.
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
            .Take(MaxSuggestions)
            .Select(candidate => candidate.Id)];
    }

    /// <summary>
    /// Returns 0 for the same letters, 1 for the same city, 2 and more for misspellings by their distance, 100 for a prefix, and
    /// <see langword="null"/> for an id that is not similar.
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
