using CxOne.DataActions;

namespace CxOne.Tests.DataActions;

public sealed class TimeZoneTests
{
    [Theory]
    [InlineData("america/new_york", "America/New_York")]
    [InlineData("EUROPE/KYIV", "Europe/Kyiv")]
    [InlineData("utc", "UTC")]
    [InlineData("us/eastern", "US/Eastern")]
    [InlineData("Asia/Calcutta", "Asia/Calcutta")]
    public void An_id_is_found_in_any_case_and_written_as_the_database_does(string id, string written)
        => Assert.Equal(written, DataActionDateCalculator.Calculate(Dates.Request("2024-01-01T00:00:00Z", id)).TimeZone);

    [Theory]
    [InlineData("Eastern Standard Time", "America/New_York")]
    [InlineData("eastern standard time", "America/New_York")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("India Standard Time", "Asia/Kolkata")]
    public void A_windows_id_is_refused_with_its_iana_id(string id, string iana)
    {
        var error = Dates.Error("2024-01-01T00:00:00Z", id);

        Assert.Equal("TimeZoneUnknown", error.ErrorId);
        Assert.Contains($"is the Windows id of a time zone; its IANA id is {iana}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("(UTC-05:00) Eastern Time (US and Canada)", "America/New_York")]
    [InlineData("(GMT-08:00) pacific time (us & canada)", "America/Los_Angeles")]
    [InlineData("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam, Europe/Berlin, Europe/Rome")]
    [InlineData("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin, Europe/Lisbon, Europe/London")]
    [InlineData("(UTC) Coordinated Universal Time", "Etc/UTC")]
    [InlineData("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata")]
    [InlineData("(UTC-04:00) Santiago", "America/Santiago")]
    [InlineData("(UTC+03:00) Somewhere", null)]
    public void A_name_that_windows_shows_is_refused_with_its_iana_ids(string name, string? iana)
    {
        var error = Dates.Error("2024-01-01T00:00:00Z", name);

        Assert.Equal("TimeZoneUnknown", error.ErrorId);
        Assert.Contains("is the name that Windows shows for a time zone", error.Message, StringComparison.Ordinal);
        Assert.Contains(iana ?? "America/New_York", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EST", "America/New_York")]
    [InlineData("est", "America/New_York")]
    [InlineData("MST", "America/Denver")]
    [InlineData("HST", "Pacific/Honolulu")]
    [InlineData("CET", "Europe/Berlin")]
    [InlineData("EET", "Europe/Athens")]
    [InlineData("WET", "Europe/Lisbon")]
    [InlineData("MET", "Europe/Berlin")]
    [InlineData("GMT", "Europe/London")]
    [InlineData("PST", "America/Los_Angeles")]
    [InlineData("IST", "Asia/Kolkata")]
    public void An_abbreviation_is_refused_with_the_zones_that_may_be_meant_whether_it_is_an_id_or_not(string id, string meant)
    {
        var error = Dates.Error("2026-07-01T12:00:00Z", id);

        Assert.Equal("TimeZoneUnknown", error.ErrorId);
        Assert.Contains("is an abbreviation", error.Message, StringComparison.Ordinal);
        Assert.Contains(meant, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.ErrorId, Dates.Error(Dates.Request("2026-07-01T12:00:00") with { SourceTimeZone = id }).ErrorId);
    }

    [Fact]
    public void No_abbreviation_is_a_zone()
    {
        // An id of capital letters alone is an abbreviation of a zone, of a country, or one of the names of UTC.
        string[] others = ["GB", "NZ", "PRC", "ROC", "ROK", "UCT", "UTC"];
        var left = DataActionTimeZones.All(DateTimeOffset.UnixEpoch).Select(zone => zone.Id).Where(id => id.All(char.IsAsciiLetterUpper));

        Assert.Equal(others, left.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_zone_that_may_be_meant_uses_the_abbreviation()
    {
        // German abbreviations are in no database, and the clocks of some zones have other names in it today.
        string[] unknown = ["MEZ", "MESZ", "MET", "MEST", "UTC"];
        var from = NodaTime.Instant.FromUtc(2015, 1, 1, 0, 0);
        var to = NodaTime.Instant.FromUtc(2026, 1, 1, 0, 0);

        Assert.All(TimeZoneAbbreviations.Zones.Where(entry => !unknown.Contains(entry.Key)), entry => Assert.All(entry.Value, id =>
        {
            var zone = NodaTime.DateTimeZoneProviders.Tzdb[id];
            Assert.True(
                id == "UTC" || zone.GetZoneIntervals(from, to).Any(interval => interval.Name == entry.Key), $"{id} is not {entry.Key}");
        }));
    }

    [Theory]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("America/NewYork", "America/New_York")]
    [InlineData("New_York", "America/New_York")]
    [InlineData("Amerika/New_York", "America/New_York")]
    [InlineData("America/New_Yrok", "America/New_York")]
    [InlineData("Europe/Frankfurt/Berlin", "Europe/Berlin")]
    [InlineData("Berlin", "Europe/Berlin")]
    [InlineData("Asia/Kolkatta", "Asia/Kolkata")]
    [InlineData(" Europe/Paris", "Europe/Paris")]
    [InlineData("Europe/Lond", "Europe/London")]
    [InlineData("Syndey", "Australia/Sydney")]
    [InlineData("Cubo", "Cuba")]
    public void A_misspelt_id_is_refused_with_the_one_that_was_probably_meant(string id, string meant)
    {
        var error = Dates.Error("2024-01-01T00:00:00Z", id);

        Assert.Equal("TimeZoneUnknown", error.ErrorId);
        Assert.Matches($"close to it (is|are) {meant}(,|\\.)", error.Message);
    }

    [Theory]
    [InlineData("Cubo", "is Cuba.")]
    [InlineData("Zolu", "are Etc/Zulu, Zulu.")]
    [InlineData("Buenos_Aires", "are America/Argentina/Buenos_Aires, America/Buenos_Aires.")]
    [InlineData("Knox", "are America/Indiana/Knox, America/Knox_IN.")]
    [InlineData("Port", "are Africa/Porto-Novo, America/Port-au-Prince, America/Port_of_Spain.")]
    [InlineData("Indiana", "are America/Indiana/Indianapolis, America/Indianapolis, Indian/Antananarivo.")]
    [InlineData("America/Indianapolys", "is America/Indianapolis.")]
    [InlineData("Londn", "is Europe/London.")]
    [InlineData("Hong Kong", "are Hongkong, Asia/Hong_Kong.")]
    [InlineData("Asia/Katmand", "are Asia/Katmandu, Asia/Kathmandu.")]
    [InlineData("Chile/Easter", "are Pacific/Easter, Canada/Eastern, Chile/EasterIsland.")]
    [InlineData("Etc/Fiji", "is Pacific/Fiji.")]
    public void At_most_three_are_named_the_nearest_first(string id, string close)
        => Assert.Equal($"TimeZone '{id}' is no IANA time zone; close to it {close}", Dates.Error("2024-01-01T00:00:00Z", id).Message);

    [Theory]
    [InlineData(33, "close to it is Europe/Berlin")]
    [InlineData(34, "ids look like")]
    public void Forty_letters_are_the_most_that_a_misspelt_id_has(int letters, string end)
        => Assert.Contains(
            end, Dates.Error("2024-01-01T00:00:00Z", new string('x', letters) + "y/Berlin").Message, StringComparison.Ordinal);

    [Fact]
    public void One_that_is_missing_is_said_to_be()
        => Assert.Equal("TimeZone is missing.", Dates.Error("2024-01-01T00:00:00Z", string.Empty).Message);

    [Theory]
    [InlineData("UTC+3")]
    [InlineData("+05:30")]
    [InlineData("Z")]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("éèê")]
    public void What_is_near_no_id_is_refused_without_a_guess(string id)
        => Assert.Equal(
            $"TimeZone '{id}' is no IANA time zone; ids look like America/New_York.", Dates.Error("2024-01-01T00:00:00Z", id).Message);

    [Fact]
    public void The_message_says_which_of_the_two_zones_it_means()
        => Assert.StartsWith(
            "SourceTimeZone 'Lodnon'",
            Dates.Error(Dates.Request("2024-01-01T00:00:00") with { SourceTimeZone = "Lodnon" }).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_zone_is_refused_quickly_also_when_its_id_is_monstrous()
        => Assert.DoesNotContain(
            "close to it", Dates.Error("2024-01-01T00:00:00Z", new string('x', 1_000_000)).Message, StringComparison.Ordinal);
}
