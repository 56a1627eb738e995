using CxOne.Audit;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Ivr;

public sealed class IvrRollbackTests
{
    [Fact]
    public async Task A_lost_rollback_whose_lookup_fails_is_an_unknown_outcome_and_not_the_error_of_the_lookup()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(IvrAnswers.Job("FAILED"), ScriptedAnswer.Reset(), ScriptedAnswer.Status(503));

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => RollBackAsync(session));

        Assert.Equal("POST", error.Method);
        Assert.NotNull(error.IdempotencyKey);
        Assert.Equal(CxHint.FindRollBackLater("job-1").ToString(), error.RecommendedAction);
        Assert.Equal(
            [AuditOutcome.Started, AuditOutcome.Unknown],
            session.Connection.AuditLog.Read(NullCxLog.Instance).Select(record => record.Outcome));
    }

    [Fact]
    public async Task A_rollback_with_an_unreadable_answer_is_not_requested_again_if_it_is_in_progress()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Job("FAILED"), ScriptedAnswer.Json(202, "{}"), IvrAnswers.Job("ROLLING_BACK"));

        await RollBackAsync(session);

        Assert.Single(session.Sent, request => request.Target.EndsWith("/rollback", StringComparison.Ordinal));
        Assert.Equal(
            [AuditOutcome.Started, AuditOutcome.Accepted],
            session.Connection.AuditLog.Read(NullCxLog.Instance).Select(record => record.Outcome));
    }

    [Fact]
    public async Task A_repeated_rollback_request_that_is_refused_is_a_conflict()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            IvrAnswers.Job("FAILED"),
            ScriptedAnswer.Reset(),
            IvrAnswers.Job("FAILED"),
            ScriptedAnswer.Status(409),
            IvrAnswers.Job("FAILED"));

        Assert.Equal(CxErrors.RollbackConflict, (await Assert.ThrowsAsync<CxRequestException>(() => RollBackAsync(session))).Definition);
    }

    [Fact]
    public async Task An_accepted_rollback_whose_job_cannot_be_read_is_an_unknown_outcome()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Job("FAILED"), IvrAnswers.RollbackTaken(), ScriptedAnswer.Status(403));

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(
            () => RollBackAsync(session, new IvrPolling(TimeSpan.FromMinutes(1))));

        Assert.Equal(CxHint.WaitLater("job-1").ToString(), error.RecommendedAction);
        Assert.Equal(
            [AuditOutcome.Started, AuditOutcome.Unknown],
            session.Connection.AuditLog.Read(NullCxLog.Instance).Select(record => record.Outcome));
    }

    [Fact]
    public async Task A_rollback_with_an_unreadable_answer_that_was_not_accepted_is_requested_again_with_the_same_key()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Job("FAILED"), Page(), IvrAnswers.Job("FAILED"), IvrAnswers.RollbackTaken());

        await RollBackAsync(session);

        Assert.Single(
            session.Sent.Where(request => request.Method == "POST").Select(request => request.Header("Idempotency-Key")).Distinct());
        Assert.Equal(
            [AuditOutcome.Started, AuditOutcome.Accepted],
            session.Connection.AuditLog.Read(NullCxLog.Instance).Select(record => record.Outcome));
    }

    [Theory]
    [InlineData("ROLLING_BACK", null)]
    [InlineData("FAILED", AuditOutcome.Unknown)]
    public async Task A_second_rollback_request_with_an_unreadable_answer_is_looked_up_too(string state, string? outcome)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Job("FAILED"), ScriptedAnswer.Reset(), IvrAnswers.Job("FAILED"), Page(), IvrAnswers.Job(state));

        if (outcome is null)
        {
            Assert.Equal(state, (await RollBackAsync(session)).Status);
        }
        else
        {
            await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => RollBackAsync(session));
        }

        Assert.Equal(outcome ?? AuditOutcome.Accepted, session.Connection.AuditLog.Read(NullCxLog.Instance).Last().Outcome);
    }

    [Fact]
    public async Task A_conflict_after_a_lost_answer_is_the_rollback_in_progress()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            IvrAnswers.Job("FAILED"),
            ScriptedAnswer.Reset(),
            IvrAnswers.Job("FAILED"),
            ScriptedAnswer.Status(409),
            IvrAnswers.Job("ROLLING_BACK"));

        Assert.Equal("ROLLING_BACK", (await RollBackAsync(session)).Status);
    }

    private static ScriptedAnswer Page() => ScriptedAnswer.Of(200, "<html>sign in</html>"u8.ToArray(), ("Content-Type", "text/html"));

    private static async Task<IvrDeploymentJob> RollBackAsync(TestSession session, IvrPolling? polling = null)
    {
        var running = IvrDeployments.RollBackAsync(session.Connection, "job-1", "it failed", polling, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(running);
        return await running;
    }
}
