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
    public void Id_is_found_in_any_case_and_returned_in_the_spelling_of_the_database(string id, string written)
        => Assert.Equal(written, DataActionDateCalculator.Calculate(Dates.Request("2024-01-01T00:00:00Z", id)).TimeZone);

    [Theory]
    [InlineData("Eastern Standard Time", "America/New_York")]
    [InlineData("eastern standard time", "America/New_York")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("India Standard Time", "Asia/Kolkata")]
    public void Windows_id_is_refused_with_its_iana_id(string id, string iana)
    {
        var error = Dates.Error("2024-01-01T00:00:00Z", id);

        Assert.Equal("TimeZoneUnknown", error.ErrorId);
        Assert.Equal(DataActionsMessages.TimeZoneOfWindows("TimeZone", id, iana), error.Message);
    }

    [Theory]
    [InlineData("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("pacific time (us and canada)", "America/Los_Angeles")]
    [InlineData("(UTC-05:00) Eastern Time (US and Canada)", "America/New_York")]
    [InlineData("(GMT-08:00) pacific time (us & canada)", "America/Los_Angeles")]
    [InlineData("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam, Europe/Berlin or Europe/Rome")]
    [InlineData("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin, Europe/Lisbon or Europe/London")]
    [InlineData("(UTC) Coordinated Universal Time", "Etc/UTC")]
    [InlineData("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata")]
    [InlineData("(UTC-04:00) Santiago", "America/Santiago")]
    [InlineData("(UTC+03:00) Somewhere", null)]
    public void A_name_that_windows_shows_is_refused_with_its_iana_ids(string name, string? iana)
    {
        var error = Dates.Error("2024-01-01T00:00:00Z", name);

        Assert.Equal("TimeZoneUnknown", error.ErrorId);
        Assert.Contains("Windows display name", error.Message, StringComparison.Ordinal);
        Assert.Contains(iana ?? "America/New_York", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("America/Chicago", "America/Chicago")]
    [InlineData(" us/eastern ", "US/Eastern")]
    [InlineData("Eastern Standard Time", "America/New_York")]
    [InlineData("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("(UTC-05:00) Eastern Time (US and Canada)", "America/New_York")]
    [InlineData("(GMT-07:00) Arizona", "America/Phoenix")]
    [InlineData("(GMT-08:00) Pacific Time (US & Canada); Tijuana", "America/Los_Angeles")]
    [InlineData("(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin")]
    [InlineData("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London")]
    [InlineData("(GMT-06:00) Guadalajara, Mexico City, Monterrey", "America/Mexico_City")]
    [InlineData("(GMT+01:00) Paris", "Europe/Paris")]
    [InlineData("(GMT+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney")]
    [InlineData("UTC", "UTC")]
    public void A_setting_of_a_tenant_is_understood_in_every_spelling(string text, string zone)
        => Assert.Equal(zone, TimeZones.FindAnySpelling(text)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("EST")]
    [InlineData("GMT")]
    [InlineData("UTC-05:00")]
    [InlineData("(GMT-05:00)")]
    [InlineData("(GMT-05:00) Somewhere")]
    [InlineData("(GMT+01:00) Berlin, New York")]
    public void A_setting_that_means_no_zone_or_several_is_not_guessed(string text) => Assert.Null(TimeZones.FindAnySpelling(text));

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
    [InlineData("GMT0", "Europe/London")]
    [InlineData("GMT+0", "Europe/London")]
    [InlineData("GMT-0", "Europe/London")]
    [InlineData("Greenwich", "Europe/London")]
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
        string[] unknown = ["MEZ", "MESZ", "MET", "MEST", "UTC", "GMT0", "GMT+0", "GMT-0", "Greenwich"];
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
    public void Misspelt_id_is_refused_with_a_suggestion(string id, string meant)
    {
        var error = Dates.Error("2024-01-01T00:00:00Z", id);

        Assert.Equal("TimeZoneUnknown", error.ErrorId);
        Assert.Matches($" {meant}[ ,?]", error.Message);
    }

    [Theory]
    [InlineData("Cubo", "Cuba")]
    [InlineData("Zolu", "Etc/Zulu", "Zulu")]
    [InlineData("Buenos_Aires", "America/Argentina/Buenos_Aires", "America/Buenos_Aires")]
    [InlineData("Knox", "America/Indiana/Knox", "America/Knox_IN")]
    [InlineData("Port", "Africa/Porto-Novo", "America/Port-au-Prince", "America/Port_of_Spain")]
    [InlineData("Indiana", "America/Indiana/Indianapolis", "America/Indianapolis", "Indian/Antananarivo")]
    [InlineData("America/Indianapolys", "America/Indianapolis")]
    [InlineData("Londn", "Europe/London")]
    [InlineData("Hong Kong", "Hongkong", "Asia/Hong_Kong")]
    [InlineData("Asia/Katmand", "Asia/Katmandu", "Asia/Kathmandu")]
    [InlineData("Chile/Easter", "Pacific/Easter", "Canada/Eastern", "Chile/EasterIsland")]
    [InlineData("Etc/Fiji", "Pacific/Fiji")]
    public void At_most_three_similar_ids_are_suggested_in_the_order_of_their_similarity(string id, params string[] similar)
        => Assert.Equal(
            DataActionsMessages.TimeZoneMisspelt("TimeZone", id, similar), Dates.Error("2024-01-01T00:00:00Z", id).Message);

    [Theory]
    [InlineData(33, true)]
    [InlineData(34, false)]
    public void Ids_of_at_most_40_letters_get_suggestions(int letters, bool hasSuggestion)
    {
        var message = Dates.Error("2024-01-01T00:00:00Z", new string('x', letters) + "y/Berlin").Message;

        Assert.Equal(hasSuggestion, message.Contains("Europe/Berlin", StringComparison.Ordinal));
    }

    [Fact]
    public void Empty_id_is_reported_as_missing()
        => Assert.Equal(DataActionsMessages.Missing("TimeZone"), Dates.Error("2024-01-01T00:00:00Z", string.Empty).Message);

    [Theory]
    [InlineData("UTC+3")]
    [InlineData("+05:30")]
    [InlineData("Z")]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("éèê")]
    public void Id_without_similar_ids_is_refused_without_a_suggestion(string id)
        => Assert.Equal(DataActionsMessages.TimeZoneUnknown("TimeZone", id), Dates.Error("2024-01-01T00:00:00Z", id).Message);

    [Fact]
    public void Message_names_the_parameter_of_the_unknown_zone()
        => Assert.StartsWith(
            "SourceTimeZone 'Lodnon'",
            Dates.Error(Dates.Request("2024-01-01T00:00:00") with { SourceTimeZone = "Lodnon" }).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Very_long_id_is_refused_without_a_search()
    {
        var id = new string('x', 1_000_000);

        Assert.Equal(DataActionsMessages.TimeZoneUnknown("TimeZone", id), Dates.Error("2024-01-01T00:00:00Z", id).Message);
    }
}
