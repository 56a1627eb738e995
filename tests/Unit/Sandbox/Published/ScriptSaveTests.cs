using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Reading;

namespace CxOne.Tests.Sandbox.Published;

public sealed class ScriptSaveTests : IDisposable
{
    private const string Main = "/scripts?scriptPath=PROD%5CMain";

    private const string Placed =
        "\"version\":1,\"label\":\"\",\"dependencyOrder\":\"2\",\"implType\":\"0\",\"x\":0,\"y\":0,\"xws\":0,\"yws\":0}";

    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    private static JsonNode Details(Answer answer) => answer["results"][0]!["error_code"]!["details"]!;

    private static int MasterId(Answer answer) => answer["results"][0]!["masterId"]!.GetValue<int>();

    private Task<Answer> SaveAsync(string body) => _api.PostAsync("/scripts", body);

    [Fact]
    public async Task A_new_name_creates_a_script_that_is_read_without_what_a_save_must_contain()
    {
        var saved = await SaveAsync(ScriptBody.Of(@"NEW\Hello"));
        var read = await _api.GetAsync("/scripts?scriptPath=new%5Chello");

        Assert.Equal(200, saved.Status);
        Assert.True(saved["results"][0]!["success"]!.GetValue<bool>());
        Assert.Equal("""{"totalErrors":"0","totalWarnings":"0","actions":{}}""", Details(saved).ToJsonString());
        Assert.Equal(200, read.Status);
        Assert.Equal(["header", "actions", "properties", "branches", "isNewScript"], read.Json.AsObject().Select(member => member.Key));
        var header = read["header"];
        Assert.Equal(@"NEW\Hello", header["scriptName"]!.GetValue<string>());
        Assert.Equal(4593210, header["busNo"]!.GetValue<int>());
        Assert.Equal(MasterId(saved), header["masterId"]!.GetValue<int>());
        Assert.Equal(saved["results"][0]!["libraryId"]!.GetValue<string>(), header["libraryId"]!.GetValue<string>());
        Assert.Equal("""{"lockedName":"","lockedId":"","lockedDate":""}""", header["lockInfo"]!.ToJsonString());
        Assert.Equal(4, header["nextActionId"]!.GetValue<int>());
        Assert.Equal("Active", header["status"]!.GetValue<string>());
        Assert.Equal("api", header["lastSavedIn"]!.GetValue<string>());
        Assert.Equal("good", header["mood"]!.GetValue<string>());
        Assert.All(read["actions"].AsObject(), action => Assert.Null(action.Value!["xws"] ?? action.Value["yws"]));
        Assert.Equal("red", read["actions"]["2"]!["colour"]!.GetValue<string>());
        Assert.Equal(1, read["actions"]["2"]!["dependencyOrder"]!.GetValue<int>());
    }

