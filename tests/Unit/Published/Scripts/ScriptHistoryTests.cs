using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published.Scripts;

public sealed class ScriptHistoryTests
{
    [Theory]
    [InlineData("01/02/2026 11:00:00 AM", "01/02/2026 01:00:00 PM")]
    [InlineData("2026-01-02T11:00:00Z", "2026-01-02T13:00:00.000Z")]
    public async Task Versions_come_newest_first_with_times_of_either_form(string older, string newer)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, $$"""
            {"name":"PROD\\Main","versions":[
              {"scriptId":91001,"modifyDate":"{{older}}","modifyUser":"ada","status":"HIST"},
              {"scriptId":"92001","modifyDate":"{{newer}}","modifyUser":"bob","status":"CURR","note":1}]}
            """));

        var versions = await TenantScriptReader.ReadHistoryAsync(session.Connection, @"prod\main", session.Log, CancellationToken.None);

        Assert.Equal([92001, 91001], versions.Select(version => version.ScriptId));
        Assert.Equal((@"PROD\Main", "bob", true), (versions[0].Name, versions[0].ModifiedBy, versions[0].IsCurrent));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 13, 0, 0, TimeSpan.Zero), versions[0].ModifyDate);
        Assert.False(versions[1].IsCurrent);
        Assert.EndsWith(@"/scripts/historyByName?scriptPath=prod%5Cmain", Assert.Single(session.Sent).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_status_the_newest_version_is_the_current_one()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"versions":[{"scriptId":1},{"scriptId":2}]}"""));

        var versions = await TenantScriptReader.ReadHistoryAsync(session.Connection, "Main", session.Log, CancellationToken.None);

        Assert.Equal(
            [(2, true, "Main"), (1, false, "Main")], versions.Select(version => (version.ScriptId, version.IsCurrent, version.Name)));
    }

    [Fact]
    public async Task A_script_that_does_not_exist_is_an_error_with_similar_names()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        const string Main = """{"totalRecords":1,"scriptSearchDetails":[{"scriptName":"PROD\\Main","status":"CURR"}]}""";
        session.Server.Then(
            ScriptedAnswer.Json(200, """{"versions":[{"scriptId":1}]}"""),
            ScriptedAnswer.Json(404, "{}"),
            ScriptedAnswer.Json(200, Main),
            ScriptedAnswer.Json(200, Main));
        await TenantScriptReader.ReadHistoryAsync(session.Connection, "Main", session.Log, CancellationToken.None);

        var error = await Assert.ThrowsAnyAsync<CxException>(
            () => TenantScriptReader.ReadHistoryAsync(session.Connection, @"PROD\Mian", session.Log, CancellationToken.None));

        Assert.Equal((CxErrors.ObjectNotFound, @"PROD\Mian"), (error.Definition, error.Item));
        Assert.Contains(@"'PROD\Main'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(204, "")]
    [InlineData(200, """{"versions":[]}""")]
    public async Task A_script_without_versions_is_not_found(int status, string body)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(status == 204 ? ScriptedAnswer.Status(204) : ScriptedAnswer.Json(status, body));

        var error = await Assert.ThrowsAnyAsync<CxException>(
            () => TenantScriptReader.ReadHistoryAsync(session.Connection, "Main", session.Log, CancellationToken.None));

        Assert.Equal(CxErrors.ObjectNotFound, error.Definition);
    }

    [Fact]
    public async Task The_body_of_a_version_is_read_by_its_id()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            200, """{"header":{"scriptName":"Main"},"actions":{"1":{"actionId":1,"name":"BEGIN"}},"properties":{},"branches":{}}"""));

        var version = await TenantScriptReader.ReadBodyAsync(
            session.Connection, new TenantScriptVersion { Name = "Main", ScriptId = 91001 }, session.Log, CancellationToken.None);

        Assert.EndsWith("/scripts?scriptId=91001", Assert.Single(session.Sent).Target, StringComparison.Ordinal);
        Assert.Single(version.Script!.Actions);
        Assert.Equal(64, version.Hash!.Length);
    }
}
