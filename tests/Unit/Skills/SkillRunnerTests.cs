using CxOne.Audit;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Skills;
using CxOne.Tests.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Skills;

/// <summary>A start or a stop acts on real calls: it is sent once, and the state of the skill is the proof.</summary>
public sealed class SkillRunnerTests
{
    private static readonly SkillRunOptions Options = new() { Id = "77", Timeout = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task A_start_returns_when_the_tenant_shows_the_skill_running()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(Skill(false), ScriptedAnswer.Status(202), Skill(false), Skill(false), Skill(true));

        var update = await RunAsync(session, SkillRunner.StartAsync);

        Assert.Equal(("Changed", true), (update.Status, update.IsRunning));
        Assert.Single(session.Sent, request => request.Method == "POST");
        Assert.Equal(["Started", "Succeeded"], Records(session).Select(record => record.Outcome));
        Assert.All(Records(session), record => Assert.Equal("Skill.Start", record.Action));
        Assert.Equal(2, session.Waits.Count);
    }

    [Fact]
    public async Task A_skill_that_is_in_the_state_is_not_sent_anything()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(Skill(true), Skill(false));

        var start = await RunAsync(session, SkillRunner.StartAsync);
        var stop = await RunAsync(session, SkillRunner.StopAsync);

        Assert.Equal(["Unchanged", "Unchanged"], [start.Status, stop.Status]);
        Assert.DoesNotContain(session.Sent, request => request.Method == "POST");
        Assert.Empty(Records(session));
    }

    [Theory]
    [InlineData(true, "?force=true")]
    [InlineData(false, "")]
    public async Task A_stop_ends_active_calls_only_if_it_is_forced(bool force, string query)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(Skill(true), ScriptedAnswer.Status(204), Skill(false));

        await RunAsync(session, (connection, options, log, token) =>
            SkillRunner.StopAsync(connection, options with { Force = force }, log, token));

        Assert.EndsWith(
            $"/skills/77/stop{query}", session.Sent.Single(request => request.Method == "POST").Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accepted_start_that_the_tenant_does_not_show_has_an_unknown_outcome()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then([Skill(false), ScriptedAnswer.Status(204), .. Enumerable.Repeat(Skill(false), 11)]);

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => RunAsync(session, SkillRunner.StartAsync));

        Assert.Contains("within 10 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(AuditOutcome.Unknown, Records(session)[^1].Outcome);
        Assert.Equal(Options.Timeout.TotalSeconds, session.Waits.Sum(wait => wait.TotalSeconds), 0.02);
    }

    [Fact]
    public async Task A_refused_start_is_not_repeated_and_is_recorded_as_failed()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(
            Skill(false), ScriptedAnswer.Json(400, """{"error":"InvalidParameter","error_description":"Skill 77 is inactive."}"""));

        var error = await Assert.ThrowsAnyAsync<CxRequestException>(() => RunAsync(session, SkillRunner.StartAsync));

        Assert.Equal(CxErrors.RequestInvalid, error.Definition);
        Assert.False(AuditOutcome.MayBeInPlace(Records(session)[^1].Outcome));
        Assert.Null(Records(session)[^1].After);
    }

    [Fact]
    public async Task An_inbound_skill_and_a_timeout_out_of_range_are_refused_before_anything_is_sent()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"skillId":77,"skillName":"Support","isOutbound":"False"}"""));

        await Assert.ThrowsAsync<CxValidationException>(() => RunAsync(session, SkillRunner.StartAsync));
        await Assert.ThrowsAsync<CxValidationException>(() => RunAsync(session, (connection, options, log, token) =>
            SkillRunner.StartAsync(connection, options with { Timeout = TimeSpan.Zero }, log, token)));

        Assert.Single(session.Sent);
    }

    private static async Task<SkillRunUpdate> RunAsync(
        TestSession session,
        Func<CxOne.Connection.CxConnection, SkillRunOptions, ICxLog, CancellationToken, Task<SkillRunUpdate>> run)
    {
        var work = run(session.Connection, Options, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(work);
        return await work;
    }

    private static List<AuditRecord> Records(TestSession session)
        => [.. new AuditLog(session.AuditFolder, session.Clock).Read(NullCxLog.Instance)];

    private static ScriptedAnswer Skill(bool isRunning) => ScriptedAnswer.Json(
        200, $$"""{"skillId":"77","skillName":"Collections-East","isOutbound":"True","isActive":true,"isRunning":"{{isRunning}}"}""");
}
