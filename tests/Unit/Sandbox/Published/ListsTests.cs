using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox.Published;

public sealed class ListsTests : IDisposable
{
    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData(SandboxPublishedProfile.V30, 30, true)]
    [InlineData(SandboxPublishedProfile.V30, 32, true)]
    [InlineData(SandboxPublishedProfile.V30, 33, false)]
    [InlineData(SandboxPublishedProfile.V33, 30, false)]
    [InlineData(SandboxPublishedProfile.Old, 34, true)]
    public async Task Campaigns_are_flat_or_in_a_result_set(SandboxPublishedProfile profile, int version, bool isInResultSet)
    {
        using var api = new PublishedApi(options => options with { PublishedProfile = profile });
        var answer = await api.GetAsync("/campaigns?searchString=autumn&isActive=true", version);
        var one = await api.GetAsync("/campaigns/31012", version);

        Assert.Equal(
            ("Autumn renewals", "31012", "Autumn renewals"),
            isInResultSet
                ? (Text(answer["resultSet"]["campaigns"]![0]!, "campaignName"),
                    Text(answer["resultSet"]["campaigns"]![0]!, "campaignId"),
                    Text(one["resultSet"]["campaigns"]![0]!, "campaignName"))
                : (Text(answer["campaigns"][0]!, "name"),
                    answer["campaigns"][0]!["id"]!.GetValue<int>() == 31012 ? "31012" : string.Empty,
                    Text(one.Json, "name")));
    }

    [Fact]
    public async Task Counts_of_the_skills_of_a_call_list_are_text()
    {
        var lists = await _api.AllAsync("/lists/call-lists?top=5", "callingLists");

        Assert.Equal(12, lists.Count);
        Assert.Equal(["Active", "Deactivated", "Inactive"], lists.Select(list => Text(list, "status")).Distinct().Order());
        Assert.Equal("880101", Text(lists[0]["skills"]![0]!, "skillId"));
        Assert.Equal("100", Text(lists[0]["skills"]![0]!, "totalRecords"));
        Assert.Equal(400, lists[0]["validRecords"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(SandboxPublishedProfile.V30, "\"4\"", "\"4401\"", "\"240\"")]
    [InlineData(SandboxPublishedProfile.V33, "4", "4401", "240")]
    public async Task DNC_groups_are_one_response_with_numbers_as_the_profile_has_them(
        SandboxPublishedProfile profile, string total, string id, string records)
    {
        using var api = new PublishedApi(options => options with { PublishedProfile = profile });
        var result = (await api.GetAsync("/dnc-groups"))["resultSet"];

        Assert.Equal(total, result["totalGroups"]!.ToJsonString());
        Assert.Equal("Company list", Text(result["dncGroups"]![0]!, "dncGroupName"));
        Assert.Equal(id, result["dncGroups"]![0]!["dncGroupId"]!.ToJsonString());
        Assert.Equal(records, result["dncGroups"]![0]!["validRecords"]!.ToJsonString());
        Assert.Null(result["_links"]);
    }

    [Fact]
    public async Task Records_of_a_DNC_group_come_in_pages_and_an_empty_group_has_no_content()
    {
        Assert.Equal(240, (await _api.AllAsync("/dnc-groups/4401/records?top=100", "dncRecords")).Count);
        Assert.Equal(204, (await _api.GetAsync("/dnc-groups/4404/records")).Status);
        Assert.Equal(404, (await _api.GetAsync("/dnc-groups/1/records")).Status);
        Assert.Equal(200, (await _api.GetAsync("/dnc-groups/4401")).Status);
    }

    [Theory]
    [InlineData("15550100201", "Company list,Wireless")]
    [InlineData("%2B1%20(555)%20010-0201", "Company list,Wireless")]
    [InlineData("15550100000", "Company list")]
    public async Task A_number_is_found_in_all_its_groups(string number, string groups)
    {
        var answer = await _api.PostAsync($"/dnc-groups/search?phoneNumber={number}");

        Assert.Equal(groups.Split(','), answer["searchResults"].AsArray().Select(result => Text(result!, "dncGroupName")));
    }

    [Theory]
    [InlineData("/dnc-groups/search?phoneNumber=15559999999", 204)]
    [InlineData("/dnc-groups/search", 400)]
    [InlineData("/dnc-groups/search?phoneNumber=none", 400)]
    public async Task A_search_without_a_result_or_without_a_number_has_its_status(string path, int status) =>
        Assert.Equal(status, (await _api.PostAsync(path)).Status);

    [Fact]
    public async Task A_client_that_may_only_read_can_search()
    {
        using var api = new PublishedApi { Client = "reader" };

        Assert.Equal(200, (await api.PostAsync("/dnc-groups/search?phoneNumber=15550100000")).Status);
    }

    [Theory]
    [InlineData("/dispositions", "dispositions", 20)]
    [InlineData("/dispositions?isActive=false", "dispositions", 1)]
    [InlineData("/dispositions?isPreviewDispositions=true", "dispositions", 2)]
    [InlineData("/teams", "teams", 10)]
    [InlineData("/teams?isActive=true&searchString=collections", "teams", 2)]
    public async Task Dispositions_and_teams_are_listed_with_a_total_in_text(string path, string key, int count)
    {
        var answer = await _api.GetAsync(path);

        Assert.Equal($"{count}", Text(answer.Json, "totalRecords"));
        Assert.Equal(count, answer[key].AsArray().Count);
    }

    [Fact]
    public async Task One_team_is_a_list_of_one_and_one_disposition_is_flat()
    {
        Assert.Equal("Default", Text((await _api.GetAsync("/teams/1501"))["teams"][0]!, "teamName"));
        Assert.Equal("Right party, paid", Text((await _api.GetAsync("/dispositions/2101")).Json, "dispositionName"));
    }

    [Theory]
    [InlineData("/teams/1")]
    [InlineData("/dispositions/1")]
    [InlineData("/campaigns/1")]
    [InlineData("/dnc-groups/1")]
    public async Task An_unknown_id_is_not_found(string path) => Assert.Equal(404, (await _api.GetAsync(path)).Status);

    [Theory]
    [InlineData("/teams?searchString=nowhere")]
    [InlineData("/dispositions?skip=20")]
    [InlineData("/campaigns?searchString=nowhere")]
    [InlineData("/lists/call-lists?skip=12")]
    [InlineData("/points-of-contact?mediaTypeId=7")]
    [InlineData("/scripts/search?scriptName=nowhere")]
    [InlineData("/script-folders?folder=nowhere")]
    [InlineData("/apiversion?verb=PATCH")]
    public async Task An_empty_list_is_no_content(string path)
    {
        var answer = await _api.GetAsync(path);

        Assert.Equal(204, answer.Status);
        Assert.Empty(answer.Text);
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
