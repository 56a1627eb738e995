using CxOne.DataActions;
using CxOne.Errors;

namespace CxOne.Tests.DataActions;

public sealed class DataActionNamesTests
{
    private readonly DataActionNames _names = new(
        [Action("a-1", "one"), Action("a-2", "Two"), Action("a-3", "twice"), Action("a-4", "twice"), Action("a-5", null)], "tenant-1");

    [Fact]
    public void Name_is_found_exactly() => Assert.Equal("a-2", _names.Find("Two").Id);

    [Fact]
    public void Name_in_another_case_is_not_found_and_the_message_suggests_it()
    {
        var error = Assert.Throws<CxException>(() => _names.Find("two"));

        Assert.Equal(("ObjectNotFound", "two"), (error.ErrorId, error.Item));
        Assert.Equal(DataActionsMessages.NameNotFound("two", "tenant-1", "Two"), error.Message);
        Assert.Equal(
            DataActionsMessages.NameNotFound("three", "tenant-1", null), Assert.Throws<CxException>(() => _names.Find("three")).Message);
    }

    [Fact]
    public void Name_that_occurs_twice_is_refused_with_both_ids()
    {
        var error = Assert.Throws<CxException>(() => _names.Find("twice"));

        Assert.Equal(("NameAmbiguous", "twice"), (error.ErrorId, error.Item));
        Assert.Contains("a-3, a-4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_a_row_an_action_and_an_update_identifies_them()
    {
        Assert.Equal("one (a-1)", Action("a-1", "one").ToString());
        Assert.Equal("a-5", Action("a-5", null).ToString());
        Assert.Equal("row 7", new DataActionDateRow { Number = 7 }.ToString());
        Assert.Equal("row 7 (one)", new DataActionDateRow { Number = 7, Name = "one" }.ToString());
        Assert.Equal("row 7 (a-1)", new DataActionDateRow { Number = 7, Id = "a-1" }.ToString());
        Assert.Equal("row 7 (one)", new DataActionDateRow { Number = 7, Name = "one", Id = "a-1" }.ToString());
        var date = DataActionDateCalculator.Calculate(Dates.Request("2024-02-29T15:30:00Z"));
        var update = new DataActionDateUpdate { Row = 1, Id = "a-1", Name = "one", Status = "Changed", Value = "v", Date = date };
        Assert.Equal("one: Changed, v", update.ToString());
        Assert.Equal("a-1: Changed, v", (update with { Name = null }).ToString());
    }

    [Fact]
    public void Null_argument_throws_ArgumentNullException()
    {
        Assert.Throws<ArgumentNullException>(() => new DataActionNames(null!, "tenant-1"));
        Assert.Throws<ArgumentNullException>(() => DataActionReader.ListAsync(null!, NullCxLog.Instance, CancellationToken.None));
        Assert.Throws<ArgumentNullException>(
            () => { _ = DataActionReader.GetAsync(null!, "a-1", NullCxLog.Instance, CancellationToken.None); });
    }

    [Fact]
    public void Time_zones_are_listed_with_their_offset_at_the_given_moment()
    {
        var winter = DataActionTimeZones.All(new DateTimeOffset(2024, 1, 15, 0, 0, 0, TimeSpan.Zero)).ToDictionary();
        var summer = DataActionTimeZones.All(new DateTimeOffset(2024, 7, 15, 0, 0, 0, TimeSpan.Zero)).ToDictionary();

        Assert.Equal(("-05:00", "-04:00"), (winter[Dates.NewYork], summer[Dates.NewYork]));
        Assert.Equal("+05:45", winter["Asia/Kathmandu"]);
        Assert.Equal(winter.Keys.Order(StringComparer.Ordinal), DataActionTimeZones.All(DateTimeOffset.UnixEpoch).Select(zone => zone.Id));
    }

    private static DataAction Action(string id, string? name) => new() { Id = id, Name = name };
}
