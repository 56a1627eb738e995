namespace CxOne.Tests.Sandbox.Published;

public sealed class SkillsTests : IDisposable
{
    private const string Root = "/inContactAPI/services/v30.0";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task Following_next_yields_230_skills_each_once()
    {
        var ids = new List<int>();
        var sizes = new List<int>();
        string? address = $"{Root}/skills";
        while (address is not null)
        {
            var answer = await GetAsync(address);
            Assert.Equal(230, answer["totalRecords"].GetValue<int>());
            Assert.NotEqual(0, answer["businessUnitId"].GetValue<int>());
            var page = answer["skills"].AsArray();
            sizes.Add(page.Count);
            ids.AddRange(page.Select(skill => skill!["skillId"]!.GetValue<int>()));
            address = answer["_links"]["next"]?.GetValue<string>();
        }

        Assert.Equal([100, 100, 30], sizes);
        Assert.Equal(230, ids.Distinct().Count());
    }

    [Fact]
    public async Task Links_are_absolute_and_keep_the_other_parameters()
    {
        var answer = await GetAsync($"{Root}/skills?skip=50&top=20&fields=skillId");
        var links = answer["_links"];

        Assert.Equal($"https://sandbox.example{Root}/skills?fields=skillId&skip=50&top=20", links["self"]!.GetValue<string>());
        Assert.Equal($"https://sandbox.example{Root}/skills?fields=skillId&skip=70&top=20", links["next"]!.GetValue<string>());
        Assert.Equal($"https://sandbox.example{Root}/skills?fields=skillId&skip=30&top=20", links["previous"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_first_page_has_no_previous_and_the_last_no_next()
    {
        Assert.Null((await GetAsync($"{Root}/skills"))["_links"]["previous"]);
        Assert.Null((await GetAsync($"{Root}/skills?skip=130"))["_links"]["next"]);
    }

    [Theory]
    [InlineData("/skills?skip=230")]
    [InlineData("/skills?skip=2147483647")]
    [InlineData("/agents")]
    public async Task An_empty_list_is_no_content(string path)
    {
        var answer = await GetAsync(Root + path);

        Assert.Equal(204, answer.Status);
        Assert.Empty(answer.Text);
    }

    [Theory]
    [InlineData("v30.0", 200)]
    [InlineData("v34.0", 200)]
    [InlineData("v29.0", 404)]
    [InlineData("v35.0", 404)]
    public async Task All_versions_in_use_are_supported(string version, int status) =>
        Assert.Equal(status, (await GetAsync($"/inContactAPI/services/{version}/skills")).Status);

    [Theory]
    [InlineData("top=0")]
    [InlineData("top=101")]
    [InlineData("skip=-1")]
    public async Task An_invalid_page_is_refused_in_the_format_of_the_family(string query)
    {
        var answer = await GetAsync($"{Root}/skills?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_request", answer["error"].GetValue<string>());
        Assert.Contains("must be given once", answer["error_description"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("must be given once", answer.Headers["icStatusDescription"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/xml")]
    [InlineData("*/*")]
    public async Task A_request_that_does_not_accept_JSON_is_refused(string? accept)
    {
        (string, string)[] headers = accept is null ? [] : [("Accept", accept)];

        Assert.Equal(406, (await _tenant.GetAsync($"{Root}/skills", "sandbox", headers)).Status);
    }

    [Fact]
    public async Task A_request_that_accepts_JSON_among_others_is_accepted() =>
        Assert.Equal(200, (await _tenant.GetAsync($"{Root}/skills", "sandbox", ("Accept", "text/plain, application/json; q=0.9"))).Status);

    [Theory]
    [InlineData("/incontactapi/services/v30.0/skills")]
    [InlineData("/InContactAPI/services/v30.0/Skills")]
    public async Task The_case_of_the_path_is_not_significant(string path) =>
        Assert.Equal(200, (await GetAsync(path)).Status);

    [Theory]
    [InlineData("page=2", "page")]
    [InlineData("isActive=yes", "isActive")]
    [InlineData("top=1&top=2", "top")]
    [InlineData("fields=skillId,colour", "colour")]
    [InlineData("orderBy=colour", "orderBy")]
    [InlineData("orderBy=skillName%20upwards", "orderBy")]
    public async Task An_unknown_or_invalid_parameter_is_refused_by_name(string query, string name)
    {
        var answer = await GetAsync($"{Root}/skills?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Contains(name, answer["error_description"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outboundStrategy=Personal%20Connection", 40)]
    [InlineData("outboundStrategy=PersonalConnection&isActive=true", 39)]
    [InlineData("outboundStrategy=Manual", 0)]
    [InlineData("mediaTypeId=3", 48)]
    [InlineData("searchString=collections-", 4)]
    public async Task Filters_select_skills(string query, int count)
    {
        var answer = await GetAsync($"{Root}/skills?{query}");

        Assert.Equal(count, answer.Status == 204 ? 0 : answer["totalRecords"].GetValue<int>());
    }

    [Fact]
    public async Task Fields_select_members_and_orderBy_sorts()
    {
        var answer = await GetAsync($"{Root}/skills?fields=skillName&orderBy=skillName%20desc&top=2");

        Assert.Equal(
            """[{"skillName":"WinBack-West"},{"skillName":"WinBack-South"}]""", answer["skills"].ToJsonString());
    }

    [Fact]
    public async Task The_first_skill_dials_for_collections_and_is_not_running()
    {
        var skill = (await GetAsync($"{Root}/skills?top=1"))["skills"][0]!;

        Assert.Equal("Collections-East", skill["skillName"]!.GetValue<string>());
        Assert.Equal(880101, skill["skillId"]!.GetValue<int>());
        Assert.Equal("Personal Connection", skill["outboundStrategy"]!.GetValue<string>());
        Assert.False(skill["isRunning"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Names_are_unique_and_have_at_most_30_characters()
    {
        using var api = new PublishedApi(options => options with { SkillCount = 500 });
        var names = (await api.AllAsync("/skills?fields=skillName", "skills"))
            .Select(skill => skill["skillName"]!.GetValue<string>())
            .ToList();

        Assert.Equal(500, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 30));
    }

    [Fact]
    public async Task Starting_and_stopping_changes_only_whether_the_skill_is_running()
    {
        using var api = new PublishedApi();
        var before = (await api.StateAsync())["skills"]!;
        Assert.Equal(204, (await api.PostAsync("/skills/880101/start")).Status);
        var running = (await api.StateAsync())["skills"]!;
        Assert.Equal(204, (await api.PostAsync("/skills/880101/stop?force=true")).Status);

        Assert.True(running[0]!["isRunning"]!.GetValue<bool>());
        running[0]!["isRunning"] = false;
        Assert.Equal(before.ToJsonString(), running.ToJsonString());
        Assert.Equal(before.ToJsonString(), (await api.StateAsync())["skills"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/skills/880141/start", 400)]
    [InlineData("/skills/880123/start", 400)]
    [InlineData("/skills/1/start", 404)]
    [InlineData("/skills/880101/start?force=true", 400)]
    [InlineData("/skills/880101/stop?force=maybe", 400)]
    public async Task A_skill_that_cannot_dial_does_not_start(string path, int status)
    {
        using var api = new PublishedApi();

        Assert.Equal(status, (await api.PostAsync(path)).Status);
    }

    [Fact]
    public async Task A_client_that_may_only_read_cannot_write()
    {
        using var api = new PublishedApi { Client = "reader" };

        Assert.Equal(200, (await api.GetAsync("/skills")).Status);
        Assert.Equal(403, (await api.PostAsync("/skills/880101/start")).Status);
    }

    [Fact]
    public async Task A_skill_is_found_by_its_id()
    {
        var skill = (await GetAsync($"{Root}/skills?skip=229"))["skills"][0]!;
        var answer = await GetAsync($"{Root}/skills/{skill["skillId"]}");

        Assert.Equal(skill["skillName"]!.GetValue<string>(), answer["skillName"].GetValue<string>());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("first")]
    [InlineData("%0D%0AX-Injected:%201")]
    public async Task An_unknown_skill_is_not_found_in_body_and_header(string id)
    {
        var answer = await GetAsync($"{Root}/skills/{id}");

        Assert.Equal(404, answer.Status);
        Assert.Equal("invalid_skill", answer["error"].GetValue<string>());
        Assert.NotEmpty(answer["error_description"].GetValue<string>());
        Assert.DoesNotContain('\n', answer.Headers["icStatusDescription"]);
        Assert.False(answer.Headers.ContainsKey("X-Injected"));
    }

    [Fact]
    public async Task A_missing_token_is_refused_in_the_format_of_the_family()
    {
        var answer = await _tenant.GetAsync($"{Root}/skills", client: null);

        Assert.Equal(401, answer.Status);
        Assert.Equal("invalid_token", answer["error"].GetValue<string>());
        Assert.NotEmpty(answer.Headers["icStatusDescription"]);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task A_batch_returns_200_with_the_failures_in_its_body(string method)
    {
        var answer = await _tenant.SendAsync(
            method,
            $"{Root}/skills/880101/agents",
            """{"agents":[{"agentId":1001},{"agentId":7},{"agentId":1002}]}""",
            "sandbox",
            ("Accept", "application/json"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(1, answer["errorCount"].GetValue<int>());
        var results = answer["agentSkillResults"].AsArray();
        Assert.Equal([true, false, true], results.Select(result => result!["success"]!.GetValue<bool>()));
        Assert.Contains("7", results[1]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(
            [1001, 1002],
            (await _tenant.StateAsync())["skillAgents"]!["880101"]!.AsArray().Select(id => id!.GetValue<int>()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"agents\":[]}")]
    [InlineData("{\"agents\":[{\"agentId\":\"1001\"}]}")]
    [InlineData("{\"agents\":[{\"agentId\":1001,\"proficiency\":21}]}")]
    [InlineData("{\"agents\":[{\"agentId\":1001,\"skillLevel\":1}]}")]
    public async Task An_invalid_batch_is_refused(string body)
    {
        var answer = await _tenant.SendAsync(
            "POST", $"{Root}/skills/880101/agents", body, "sandbox", ("Accept", "application/json"));

        Assert.Equal(400, answer.Status);
        Assert.IsType<string>(answer["error_description"].GetValue<string>());
    }

    private Task<Answer> GetAsync(string path) => _tenant.GetAsync(path, "sandbox", ("Accept", "application/json"));
}
