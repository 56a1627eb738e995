using System.Text.Json;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Ivr;

public sealed class IvrDeployerTests
{
    private static readonly IvrDeploymentRequest Request = new()
    {
        IvrDefinitionId = ["d-1"],
        TargetEnvironment = "staging",
        SkipSimulation = true,
        Polling = new IvrPolling(TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(5)),
    };

    private static readonly ScriptedAnswer[] Ending = [IvrAnswers.ExportTaken(), IvrAnswers.Export(), IvrAnswers.Recorded()];

    [Fact]
    public async Task A_successful_deployment_has_metrics_and_a_local_and_a_tenant_record()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server
            .Then(IvrAnswers.Taken(), IvrAnswers.Job("VALIDATING"), IvrAnswers.Job("DEPLOYING"), IvrAnswers.Job("COMPLETED"))
            .Then(Ending);

        var (result, failure) = await PublishAsync(session, Request);

        Assert.Null(failure);
        Assert.Equal(IvrDeploymentStatus.Completed, result.Status);
        Assert.Equal("job-1", result.JobId);
        Assert.Equal(10_000, result.LatencyMs);
        Assert.Equal(1500, result.Metrics!.DeploymentLatencyMs);
        Assert.Equal("log-1", result.AuditLogId);
        Assert.Equal(["QUEUED", "VALIDATING", "DEPLOYING", "COMPLETED"], result.StateHistory.Select(state => state.Status));
        var records = Records(session);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], records.Select(record => record.Outcome));
        Assert.Equal(result.AuditId, records[1].AuditId);
        Assert.Equal(records[0].OperationId, records[1].OperationId);
        using var audited = JsonDocument.Parse(session.Sent[^1].Body);
        Assert.Equal("2026-03-01T12:00:10.000Z", audited.RootElement.GetProperty("timestamp").GetString());
        Assert.Equal(
            ["jobId", "targetEnvironment", "ivrDefinitionIds", "validationPassed", "deploymentLatencyMs", "rollbackTriggered"],
            audited.RootElement.GetProperty("details").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task The_submission_carries_exactly_what_the_contract_names()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Taken());

        await PublishAsync(
            session,
            Request with
            {
                NoWait = true,
                DryRun = true,
                Concurrent = true,
                RollbackOnFailure = false,
                SkipValidation = [IvrValidationCheck.TimeoutBehaviors]
            });

        Assert.Equal(
            """{"ivrDefinitionIds":["d-1"],"targetEnvironment":"staging","validationFlags":{"checkTtsResourceLimits":true,"checkRoutingCompatibility":true,"validateTimeoutBehaviors":false},"deploymentOptions":{"dryRun":true,"rollbackOnFailure":false,"concurrentDeployment":true}}""",
            session.Sent.Single().Text);
    }

    [Fact]
    public async Task After_a_provisioning_timeout_the_deployment_is_resubmitted_after_sixty_seconds_at_most_as_often_as_allowed()
    {
        await using var session = await TestSession.ConnectAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            session.Server.Then(
                IvrAnswers.Taken($"job-{attempt}"), IvrAnswers.Job("FAILED", "PROVISIONING_TIMEOUT: no voice", $"job-{attempt}"));
        }

        session.Server.Then(IvrAnswers.RollbackTaken("job-3"), IvrAnswers.Job("ROLLED_BACK", job: "job-3")).Then(Ending);

        var (result, failure) = await PublishAsync(session, Request);

        Assert.Equal(3, result.Attempts);
        Assert.Equal(CxErrors.DeploymentRolledBack, failure!.Definition);
        Assert.Equal(2, session.Waits.Count(wait => wait == TimeSpan.FromSeconds(60)));
        var keys = session.Sent
            .Where(request => request.Method == "POST" && request.Target.EndsWith("/deployments", StringComparison.Ordinal))
            .Select(request => request.Header("Idempotency-Key"))
            .ToList();
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Theory]
    [InlineData("ROUTING_MATRIX_CORRUPT: checksum")]
    [InlineData(IvrAnswers.Reason)]
    public async Task Any_other_failure_is_rolled_back_and_never_submitted_again(string reason)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server
            .Then(
                IvrAnswers.Taken(),
                IvrAnswers.Job("FAILED", reason),
                IvrAnswers.RollbackTaken(),
                IvrAnswers.Job("ROLLING_BACK"),
                IvrAnswers.Job("ROLLED_BACK"))
            .Then(Ending);

        var (result, failure) = await PublishAsync(session, Request);

        Assert.Equal(IvrDeploymentStatus.RolledBack, result.Status);
        Assert.Equal(reason, result.FailureReason);
        Assert.True(result.RollbackTriggered);
        Assert.Contains(reason, failure!.Message, StringComparison.Ordinal);
        Assert.Same(result, Assert.IsType<IvrDeploymentException>(failure).Result);
        Assert.Equal(AuditOutcome.RolledBack, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task A_failed_job_is_not_rolled_back_if_the_request_excludes_it()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Taken(), IvrAnswers.Job("FAILED", IvrAnswers.Reason)).Then(Ending);

        var (result, failure) = await PublishAsync(session, Request with { RollbackOnFailure = false });

        Assert.Equal(IvrDeploymentStatus.Failed, result.Status);
        Assert.False(result.RollbackTriggered);
        Assert.Equal(CxErrors.DeploymentFailed, failure!.Definition);
    }

    [Fact]
    public async Task A_rollback_whose_answer_is_lost_is_looked_up_and_not_requested_twice()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            IvrAnswers.Taken(),
            IvrAnswers.Job("FAILED", IvrAnswers.Reason),
            ScriptedAnswer.Reset(),
            IvrAnswers.Job("ROLLING_BACK"),
            IvrAnswers.Job("ROLLED_BACK"))
                .Then(Ending);

        var (result, _) = await PublishAsync(session, Request);

        Assert.Equal(IvrDeploymentStatus.RolledBack, result.Status);
        Assert.Single(session.Sent, request => request.Target.EndsWith("/rollback", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rollback_request_that_was_lost_before_it_was_accepted_is_sent_again()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            IvrAnswers.Taken(),
            IvrAnswers.Job("FAILED", IvrAnswers.Reason),
            ScriptedAnswer.Reset(),
            IvrAnswers.Job("FAILED", IvrAnswers.Reason),
            IvrAnswers.RollbackTaken(),
            IvrAnswers.Job("ROLLED_BACK"))
                .Then(Ending);

        var (result, _) = await PublishAsync(session, Request);

        Assert.Equal(IvrDeploymentStatus.RolledBack, result.Status);
        Assert.Equal(2, session.Sent.Count(request => request.Target.EndsWith("/rollback", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_rollback_that_another_client_has_begun_is_waited_for()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            IvrAnswers.Taken(),
            IvrAnswers.Job("FAILED", IvrAnswers.Reason),
            ScriptedAnswer.Json(409, """{"message":"already under way"}"""),
            IvrAnswers.Job("ROLLING_BACK"),
            IvrAnswers.Job("ROLLED_BACK"))
                .Then(Ending);

        var (result, failure) = await PublishAsync(session, Request);

        Assert.Equal(IvrDeploymentStatus.RolledBack, result.Status);
        Assert.Equal(CxErrors.DeploymentRolledBack, failure!.Definition);
    }

    [Fact]
    public async Task A_failed_rollback_is_RollbackFailed_with_its_own_action()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            IvrAnswers.Taken(),
            IvrAnswers.Job("FAILED", IvrAnswers.Reason),
            IvrAnswers.RollbackTaken(),
            IvrAnswers.Job("ROLLING_BACK"),
            IvrAnswers.Job("FAILED", "ROLLBACK_STORE_UNAVAILABLE"))
                .Then(Ending);

        var (result, failure) = await PublishAsync(session, Request);

        Assert.Equal(IvrDeploymentStatus.Failed, result.Status);
        Assert.Equal(CxErrors.RollbackFailed, failure!.Definition);
        Assert.Equal(failure.Definition.RecommendedAction, failure.RecommendedAction);
        Assert.Equal(AuditOutcome.Failed, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task A_rejection_names_every_node_and_creates_no_job()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Refused());

        var (result, failure) = await PublishAsync(session, Request);

        Assert.Equal(IvrDeploymentStatus.Rejected, result.Status);
        Assert.Null(result.JobId);
        Assert.Contains("menu-1", failure!.Message, StringComparison.Ordinal);
        Assert.Contains("menu-2", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["menu-1", "menu-2"], Assert.IsType<IvrDeploymentException>(failure).Errors.Select(error => error.NodeId));
        Assert.Equal(AuditOutcome.Refused, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task A_submission_whose_answer_is_lost_is_sent_once_and_recorded_as_unknown()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Reset());

        var lost = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => PublishAsync(session, Request));

        Assert.Equal(CxHint.FindJob.ToString(), lost.RecommendedAction);
        Assert.Equal(session.Sent.Single().Header("Idempotency-Key"), lost.IdempotencyKey);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Unknown], Records(session).Select(record => record.Outcome));
    }

    [Fact]
    public async Task A_temporarily_unreachable_tenant_does_not_end_the_wait()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 1 });
        session.Server.Then(
            IvrAnswers.Taken(),
            ScriptedAnswer.Status(503),
            ScriptedAnswer.Status(503),
            ScriptedAnswer.Reset(),
            ScriptedAnswer.Reset(),
            IvrAnswers.Job("COMPLETED"))
                .Then(Ending);

        var (result, failure) = await PublishAsync(session, Request);

        Assert.Null(failure);
        Assert.Equal(IvrDeploymentStatus.Completed, result.Status);
        Assert.Equal(2, session.Log.Warnings.Count(
            warning => warning.Contains("job-1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task An_accepted_deployment_whose_job_cannot_be_read_is_an_unknown_outcome_that_names_the_job(int status)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Taken());
        session.Server.Otherwise = request => request.Target.Contains("oauth", StringComparison.Ordinal)
            ? ScriptedAnswer.Token("token-2-of-the-test")
            : ScriptedAnswer.Status(status);

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => PublishAsync(session, Request));

        Assert.Contains("job-1", error.Message, StringComparison.Ordinal);
        Assert.Equal(CxHint.WaitLater("job-1").ToString(), error.RecommendedAction);
        Assert.Equal(AuditOutcome.Unknown, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task A_job_that_does_not_end_in_time_is_an_error_with_the_way_to_resume()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Taken());
        session.Server.Otherwise = _ => IvrAnswers.Job("DEPLOYING");
        var before = session.Clock.GetUtcNow();

        var error = await Assert.ThrowsAsync<CxException>(
            () => PublishAsync(session, Request with { Polling = new IvrPolling(TimeSpan.FromSeconds(42), TimeSpan.FromSeconds(5)) }));

        Assert.Equal(CxErrors.DeploymentTimeout, error.Definition);
        Assert.Contains(CxHint.ResumeWaiting("job-1").ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(42), session.Clock.GetUtcNow() - before);
        Assert.Equal(AuditOutcome.Unknown, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task The_default_wait_for_a_job_is_half_an_hour()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Taken());
        session.Server.Otherwise = _ => IvrAnswers.Job("DEPLOYING");
        var before = session.Clock.GetUtcNow();

        var error = await Assert.ThrowsAsync<CxException>(() => PublishAsync(
            session, new IvrDeploymentRequest { IvrDefinitionId = ["d-1"], TargetEnvironment = "staging", SkipSimulation = true }));

        Assert.Equal(CxErrors.DeploymentTimeout, error.Definition);
        Assert.Equal(TimeSpan.FromSeconds(1800), session.Clock.GetUtcNow() - before);
    }

    [Theory]
    [InlineData(1.215, 3)]
    [InlineData(1.225, 4)]
    public async Task A_remaining_time_below_the_resolution_of_timers_ends_the_wait(double seconds, int looks)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Otherwise = _ => IvrAnswers.Job("DEPLOYING");
        var waiting = IvrDeployments.WaitAsync(
            session.Connection,
            "job-1",
            new IvrPolling(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(0.6)),
            session.Log,
            CancellationToken.None);
        await session.LetWaitsPassAsync(waiting);

        Assert.Equal(CxErrors.DeploymentTimeout, (await Assert.ThrowsAsync<CxException>(() => waiting)).Definition);
        Assert.Equal(looks, session.Sent.Count);
    }

    [Fact]
    public async Task Metrics_that_are_not_exported_within_two_minutes_cause_a_warning()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Taken(), IvrAnswers.Job("COMPLETED"), IvrAnswers.ExportTaken());
        session.Server.Otherwise = request => request.Method == "POST" ? IvrAnswers.Recorded() : IvrAnswers.Export("PROCESSING");
        var before = session.Clock.GetUtcNow();

        var (result, failure) = await PublishAsync(session, Request);

        Assert.Null(failure);
        Assert.Null(result.Metrics);
        Assert.Equal(TimeSpan.FromSeconds(120), session.Clock.GetUtcNow() - before);
        Assert.Contains(CxHint.ExportMetricsLater("job-1").ToString(), Assert.Single(session.Log.Warnings), StringComparison.Ordinal);
        Assert.Equal(session.Log.Warnings, result.Warnings);
    }

    [Fact]
    public async Task Metrics_and_the_tenants_audit_log_may_fail_without_failing_the_deployment()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            IvrAnswers.Taken(),
            IvrAnswers.Job("COMPLETED"),
            IvrAnswers.ExportTaken(),
            IvrAnswers.Export("FAILED"),
            ScriptedAnswer.Json(403, """{"message":"no"}"""));

        var (result, failure) = await PublishAsync(session, Request);

        Assert.Null(failure);
        Assert.Equal(IvrDeploymentStatus.Completed, result.Status);
        Assert.Null(result.Metrics);
        Assert.Null(result.AuditLogId);
        Assert.Equal(2, result.Warnings.Count);
        Assert.Equal(AuditOutcome.Succeeded, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task A_dry_run_that_fails_is_neither_rolled_back_nor_measured_nor_recorded_at_the_tenant()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Taken(), IvrAnswers.Job("FAILED", IvrAnswers.Reason));

        var (result, failure) = await PublishAsync(session, Request with { DryRun = true });

        Assert.Equal(CxErrors.DeploymentFailed, failure!.Definition);
        Assert.False(result.RollbackTriggered);
        Assert.Equal(["POST", "GET"], session.Sent.Select(request => request.Method));
        Assert.Contains("\"dryRun\":true", session.Sent[0].Text, StringComparison.Ordinal);
        Assert.All(Records(session), record => Assert.Equal("IvrDeployment.DryRun", record.Action));
    }

    [Fact]
    public async Task A_failing_simulation_submits_nothing()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Simulated("NO_MATCH"));

        var (result, failure) = await PublishAsync(
            session, Request with { SkipSimulation = false, TestCases = [new IvrTestCase { Input = ["1"] }] });

        Assert.Equal(IvrDeploymentStatus.NotSubmitted, result.Status);
        Assert.Equal(CxErrors.SimulationFailed, failure!.Definition);
        Assert.Equal(AuditOutcome.Refused, Records(session).Single().Outcome);
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_a_record_and_a_notice_with_the_way_to_resume()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Taken(), IvrAnswers.Job("DEPLOYING"));
        using var stop = new CancellationTokenSource();

        var publishing = IvrDeployer.PublishAsync(session.Connection, Request, session.Log, stop.Token);
        await session.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing.WaitAsync(Gate.Patience));
        Assert.Equal(AuditOutcome.Interrupted, Records(session)[^1].Outcome);
        Assert.Contains(session.Log.Everything, line => line.Contains(CxHint.JobGoesOn("job-1").ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_violations_of_a_request_are_reported_together_and_nothing_is_sent()
    {
        await using var session = await TestSession.ConnectAsync();

        var error = await Assert.ThrowsAsync<CxValidationException>(() => PublishAsync(session, new IvrDeploymentRequest
        {
            IvrDefinitionId = ["d-1", "d-1"],
            TargetEnvironment = " ",
            MaximumRedeployCount = 11,
            RedeployDelay = TimeSpan.FromSeconds(-1),
            Polling = new IvrPolling(TimeSpan.Zero, TimeSpan.Zero),
            TestCases = [new IvrTestCase { Input = [] }, new IvrTestCase { Name = "stray", IvrDefinitionId = "d-2", Input = ["1"] }],
            MaxTimeoutSec = 601,
        }));

        Assert.Equal(9, error.Violations.Count);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public void Violations_that_the_caller_found_are_reported_with_those_of_the_request()
    {
        var request = Request with { MaximumRedeployCount = 11 };

        var error = Assert.Throws<CxValidationException>(() => request.Validate(["Found by the caller."]));

        Assert.Equal(2, error.Violations.Count);
        Assert.Equal("Found by the caller.", error.Violations[0]);
        Assert.Contains(nameof(request.MaximumRedeployCount), error.Violations[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_submitted_when_the_change_could_not_be_recorded()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        var file = Path.Combine(session.AuditFolder, "a-file");
        await File.WriteAllTextAsync(file, "in the way");
        await session.ConnectAsync(session.Options() with { AuditFolder = file });

        var error = await Assert.ThrowsAsync<CxException>(() => PublishAsync(session, Request));

        Assert.Equal(CxErrors.AuditWriteFailed, error.Definition);
        Assert.Empty(session.Sent);
    }

    private static async Task<CxOutcome<IvrDeploymentResult>> PublishAsync(TestSession session, IvrDeploymentRequest request)
    {
        var publishing = IvrDeployer.PublishAsync(session.Connection, request, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(publishing);
        return await publishing;
    }

    private static List<AuditRecord> Records(TestSession session) => [.. session.Connection.AuditLog.Read(NullCxLog.Instance)];
}
