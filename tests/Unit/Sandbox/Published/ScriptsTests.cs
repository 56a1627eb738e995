using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox.Published;

public sealed class ScriptsTests : IDisposable
{
    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Search_finds_the_current_version_of_each_script()
    {
        var scripts = await _api.AllAsync("/scripts/search", "scriptSearchDetails");

        Assert.Equal(31, scripts.Count);
        Assert.All(scripts, script => Assert.Equal("CURR", script["status"]!.GetValue<string>()));
        Assert.Equal(@"PROD\Main", scripts[0]["scriptName"]!.GetValue<string>());
        Assert.True((await _api.AllAsync("/scripts/search?includeInactive=true", "scriptSearchDetails")).Count > 31);
    }

    [Fact]
    public async Task Every_script_of_a_point_of_contact_and_of_a_skill_exists()
    {
        var scripts = (await _api.AllAsync("/scripts/search", "scriptSearchDetails"))
            .ToDictionary(script => script["scriptName"]!.GetValue<string>(), script => script["masterID"]!.GetValue<int>());
        var skills = (await _api.AllAsync("/skills", "skills")).ToDictionary(skill => skill["skillId"]!.GetValue<int>());

        foreach (var point in await _api.AllAsync("/points-of-contact", "pointsOfContact"))
        {
            Assert.Contains(point["scriptName"]!.GetValue<string>(), scripts.Keys);
            Assert.Contains(point["defaultSkillId"]!.GetValue<int>(), skills.Keys);
        }

        Assert.All(
            skills.Values,
            skill => Assert.Equal(scripts[skill["scriptName"]!.GetValue<string>()], skill["scriptId"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData(SandboxPublishedProfile.V30, "02/20/2026 03:04:05 PM")]
    [InlineData(SandboxPublishedProfile.V33, "2026-02-20T15:04:05.000Z")]
    public async Task The_dates_of_a_history_are_US_text_unless_the_profile_has_ISO_dates(SandboxPublishedProfile profile, string date)
    {
        using var api = new PublishedApi(options => options with { PublishedProfile = profile });
        var answer = await api.GetAsync("/scripts/historyByName?scriptPath=PROD%5CMain");

        Assert.Equal(@"PROD\Main", answer["name"].GetValue<string>());
        Assert.Equal(date, answer["versions"][0]!["modifyDate"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/scripts/historyByName", 400)]
    [InlineData("/scripts/historyByName?scriptPath=nowhere", 404)]
    [InlineData("/scripts/search?modStartDate=2026-01-01", 400)]
    [InlineData("/script-folders?status=OLD", 400)]
    public async Task A_missing_or_unknown_name_is_refused(string path, int status) =>
        Assert.Equal(status, (await _api.GetAsync(path)).Status);

    [Theory]
    [InlineData("/script-folders", "PROD,TEST,DEV,LEGACY,DEMO", "Holiday,Welcome")]
    [InlineData("/script-folders?folder=PROD%5COutbound", "", "Dialer,Preview,Suppression")]
    public async Task A_folder_lists_its_folders_and_its_own_scripts(string path, string folders, string scripts)
    {
        var entries = (await _api.AllAsync(path, "scriptList"))
            .ToLookup(entry => entry["isFolder"]!.GetValue<bool>(), entry => entry["scriptName"]!.GetValue<string>());

        Assert.Equal(folders, string.Join(',', entries[true]));
        Assert.Equal(scripts, string.Join(',', entries[false]));
    }

    [Theory]
    [InlineData("toolName=menu", 4)]
    [InlineData("toolName=HOURS&caption=opening", 10)]
    [InlineData("parameters=claims_storm", 1)]
    [InlineData("toolName=HOURS&parameters=claims_storm", 0)]
    public async Task A_search_finds_the_scripts_whose_actions_meet_all_filters_and_names_the_actions(string filters, int count)
    {
        var answer = await _api.GetAsync($"/scripts/search?{filters}");
        if (count == 0)
        {
            Assert.Equal(204, answer.Status);
            return;
        }

        var scripts = answer["scriptSearchDetails"].AsArray();
        Assert.Equal(count, scripts.Count);
        foreach (var script in scripts)
        {
            var content = await _api.GetAsync($"/scripts?scriptId={script!["masterID"]}");
            Assert.All(script["actions"]!.AsArray(), action =>
            {
                var stored = content["actions"][action!["actionId"]!.ToString()]!;
                Assert.Equal(stored["name"]!.GetValue<string>(), action["name"]!.GetValue<string>());
                Assert.Equal(stored["label"]!.GetValue<string>(), action["label"]!.GetValue<string>());
                Assert.Equal(stored["libraryId"]!.GetValue<string>(), action["libraryId"]!.GetValue<string>());
            });
            Assert.NotEmpty(script["actions"]!.AsArray());
        }
    }

    [Fact]
    public async Task A_folder_shows_the_size_of_each_script_and_who_changed_it()
    {
        var entry = (await _api.AllAsync("/script-folders?folder=PROD", "scriptList"))
            .Single(script => script["scriptName"]!.GetValue<string>() == "Main");
        await _api.PostAsync("/scripts", ScriptBody.Of(@"PROD\Main"));
        var saved = (await _api.AllAsync("/script-folders?folder=PROD", "scriptList"))
            .Single(script => script["scriptName"]!.GetValue<string>() == "Main");

        Assert.InRange(saved["size"]!.GetValue<int>(), 500, entry["size"]!.GetValue<int>() - 1);
        Assert.Equal("studio.admin@sandbox.example", entry["modifiedBy"]!.GetValue<string>());
        Assert.Equal("sandbox", saved["modifiedBy"]!.GetValue<string>());
    }
}
