using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox.Published;

public sealed class HoursTests : IDisposable
{
    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData("/hours-of-operation")]
    [InlineData("/hours-of-operation?isDeleted=no")]
    public async Task A_list_without_a_valid_isDeleted_is_refused(string path)
    {
        var answer = await _api.GetAsync(path);

        Assert.Equal(400, answer.Status);
        Assert.Contains("isDeleted", answer["errorDescription"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_are_twelve_profiles_and_a_deleted_one()
    {
        var current = await _api.AllAsync("/hours-of-operation?isDeleted=false", "hoursOfOperation");
        var deleted = await _api.AllAsync("/hours-of-operation?isDeleted=true", "hoursOfOperation");

        Assert.Equal(12, current.Count);
        Assert.Equal("Office", current[0]["profileName"]!.GetValue<string>());
        Assert.Single(deleted);
    }

    [Theory]
    [InlineData(SandboxPublishedProfile.V30, false, "hoursOfOperation", "profileName")]
    [InlineData(SandboxPublishedProfile.V33, false, "hoursOfOperation", "hoursOfOperationProfileName")]
    [InlineData(SandboxPublishedProfile.Old, true, "hoursOfOperationProfiles", "hoursOfOperationProfileName")]
    public async Task Key_and_name_depend_on_the_profile(SandboxPublishedProfile profile, bool isInResultSet, string key, string name)
    {
        using var api = new PublishedApi(options => options with { PublishedProfile = profile });
        var answer = await api.GetAsync("/hours-of-operation?isDeleted=false");
        var body = isInResultSet ? answer["resultSet"] : answer.Json;

        Assert.Equal("Office", body[key]![0]![name]!.GetValue<string>());
    }

    [Fact]
    public async Task Holidays_are_read_under_name_and_not_under_the_name_of_a_write()
    {
        var office = await _api.GetAsync("/hours-of-operation/51001");
        var holiday = office["holidays"].AsArray().Single(day => day!["name"]!.GetValue<string>() == "Christmas Eve")!;

        Assert.Equal("2026-12-24T00:00:00", holiday["date"]!.GetValue<string>());
        Assert.Equal("12:00:00", holiday["closeTime"]!.GetValue<string>());
        Assert.Null(holiday["holidayName"]);
        Assert.Equal("Office", office["hoursOfOperationProfileName"].GetValue<string>());
    }

    [Theory]
    [InlineData("Always open", 0, 0, 0)]
    [InlineData("Office", 7, 1, 0)]
    [InlineData("Support", 7, 2, 5)]
    [InlineData("Night desk", 7, 0, 7)]
    [InlineData("Closed", 7, 7, 0)]
    public async Task Profiles_have_closed_days_and_additional_hours(string name, int days, int closed, int additional)
    {
        var profile = (await _api.AllAsync("/hours-of-operation?isDeleted=false", "hoursOfOperation"))
            .Single(candidate => candidate["profileName"]!.GetValue<string>() == name);
        var entries = profile["days"]!.AsArray();

        Assert.Equal(days, entries.Count);
        Assert.Equal(closed, Count(entries, "isClosedAllDay"));
        Assert.Equal(additional, Count(entries, "hasAdditionalHours"));
        Assert.Equal(days == 0 ? [] : ["Sunday"], entries.Take(1).Select(day => day!["day"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Identities_have_ids_and_names_only()
    {
        var answer = await _api.GetAsync("/hours-of-operation/identities?searchString=off");

        Assert.Equal("""[{"hooId":51001,"hooName":"Office"}]""", answer["hoursOfOperation"].ToJsonString());
    }

    [Theory]
    [InlineData("/hours-of-operation/1", 404)]
    [InlineData("/hours-of-operation?isDeleted=false&searchString=nowhere", 204)]
    [InlineData("/hours-of-operation/identities?isDeleted=false", 400)]
    public async Task What_is_not_there_is_not_found_or_empty(string path, int status) =>
        Assert.Equal(status, (await _api.GetAsync(path)).Status);

    private static int Count(JsonArray days, string member) => days.Count(day => day![member]!.GetValue<bool>());
}