    [Fact]
    public async Task Every_save_adds_a_version_with_its_own_id_and_the_former_one_can_still_be_read()
    {
        var former = (await _api.GetAsync(Main))["header"]["masterId"]!.GetValue<int>();
        var first = MasterId(await SaveAsync(ScriptBody.Of(@"PROD\Main")));
        _api.Tenant.Advance(TimeSpan.FromMinutes(1));
        var second = MasterId(await SaveAsync(ScriptBody.Of(@"prod\MAIN", "actions.2.label", "\"Second\"")));
        var versions = (await _api.GetAsync("/scripts/historyByName?scriptPath=PROD%5CMain"))["versions"].AsArray();

        Assert.Equal([second, first, former], versions.Take(3).Select(version => version!["scriptId"]!.GetValue<int>()));
        Assert.Equal(["CURR", "HIST", "HIST"], versions.Take(3).Select(version => version!["status"]!.GetValue<string>()));
        Assert.Equal("sandbox", versions[0]!["modifyUser"]!.GetValue<string>());
        Assert.Equal("03/01/2026 12:01:00 PM", versions[0]!["modifyDate"]!.GetValue<string>());
        Assert.Equal("Second", (await _api.GetAsync(Main))["actions"]["2"]!["label"]!.GetValue<string>());
        var old = await _api.GetAsync($"/scripts?scriptId={first}");
        Assert.Equal("Hello", old["actions"]["2"]!["label"]!.GetValue<string>());
        Assert.Equal(first, old["header"]["masterId"]!.GetValue<int>());
        Assert.Equal(@"PROD\Main", old["header"]["scriptName"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_id_of_a_script_is_that_of_its_current_version_also_where_a_skill_runs_it()
    {
        var answer = await SaveAsync(ScriptBody.Of(@"PROD\Outbound\Dialer"));

        Assert.Equal(MasterId(answer), (await _api.GetAsync("/skills/880101"))["scriptId"].GetValue<int>());
    }

    [Fact]
    public async Task The_points_of_contact_of_a_saved_script_stay()
    {
        await SaveAsync(ScriptBody.Of(@"PROD\Main"));
        var points = await _api.AllAsync("/points-of-contact", "pointsOfContact");

        Assert.Equal(10, points.Count(point => point["scriptName"]!.GetValue<string>() == @"PROD\Main"));
    }

    [Fact]
    public async Task A_save_from_an_older_version_wins_because_the_id_in_the_header_is_not_checked()
    {
        var read = (await _api.GetAsync(Main)).Json;
        await SaveAsync(ScriptBody.Of(@"PROD\Main"));
        var answer = await SaveAsync(ScriptBody.OfRead(read).ToJsonString());

        Assert.Equal(200, answer.Status);
        Assert.Equal("Main menu", (await _api.GetAsync(Main))["actions"]["4"]!["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_script_keeps_as_many_versions_as_the_business_unit_allows()
    {
        var first = 0;
        for (var number = 0; number < 11; number++)
        {
            var id = MasterId(await SaveAsync(ScriptBody.Of("Many")));
            first = number == 0 ? id : first;
            _api.Tenant.Advance(TimeSpan.FromMinutes(1));
        }

        var entry = (await _api.AllAsync("/script-folders", "scriptList"))
            .Single(script => script["scriptName"]!.GetValue<string>() == "Many");
        Assert.Equal("2026-03-01T12:00:00.000Z", entry["createDate"]!.GetValue<string>());
        Assert.Equal("2026-03-01T12:10:00.000Z", entry["modifyDate"]!.GetValue<string>());

        var unit = (await _api.GetAsync("/business-unit"))["businessUnits"][0]!;
        var versions = (await _api.GetAsync("/scripts/historyByName?scriptPath=Many"))["versions"].AsArray();
        Assert.Equal(unit["maxScriptHistory"]!.GetValue<int>(), versions.Count);
        Assert.Equal(404, (await _api.GetAsync($"/scripts?scriptId={first}")).Status);
    }

    [Fact]
    public async Task An_unwired_Default_is_a_warning_and_the_script_is_saved()
    {
        var answer = await SaveAsync(ScriptBody.Of("Open", "branches.2", null));

        Assert.Equal(206, answer.Status);
        Assert.True(answer["results"][0]!["success"]!.GetValue<bool>());
        Assert.Equal("0", Details(answer)["totalErrors"]!.GetValue<string>());
        Assert.Equal("1", Details(answer)["totalWarnings"]!.GetValue<string>());
        Assert.Equal(
            """{"2":{"actionType":"PLAY","errors":[],"warnings":[{"key":"default-branch-is-not-wired-up"}]}}""",
            Details(answer)["actions"]!.ToJsonString());
        Assert.Equal(200, (await _api.GetAsync("/scripts?scriptPath=Open")).Status);
    }

    [Theory]
    [InlineData("actions.2.xws", null, "2", "PLAY", "workspace-position-is-missing")]
    [InlineData("actions.2.yws", "\"60\"", "2", "PLAY", "workspace-position-is-missing")]
    [InlineData("actions.2.yws", "1.5", "2", "PLAY", "workspace-position-is-missing")]
    [InlineData("branches.2.0.to", "7", "2", "PLAY", "branch-target-does-not-exist")]
    [InlineData("branches.2.0.to", "-1", "2", "PLAY", "branch-target-does-not-exist")]
    [InlineData(
        "actions.3",
        """{"actionId":3,"libraryId":"11111111-0232-40e7-9830-76d573bf57d7","name":"FLY",""" + Placed,
        "3", "FLY", "action-not-available")]
    [InlineData("actions.3.libraryId", "\"\"", "3", "HANGUP", "action-not-available")]
    [InlineData(
        "actions.2",
        """{"actionId":2,"libraryId":"7da9b743-98f4-4899-a5ce-62c9cd414b5b","name":"REQAGENT_DIGITAL",""" + Placed,
        "2", "REQAGENT_DIGITAL", "action-not-available")]
    public async Task What_the_tenant_cannot_run_is_refused_and_nothing_is_saved(
        string path, string? json, string action, string type, string key)
    {
        var before = await _api.StateAsync();
        var answer = await SaveAsync(ScriptBody.Of(@"PROD\Main", path, json));

        Assert.Equal(409, answer.Status);
        Assert.False(answer["results"][0]!["success"]!.GetValue<bool>());
        Assert.Equal("1", Details(answer)["totalErrors"]!.GetValue<string>());
        var found = Details(answer)["actions"]![action]!;
        Assert.Equal(type, found["actionType"]!.GetValue<string>());
        Assert.Equal(key, Assert.Single(found["errors"]!.AsArray())!["key"]!.GetValue<string>());
        Assert.Equal(before.ToJsonString(), (await _api.StateAsync()).ToJsonString());
    }

    [Theory]
    [InlineData("Billing", 200)]
    [InlineData(@"PROD\Closed", 200)]
    [InlineData(@"..\PROD\Closed", 200)]
    [InlineData("{where}", 200)]
    [InlineData("Caller", 200)]
    [InlineData("Nowhere", 409)]
    [InlineData("Closed", 409)]
    public async Task A_subscript_must_exist_in_the_folder_of_the_script_or_from_the_root(string target, int status)
    {
        var body = ScriptBody.Create(@"TEST\Caller")
            .With("scriptContent.actions.2.libraryId", "\"f8b958d0-8cd3-40df-97d3-5862930b0807\"")
            .With("scriptContent.actions.2.name", "\"RUNSUB\"")
            .With("scriptContent.properties.2", new JsonObject
            {
                ["0"] = new JsonObject { ["name"] = "ScriptName", ["value"] = target },
            }.ToJsonString());
        var answer = await SaveAsync(body.ToJsonString());

        Assert.Equal(status, answer.Status);
        if (status == 409)
        {
            Assert.Equal("script-does-not-exist", Details(answer)["actions"]!["2"]!["errors"]![0]!["key"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("ASSIGN a = 1", 200)]
    [InlineData("", 200)]
    [InlineData("SWITCH a\r\n{\r\nCASE 1\r\n{\r\nASSIGN b = 1\r\n}", 409)]
    [InlineData("IF a = 1 {", 409)]
    public async Task A_snippet_that_cannot_be_read_is_refused(string code, int status)
    {
        var body = ScriptBody.Create("Snippet")
            .With("scriptContent.actions.2.libraryId", "\"b333da63-33c8-4297-a58a-e9546cf7f0f2\"")
            .With("scriptContent.actions.2.name", "\"SNIPPET\"")
            .With("scriptContent.properties.2", new JsonObject
            {
                ["0"] = new JsonObject { ["name"] = "Data", ["value"] = code },
            }.ToJsonString());
        var answer = await SaveAsync(body.ToJsonString());

        Assert.Equal(status, answer.Status);
        if (status == 409)
        {
            Assert.Equal("snippet-has-a-syntax-error", Details(answer)["actions"]!["2"]!["errors"]![0]!["key"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_digit_is_stored_as_a_custom_branch_however_it_was_sent()
    {
        var body = ScriptBody.Create("Digits").With(
            "scriptContent.branches.2",
            """[{"to":3,"label":"","type":"default","index":0},{"to":3,"label":"1","type":"case","index":0}]""");
        await SaveAsync(body.ToJsonString());
        var read = await _api.GetAsync("/scripts?scriptPath=Digits");

        Assert.Equal(
            ["default", "custom"],
            read["branches"]["2"]!.AsArray().Select(branch => branch!["type"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("header.scriptName", null, "scriptName")]
    [InlineData("header.scriptName", "\"PROD/Main\"", "scriptName")]
    [InlineData("header.scriptName", "\"PROD\\\\\"", "scriptName")]
    [InlineData("header.mediaType", "\"4\"", "mediaType")]
    [InlineData("header.mediaType", "2", "mediaType")]
    [InlineData("header.nextActionId", "3", "nextActionId")]
    [InlineData("header.nextActionId", null, "nextActionId")]
    [InlineData("actions", null, "actions")]
    [InlineData("properties", null, "properties")]
    [InlineData("branches", null, "branches")]
    [InlineData("actions.2.actionId", "3", "actions.2.actionId")]
    [InlineData("actions.2.label", null, "actions.2.label")]
    [InlineData("actions.2.x", "\"220\"", "actions.2.x")]
    [InlineData("properties.2.0.value", "5", "properties.2.0.value")]
    [InlineData("properties.2.0.value", "true", "properties.2.0.value")]
    [InlineData("properties.2.0.name", null, "properties.2.0.name")]
    [InlineData("properties.9", "{}", "properties.9")]
    [InlineData("branches.9", "[]", "branches.9")]
    [InlineData("branches.2.0.to", "\"3\"", "branches.2[0].to")]
    [InlineData("branches.2.0.type", "\"Default\"", "branches.2[0].type")]
    [InlineData("branches.2.0.label", "0", "branches.2[0].label")]
    public async Task A_body_of_another_form_is_400_and_names_the_member(string path, string? json, string member)
    {
        var answer = await SaveAsync(ScriptBody.Of(@"PROD\Main", path, json));

        Assert.Equal(400, answer.Status);
        Assert.Contains(member, answer["error_description"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_content_must_be_in_its_wrapper_and_alone()
    {
        var bare = ScriptBody.Create("Bare")["scriptContent"]!.ToJsonString();
        var more = ScriptBody.Create("More").With("comment", "\"x\"").ToJsonString();

        Assert.Equal(400, (await SaveAsync(bare)).Status);
        Assert.Equal(400, (await SaveAsync(more)).Status);
    }

    [Fact]
    public async Task A_body_with_very_many_violations_lists_the_first()
    {
        var body = ScriptBody.Create("Many");
        var actions = body["scriptContent"]!["actions"]!.AsObject();
        for (var id = 10; id < 400; id++)
        {
            actions[id.ToString(CultureInfo.InvariantCulture)] = new JsonObject();
        }

        var answer = await SaveAsync(body.ToJsonString());

        Assert.Equal(400, answer.Status);
        Assert.True(answer.Headers["icStatusDescription"].Length < 4000);
    }

    [Theory]
    [InlineData("/scripts", 400)]
    [InlineData("/scripts?scriptPath=PROD%5CMain&scriptId=92001", 400)]
    [InlineData("/scripts?scriptId=main", 400)]
    [InlineData("/scripts?libraryId=main", 400)]
    [InlineData("/scripts?scriptPath=nowhere", 404)]
    [InlineData("/scripts?scriptId=1", 404)]
    [InlineData("/scripts?libraryId=b2f794c5-0232-40e7-9830-76d573bf57d7", 404)]
    [InlineData("/scripts/1", 404)]
    [InlineData("/scripts/main", 404)]
    public async Task A_script_is_read_by_one_key_that_exists(string path, int status) =>
        Assert.Equal(status, (await _api.GetAsync(path)).Status);

    [Fact]
    public async Task A_script_is_also_read_by_its_library_id()
    {
        var read = await _api.GetAsync(Main);
        var same = await _api.GetAsync($"/scripts?libraryId={read["header"]["libraryId"]}");

        Assert.Equal(read.Text, same.Text);
    }

    [Fact]
    public async Task A_client_with_read_permissions_cannot_save()
    {
        var answer = await _api.AsAsync("reader", "POST", "/scripts", ScriptBody.Of("Mine"));

        Assert.Equal(403, answer.Status);
        Assert.Equal(404, (await _api.GetAsync("/scripts?scriptPath=Mine")).Status);
    }

    [Fact]
    public async Task A_save_whose_answer_is_lost_has_taken_effect()
    {
        await _api.Tenant.AddFaultAsync("""{"fault":"reset-after","method":"POST","path":"*/scripts"}""");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => SaveAsync(ScriptBody.Of("Lost")));
        Assert.Equal(200, (await _api.GetAsync("/scripts?scriptPath=Lost")).Status);
    }

    [Fact]
    public async Task Every_version_of_the_sample_is_a_script_that_the_tenant_would_save_and_differs_from_the_next()
    {
        var scripts = (await _api.AllAsync("/scripts/search?includeInactive=true", "scriptSearchDetails"))
            .Where(script => script["scriptName"]!.GetValue<string>() != @"LEGACY\Desktop")
            .ToLookup(script => script["scriptName"]!.GetValue<string>(), script => script["masterID"]!.GetValue<int>());
        var versions = 0;
        foreach (var script in scripts)
        {
            List<string> contents = [];
            foreach (var id in script)
            {
                var read = (await _api.GetAsync($"/scripts?scriptId={id}")).Json;
                var saved = await SaveAsync(ScriptBody.OfRead(read).ToJsonString());
                Assert.True(saved.Status is 200 or 206, $"{script.Key} {id}: {saved.Text}");
                contents.Add(read["properties"]!.ToJsonString() + read["branches"]!.ToJsonString());
                versions++;
            }

            Assert.Equal(contents.Count, contents.Distinct().Count());
        }

        Assert.Equal(30, scripts.Count);
        Assert.True(versions > 60, $"There are {versions} versions.");
    }

    [Fact]
    public async Task The_main_script_of_the_sample_has_no_error_of_the_linter_and_another_one_lacks_a_prompt()
    {
        var prompts = (await _api.AllAsync("/folders?folderName=Prompts", "files")).Select(file => file["fileName"]!.GetValue<string>());
        var options = new ScriptLintOptions { Prompts = [.. prompts, @"Music\Hold.wav"] };

        Assert.DoesNotContain(await FindingsAsync(@"PROD\Main"), finding => finding.Severity == ScriptLintSeverities.Error);
        var missing = Assert.Single(await FindingsAsync(@"PROD\Claims"), finding => finding.Rule == "CXS045");
        Assert.Contains("Claims_Storm.wav", missing.Message, StringComparison.Ordinal);

        async Task<IReadOnlyList<ScriptLintFinding>> FindingsAsync(string name)
        {
            var read = await _api.GetAsync($"/scripts?scriptPath={Uri.EscapeDataString(name)}");
            var graph = new ScriptGraph(ScriptReader.Read(read.Text, name));
            return CxOne.Studio.Linting.Rules.ScriptLinter.Lint(graph, options).Findings;
        }
    }
}
