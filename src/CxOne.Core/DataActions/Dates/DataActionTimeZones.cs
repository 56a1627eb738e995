using NodaTime;
using NodaTime.Text;

namespace CxOne.DataActions;

/// <summary>Lists the time zones that date values can use.</summary>
public static class DataActionTimeZones
{
    /// <summary>
    /// Returns all zones of the IANA database in its order, without abbreviations such as EST, each with its offset from UTC, such as
    /// <c>-05:00</c>.
    /// </summary>
    /// <param name="moment">The moment of the offsets.</param>
    public static IReadOnlyList<(string Id, string Offset)> All(DateTimeOffset moment)
    {
        var instant = Instant.FromDateTimeOffset(moment);
        var pattern = OffsetPattern.CreateWithInvariantCulture("+HH:mm");
        return DateTimeZoneProviders.Tzdb.Ids
            .Where(id => !TimeZoneAbbreviations.IsAbbreviation(id))
            .Select(id => (id, pattern.Format(DateTimeZoneProviders.Tzdb[id].GetUtcOffset(instant))))
            .ToArray();
    }
}
