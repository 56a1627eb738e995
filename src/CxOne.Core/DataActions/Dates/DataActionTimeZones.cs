using NodaTime;
using NodaTime.Text;

namespace CxOne.DataActions;

/// <summary>The time zones that dates can be given in.</summary>
public static class DataActionTimeZones
{
    /// <summary>
    /// All zones of the IANA database in their order, without abbreviations such as EST, each with its offset from UTC at a moment, such as
    /// <c>-05:00</c>.
    /// </summary>
    /// <param name="moment">The moment.</param>
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
