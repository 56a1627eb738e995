using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox.Published;

public sealed class ScriptLockTests : IDisposable
{
    private const string Main = "scriptPath=PROD%5CMain";
    private const string Closed = "scriptPath=PROD%5CClosed";
    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    private Task<Answer> LockAsync(string path, bool locks = true, string client = "sandbox") =>
        _api.AsAsync(client, "PUT", $"/scripts?{path}&lockScript={(locks ? "true" : "false")}");

    private Task<Answer> PlantAsync(string path, string? user) => _api.Tenant.PostAsync(
        "/sandbox/scripts/lock", new JsonObject { ["scriptPath"] = path, ["lockedBy"] = user }, client: null);

    private async Task<JsonNode> LockInfoAsync(string path = Main) => (await _api.GetAsync($"/scripts?{path}"))["header"]["lockInfo"]!;

    [Fact]
    public async Task A_lock_belongs_to_the_client_of_the_token_and_shows_wherever_the_script_does()
    {
        var answer = await LockAsync(Main);
        var folder = await _api.GetAsync("/script-folders?folder=PROD");
        var entry = folder["scriptList"].AsArray().Single(script => script!["scriptName"]!.GetValue<string>() == "Main")!;

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"errorState":false,"errorMessage":"","lockUnlockResult":"Locked"}""", answer.Text);
        Assert.Equal(
            """{"lockedName":"sandbox","lockedId":"1003","lockedDate":"2026-03-01T12:00:00.000Z"}""",
            (await LockInfoAsync()).ToJsonString());
        Assert.Equal("sandbox", entry["lockedBy"]!.GetValue<string>());
        Assert.Equal("Locked", entry["scriptLockingType"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_holder_can_lock_again_and_the_lock_keeps_its_time()
    {
        await LockAsync(Main);
        _api.Tenant.Advance(TimeSpan.FromMinutes(5));

        Assert.False((await LockAsync(Main))["errorState"].GetValue<bool>());
        Assert.Equal("2026-03-01T12:00:00.000Z", (await LockInfoAsync())["lockedDate"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_holder_saves_and_unlocks()
    {
        await LockAsync(Main);
        var saved = await _api.PostAsync("/scripts", ScriptBody.Of(@"PROD\Main"));
        var held = (await LockInfoAsync())["lockedName"]!.GetValue<string>();
        var unlocked = await LockAsync(Main, locks: false);

        Assert.Equal(200, saved.Status);
        Assert.Equal("sandbox", held);
        Assert.Equal("Unlocked", unlocked["lockUnlockResult"].GetValue<string>());
        Assert.Equal(string.Empty, (await LockInfoAsync())["lockedName"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(true, "NotLocked")]
    [InlineData(false, "NotUnlocked")]
    public async Task A_lock_of_another_user_is_neither_taken_nor_released_and_the_answer_is_200(bool locks, string result)
    {
        await LockAsync(Main, client: "short");
        var answer = await LockAsync(Main, locks);

        Assert.Equal(200, answer.Status);
        Assert.True(answer["errorState"].GetValue<bool>());
        Assert.Equal(@"The script 'PROD\Main' is locked by short.", answer["errorMessage"].GetValue<string>());
        Assert.Equal(result, answer["lockUnlockResult"].GetValue<string>());
        Assert.Equal("short", (await LockInfoAsync())["lockedName"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_save_and_a_deletion_are_refused_while_another_user_holds_the_lock()
    {
        await PlantAsync(@"PROD\Closed", "ivr.team@sandbox.example");
        var before = await _api.StateAsync();
        var saved = await _api.PostAsync("/scripts", ScriptBody.Of(@"PROD\Closed"));
        var deleted = await _api.SendAsync("DELETE", $"/scripts?{Closed}", null);

        foreach (var answer in (Answer[])[saved, deleted])
        {
            Assert.Equal(409, answer.Status);
            Assert.True(answer["errorState"].GetValue<bool>());
            Assert.Contains("ivr.team@sandbox.example", answer["errorMessage"].GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal(before.ToJsonString(), (await _api.StateAsync()).ToJsonString());
        Assert.Equal("2001", (await LockInfoAsync(Closed))["lockedId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_kick_takes_the_lock_from_its_holder_so_that_others_can_save()
    {
        await PlantAsync(@"PROD\Main", "ivr.team@sandbox.example");
        var kicked = await _api.PostAsync($"/scripts/kick?{Main}");
        var again = await _api.PostAsync($"/scripts/kick?{Main}");

        Assert.Equal(
            """{"kickDate":"2026-03-01T12:00:00.000Z","ErrorMessage":"","ErrorState":false,"KickResult":"Kicked","MasterID":92001,"""
                + "\"CurrLockedBy\":0}",
            kicked.Text);
        Assert.Equal(200, again.Status);
        Assert.True(again["ErrorState"].GetValue<bool>());
        Assert.Equal(200, (await _api.PostAsync("/scripts", ScriptBody.Of(@"PROD\Main"))).Status);
    }

    [Fact]
    public async Task A_script_that_no_contact_can_reach_is_deleted_with_all_versions_and_its_ids_are_not_used_again()
    {
        var created = (await _api.PostAsync("/scripts", ScriptBody.Of("Short")))["results"][0]!["masterId"]!.GetValue<int>();
        var deleted = await _api.SendAsync("DELETE", "/scripts?scriptPath=Short", null);
        var next = (await _api.PostAsync("/scripts", ScriptBody.Of("Short")))["results"][0]!["masterId"]!.GetValue<int>();

        Assert.Equal(200, deleted.Status);
        Assert.Empty(deleted.Text);
        Assert.Equal(404, (await _api.GetAsync($"/scripts?scriptId={created}")).Status);
        Assert.True(next > created);
        Assert.Single((await _api.GetAsync("/scripts/historyByName?scriptPath=Short"))["versions"].AsArray());
    }

    [Theory]
    [InlineData("PROD%5CMain", "10 points of contact")]
    [InlineData("PROD%5COutbound%5CDialer", "40 skills")]
    public async Task A_script_in_use_is_not_deleted(string path, string reason)
    {
        var answer = await _api.SendAsync("DELETE", $"/scripts?scriptPath={path}", null);

        Assert.Equal(409, answer.Status);
        Assert.Contains(reason, answer["error_description"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(200, (await _api.GetAsync($"/scripts?scriptPath={path}")).Status);
    }

    [Theory]
    [InlineData("PUT", "/scripts?scriptPath=PROD%5CMain", 400)]
    [InlineData("PUT", "/scripts?lockScript=true", 400)]
    [InlineData("PUT", "/scripts?scriptPath=PROD%5CMain&lockScript=yes", 400)]
    [InlineData("PUT", "/scripts?scriptPath=nowhere&lockScript=true", 404)]
    [InlineData("POST", "/scripts/kick", 400)]
    [InlineData("POST", "/scripts/kick?scriptPath=nowhere", 404)]
    [InlineData("DELETE", "/scripts", 400)]
    [InlineData("DELETE", "/scripts?scriptPath=nowhere", 404)]
    public async Task A_missing_parameter_and_an_unknown_script_are_refused(string method, string path, int status) =>
        Assert.Equal(status, (await _api.SendAsync(method, path, null)).Status);

    [Theory]
    [InlineData("PUT", "/scripts?scriptPath=PROD%5CMain&lockScript=true")]
    [InlineData("POST", "/scripts/kick?scriptPath=PROD%5CMain")]
    [InlineData("DELETE", "/scripts?scriptPath=PROD%5CClosed")]
    public async Task A_client_with_read_permissions_cannot_lock_kick_or_delete(string method, string path)
    {
        await PlantAsync(@"PROD\Main", "other");

        Assert.Equal(403, (await _api.AsAsync("reader", method, path)).Status);
        Assert.Equal("other", (await LockInfoAsync())["lockedName"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_planted_lock_is_taken_away_with_null_and_by_a_reset()
    {
        await PlantAsync(@"PROD\Main", "other");
        await PlantAsync(@"PROD\Closed", "other");
        await PlantAsync(@"PROD\Main", null);

        Assert.Equal(string.Empty, (await LockInfoAsync())["lockedName"]!.GetValue<string>());
        Assert.Equal("other", (await LockInfoAsync(Closed))["lockedName"]!.GetValue<string>());
        await _api.Tenant.SendAsync("POST", "/sandbox/reset", client: null);
        Assert.Equal(string.Empty, (await LockInfoAsync(Closed))["lockedName"]!.GetValue<string>());
        Assert.Equal(400, (await PlantAsync("nowhere", "other")).Status);
    }
}
