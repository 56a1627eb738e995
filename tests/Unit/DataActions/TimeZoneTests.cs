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
    [InlineData("PST")]
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
