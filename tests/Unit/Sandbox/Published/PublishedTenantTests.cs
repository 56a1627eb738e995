using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox.Published;

public sealed class PublishedTenantTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cxone-published-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(SandboxFamilies.Published, "/api/v2/tenant", 404)]
    [InlineData(SandboxFamilies.Published, "/api/v2/outbound/campaigns", 404)]
    [InlineData(SandboxFamilies.Published, "/inContactAPI/services/v30.0/skills", 200)]
    [InlineData(SandboxFamilies.Seed, "/api/v2/tenant", 200)]
    [InlineData(SandboxFamilies.Seed, "/inContactAPI/services/v30.0/skills", 404)]
    public async Task A_family_that_the_tenant_lacks_is_not_found(SandboxFamilies families, string path, int status)
    {
        using var tenant = new TestTenant(options => options with { Families = families });

        Assert.Equal(status, (await tenant.GetAsync(path, "sandbox", ("Accept", "application/json"))).Status);
        Assert.Equal(401, (await tenant.GetAsync(path, client: null)).Status);
    }

    [Fact]
    public async Task An_access_key_connects_to_a_tenant_without_the_other_family()
    {
        using var tenant = new TestTenant(options => options with { Families = SandboxFamilies.Published });
        var token = await tenant.PostAsync(
            "/authentication/v1/token/access-key",
            new JsonObject { ["accessKeyId"] = "sandbox-key", ["accessKeySecret"] = "sandbox-key-secret" },
            client: null);
        var answer = await tenant.GetAsync(
            "/inContactAPI/services/v30.0/skills?top=1",
            client: null,
            ("Accept", "application/json"),
            ("Authorization", $"Bearer {token["access_token"]}"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(404, (await tenant.TokenAsync("grant_type=client_credentials", "/api/v2/oauth/token")).Status);
    }

    [Fact]
    public async Task The_access_key_of_a_reader_cannot_write()
    {
        using var tenant = new TestTenant();
        var token = await tenant.PostAsync(
            "/authentication/v1/token/access-key",
            new JsonObject { ["accessKeyId"] = "reader-key", ["accessKeySecret"] = "reader-key-secret" },
            client: null);
        (string, string)[] headers = [("Accept", "application/json"), ("Authorization", $"Bearer {token["access_token"]}")];
        const string Root = "/inContactAPI/services/v30.0";

        Assert.Equal(200, (await tenant.GetAsync($"{Root}/points-of-contact", client: null, headers)).Status);
        Assert.Equal(403, (await tenant.SendAsync("PUT", $"{Root}/points-of-contact/730001", "{}", client: null, headers)).Status);
    }

    [Fact]
    public async Task Changes_survive_a_restart()
    {
        const string Retry = "/skills/880101/parameters/retry-settings";
        using var first = Open();
        await first.PutAsync(Retry, """{"retrySettings":{"maximumAttempts":17}}""");
        await first.PutAsync("/points-of-contact/730001", """{"pointOfContactName":"Other","skillId":880142,"scriptName":"Welcome"}""");
        await first.PostAsync("/skills/880101/start");
        using var second = Open();

        Assert.Equal((await first.StateAsync()).ToJsonString(), (await second.StateAsync()).ToJsonString());
        Assert.Equal((await first.GetAsync(Retry)).Text, (await second.GetAsync(Retry)).Text);
        Assert.True((await second.GetAsync("/skills/880101"))["isRunning"].GetValue<bool>());
    }

    [Fact]
    public async Task A_file_without_these_objects_gets_those_of_the_sample()
    {
        Open().Dispose();
        var path = Path.Combine(_folder.FullName, "tenant.json");
        var state = JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsObject();
        Assert.False(state.ContainsKey("published"));
        // As former versions stored skills and agents.
        state["skills"] = JsonNode.Parse("""[{"skillId":880101,"skillName":"Sales Voice English","mediaTypeId":4}]""");
        state["agents"] = new JsonArray();
        await File.WriteAllTextAsync(path, state.ToJsonString());
        using var tenant = Open();

        Assert.Equal("Collections-East", (await tenant.GetAsync("/skills/880101"))["skillName"].GetValue<string>());
    }

    [Fact]
    public async Task A_reset_restores_the_sample()
    {
        using var api = new PublishedApi();
        var before = (await api.StateAsync()).ToJsonString();
        await api.PutAsync("/points-of-contact/730001", """{"pointOfContactName":"Other","skillId":880142,"scriptName":"Welcome"}""");
        Assert.NotEqual(before, (await api.StateAsync()).ToJsonString());
        await api.Tenant.SendAsync("POST", "/sandbox/reset", client: null);

        Assert.Equal(before, (await api.StateAsync()).ToJsonString());
    }

    [Fact]
    public async Task The_business_unit_names_its_time_zone_as_one_of_its_list()
    {
        using var api = new PublishedApi();
        var unit = (await api.GetAsync("/business-unit"))["businessUnits"][0]!;
        var zones = (await api.GetAsync("/timezones"))["timeZones"].AsArray();
        var own = unit["defaultTimeZone"]!.GetValue<string>();

        Assert.Equal(
            "Eastern Standard Time",
            unit["timeZones"]!.AsArray().Single(zone => zone!["displayName"]!.GetValue<string>() == own)!["standardName"]!
                .GetValue<string>());
        Assert.Equal("-05:00", zones.Single(zone => zone!["displayName"]!.GetValue<string>() == own)!["offset"]!.GetValue<string>());
        Assert.All(zones, zone => Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById(zone!["standardName"]!.GetValue<string>(), out _)));
        Assert.Equal("2026-03-01T12:00:00.000Z", (await api.GetAsync("/server-time"))["ServerTime"].GetValue<string>());
    }

    [Theory]
    [InlineData(SandboxPublishedProfile.V30, 200)]
    [InlineData(SandboxPublishedProfile.Old, 404)]
    public async Task Versions_are_listed_per_call_where_the_tenant_has_that_call(SandboxPublishedProfile profile, int status)
    {
        using var api = new PublishedApi(options => options with { PublishedProfile = profile });
        var answer = await api.GetAsync("/apiversion?searchUriText=points-of-contact&verb=put");

        Assert.Equal(status, answer.Status);
        if (status == 200)
        {
            Assert.Equal(
                ["30 PUT", "31 PUT", "32 PUT", "33 PUT", "34 PUT"],
                answer["apiInfo"].AsArray().Select(call => $"{call!["version"]} {call["verb"]}"));
        }
    }

    [Theory]
    [InlineData("v29.0")]
    [InlineData("v35.0")]
    [InlineData("v30")]
    [InlineData("30.0")]
    public async Task An_unknown_version_is_not_found_in_body_and_header(string version)
    {
        using var api = new PublishedApi();
        var answer = await api.Tenant.GetAsync($"{PublishedApi.Root}/{version}/skills", "sandbox", ("Accept", "application/json"));

        Assert.Equal(404, answer.Status);
        Assert.Contains(version, answer.Headers["icStatusDescription"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_has_every_value_as_text_and_fits_the_history()
    {
        using var api = new PublishedApi();
        const string Range = "startDate=2026-02-27T12:00:00Z&endDate=2026-02-28T12:00:00Z";
        var summaries = (await api.GetAsync($"/skills/summary?{Range}&isOutbound=true"))["skillSummaries"].AsArray();
        var rows = (await api.GetAsync($"/wfm-data/skills/dialer-contacts?{Range}&mediaTypeId=4"))["wfM_OB_StatsV9"].AsArray();
        var east = summaries.Single(summary => summary!["skillName"]!.GetValue<string>() == "Collections-East")!.AsObject();
        var one = (await api.GetAsync($"/skills/880101/summary?{Range}"))["skillSummaries"][0]!;

        Assert.All(east, member => Assert.Equal(System.Text.Json.JsonValueKind.String, member.Value!.GetValueKind()));
        Assert.Equal("True", east["isOutbound"]!.GetValue<string>());
        Assert.Equal(
            $"{rows.Where(row => row!["skillId"]!.GetValue<int>() == 880101).Sum(row => row!["dials"]!.GetValue<int>())}",
            east["dials"]!.GetValue<string>());
        Assert.Equal(east.ToJsonString(), one.ToJsonString());
        Assert.Equal(400, (await api.GetAsync("/skills/summary?startDate=2026-02-27T12:00:00Z")).Status);
    }

    private PublishedApi Open() => new(options => options with { StateFile = Path.Combine(_folder.FullName, "tenant.json") });
}
