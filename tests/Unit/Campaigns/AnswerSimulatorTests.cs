using System.Text.Json;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.Errors;
using CxOne.Tests.Support;
using CxOne.Webhooks;

namespace CxOne.Tests.Campaigns;

public sealed class AnswerSimulatorTests
{
    private static readonly AnswerSimulationRequest Request = new()
    {
        CampaignId = "c-1", AnswerRate = 0.38, AgentEfficiency = 0.82, WindowMinutes = 120, History = AnswerStatisticsTests.SeedRows
    };

    [Fact]
    public async Task The_request_follows_the_contract_and_the_result_is_about_the_simulated_rate()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Simulated(0.38));

        var (result, failure) = await RunAsync(session, Request);

        Assert.Equal("POST /api/v2/outbound/campaigns/c-1/simulate HTTP/1.1", session.Sent[0].RequestLine);
        Assert.Equal(
            """{"predictiveDialerSettings":{"answerRate":0.38,"agentEfficiency":0.82,"interval":3,"maxCalls":50,"dialerType":"PREDICTIVE"},"simulationWindowMinutes":120,"historicalData":[{"timeBucket":"09:00-10:00","callsAttempted":500,"callsAnswered":190,"avgTalkTimeSeconds":145},{"timeBucket":"10:00-11:00","callsAttempted":620,"callsAnswered":245,"avgTalkTimeSeconds":138},{"timeBucket":"11:00-12:00","callsAttempted":480,"callsAnswered":175,"avgTalkTimeSeconds":152}]}""",
            session.Sent[0].Text);
        Assert.Null(failure);
        Assert.Equal(AnswerVerdict.Pass, result.Verdict);
        Assert.Equal(0.0002240645, result.Variance!.Value, 10);
        Assert.Equal(0.93, result.PredictedAccuracy);
        Assert.Empty(result.Adjustments);
        var record = Assert.Single(Records(session));
        Assert.Equal((result.AuditId, AuditOutcome.Succeeded), (record.AuditId, record.Outcome));
    }

    [Fact]
    public async Task The_rate_is_lowered_by_exact_hundredths_until_it_is_accepted_and_each_step_is_reported()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Adjust(), Adjust(), Adjust(), Simulated(0.32));

        var (result, failure) = await RunAsync(session, Request);

        Assert.Equal(["0.38", "0.36", "0.34", "0.32"], session.Sent.Select(SentRate));
        Assert.Equal([(0.38, 0.36), (0.36, 0.34), (0.34, 0.32)], result.Adjustments.Select(adjustment => (adjustment.From, adjustment.To)));
        Assert.Equal((0.38, 0.32), (result.RequestedAnswerRate, result.SimulatedAnswerRate));
        Assert.Contains(CampaignMessages.RateAdjusted("c-1", 0.32, 0.38, 3), session.Log.Warnings);
        Assert.Equal(CxErrors.SimulationNotCompliant, failure!.Definition);
        Assert.Equal(4, session.Sent.Select(request => request.Header("Idempotency-Key")).Distinct().Count());
    }

    [Fact]
    public async Task The_lowest_rate_is_the_last_attempt()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Adjust(), Adjust(), Adjust());

        var error = await Assert.ThrowsAsync<CxRequestException>(() => RunAsync(session, Request with { AnswerRate = 0.08 }));

        Assert.Equal(["0.08", "0.06", "0.05"], session.Sent.Select(SentRate));
        Assert.Equal(CxErrors.AnswerRateRefused, error.Definition);
        Assert.Equal(400, error.StatusCode);
        var record = Assert.Single(Records(session));
        Assert.Equal(AuditOutcome.Refused, record.Outcome);
        Assert.Equal(2, record.Details!.Value.GetProperty("adjustments").GetArrayLength());
    }

    [Fact]
    public async Task A_rate_with_all_digits_of_a_double_is_sent_unchanged()
    {
        await using var session = await TestSession.ConnectAsync();
        const double Rate = 0.3799148745519713;
        session.Server.Then(Adjust(), Simulated(0.3599148745519713));
        session.Server.Then(Simulated(Rate));

        var lowered = (await RunAsync(session, Request with { AnswerRate = Rate })).Result;
        var (taken, _) = await RunAsync(session, Request with { AnswerRate = Rate });

        Assert.Equal("0.3799148745519713", SentRate(session.Sent[0]));
        Assert.Equal((Rate, 0.359914874551971), (lowered.Adjustments[0].From, lowered.Adjustments[0].To));
        Assert.Equal(Rate, taken.SimulatedAnswerRate);
        Assert.Single(session.Log.Warnings);
    }

    [Theory]
    [InlineData("""{"status":"COMPLETED","predictiveDialerSettings":{"answerRate":1e999}}""")]
    [InlineData("""{"status":"COMPLETED","predictiveDialerSettings":{"answerRate":38}}""")]
    [InlineData("""{"status":"COMPLETED","predictiveDialerSettings":{"answerRate":-0.1}}""")]
    [InlineData("""{"status":"COMPLETED","predictedAccuracy":-1e999}""")]
    public async Task An_answer_with_an_invalid_rate_is_an_error_and_recorded(string answer)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, answer));

        Assert.Equal(CxErrors.ResponseInvalid, (await Assert.ThrowsAsync<CxRequestException>(() => RunAsync(session, Request))).Definition);
        // A simulation changes nothing at the tenant, so that nothing is left open: there is only no result.
        Assert.Equal(AuditOutcome.Failed, Assert.Single(Records(session)).Outcome);
    }

    [Fact]
    public async Task Without_adjustment_the_first_refusal_is_the_error()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Adjust());

        Assert.Equal(
            CxErrors.AnswerRateRefused,
            (await Assert.ThrowsAsync<CxRequestException>(() => RunAsync(session, Request with { NoAdjustment = true }))).Definition);
    }

    [Theory]
    [InlineData("""{"detail":"Needs a Probability Adjustment."}""")]
    [InlineData("""{"message":"Bad request","detail":"probability adjustment required"}""")]
    [InlineData("""{"message":"Bad request","errors":[{"field":"answerRate","message":"probability adjustment required"}]}""")]
    public async Task A_request_for_a_lower_rate_is_found_anywhere_in_the_answer(string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(400, body), Simulated(0.36));

        Assert.Equal(0.36, (await RunAsync(session, Request)).Result.SimulatedAnswerRate);
    }

    [Fact]
    public async Task Any_other_refusal_is_passed_on_and_recorded()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(400, """{"detail":"No agents."}"""));

        Assert.Equal(CxErrors.RequestInvalid, (await Assert.ThrowsAsync<CxRequestException>(() => RunAsync(session, Request))).Definition);
        Assert.Equal(AuditOutcome.Refused, Assert.Single(Records(session)).Outcome);
    }

    [Fact]
    public async Task The_rate_that_the_tenant_reports_as_simulated_is_judged()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Simulated(0.30));

        var (result, failure) = await RunAsync(session, Request);

        Assert.Equal(0.30, result.SimulatedAnswerRate);
        Assert.NotNull(failure);
        Assert.Equal(AuditOutcome.Refused, Assert.Single(Records(session)).Outcome);
    }

    [Fact]
    public async Task All_violations_are_reported_together_before_anything_is_sent_and_recorded()
    {
        await using var session = await TestSession.ConnectAsync();

        var error = await Assert.ThrowsAsync<CxValidationException>(() => RunAsync(session, new AnswerSimulationRequest
        {
            CampaignId = "", AnswerRate = double.NaN, AgentEfficiency = 0.4, WindowMinutes = 9, ComplianceThreshold = 0.3,
            History =
            [
                new CallHistoryBucket { TimeBucket = "09:00", CallsAttempted = 1, CallsAnswered = 2 },
                new CallHistoryBucket { TimeBucket = "10:00", CallsAttempted = 0, CallsAnswered = 0, AvgTalkTimeSeconds = -1 }
            ],
        }));

        Assert.Equal(8, error.Violations.Count);
        Assert.Empty(session.Sent);
        Assert.Equal(AuditOutcome.Refused, Assert.Single(Records(session)).Outcome);
    }

    [Fact]
    public void Unreadable_rows_are_violations_and_replace_the_rule_that_the_history_needs_attempts()
    {
        var request = Request with { AnswerRate = 2, History = [] };

        Assert.Equal(2, request.FindViolations().Count);
        Assert.Equal(["row 1 is unreadable"], request.FindViolations(["row 1 is unreadable"]).Except(request.FindViolations()));
        Assert.DoesNotContain(CampaignMessages.NoHistory, request.FindViolations(["row 1 is unreadable"]));
    }

    [Fact]
    public async Task A_refusal_by_the_caller_is_recorded_and_nothing_is_sent()
    {
        await using var session = await TestSession.ConnectAsync();
        var refusal = new CxValidationException(["row 1 is unreadable"], "c-1");

        AnswerSimulator.RecordRefusal(session.Connection, Request, refusal, session.Log, CancellationToken.None);

        var record = Assert.Single(Records(session));
        Assert.Equal((AuditOutcome.Refused, "Campaign.SimulateAnswers"), (record.Outcome, record.Action));
        Assert.Equal("row 1 is unreadable", record.Details!.Value.GetProperty("error").GetString());
        Assert.Empty(session.Sent);
    }

    [Theory]
    [InlineData(0.38, true)]
    [InlineData(0.30, false)]
    public async Task A_callback_is_signed_sent_only_for_a_pass_and_has_no_token(double simulated, bool isTold)
    {
        await using var session = await TestSession.ConnectAsync();
        await using var receiver = new ScriptedServer();
        session.Server.Then(Simulated(simulated));
        if (isTold)
        {
            receiver.Then(ScriptedAnswer.Status(204));
        }

        var (result, _) = await RunAsync(
            session, Request with { Callback = new CallbackTarget(new Uri(receiver.BaseUri, "/hook?key=hidden"), "hook-secret") });

        Assert.Equal(isTold ? 1 : 0, receiver.Requests.Count);
        if (!isTold)
        {
            Assert.Null(result.Callback);
            return;
        }

        Assert.True(result.Callback!.IsDelivered);
        var told = receiver.Requests[0];
        Assert.Null(told.Header("Authorization"));
        Assert.DoesNotContain("token-1-of-the-test", string.Concat(told.Headers) + told.Text, StringComparison.Ordinal);
        Assert.StartsWith("sha256=", told.Header("X-Cx-Signature"), StringComparison.Ordinal);
        using var body = JsonDocument.Parse(told.Text);
        Assert.Equal("SIMULATION_COMPLETED", body.RootElement.GetProperty("eventType").GetString());
        Assert.Equal("c-1", body.RootElement.GetProperty("campaignId").GetString());
        Assert.Equal("PASS", body.RootElement.GetProperty("varianceAnalysis").GetProperty("varianceStatus").GetString());
        Assert.Equal("2026-03-01T12:00:00.000Z", body.RootElement.GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task A_failed_callback_is_a_warning_and_part_of_the_result()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(500));
        session.Server.Then(Simulated(0.38));

        var (result, failure) = await RunAsync(session, Request with { Callback = new CallbackTarget(receiver.BaseUri) });

        Assert.Null(failure);
        Assert.False(result.Callback!.IsDelivered);
        Assert.Equal(500, result.Callback.StatusCode);
        Assert.Contains(session.Log.Warnings, warning => warning.Contains("500", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(302)]
    public async Task The_answer_of_a_receiver_is_not_reported_as_the_tenants(int status)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(status));
        session.Server.Then(Simulated(0.38));

        var (result, _) = await RunAsync(session, Request with { Callback = new CallbackTarget(receiver.BaseUri) });

        Assert.Equal($"The receiver answered with {status} (1 attempt).", result.Callback!.Error);
    }

    [Theory]
    [InlineData("http://planner.example/hook", "EndpointInsecure")]
    [InlineData("ftp://127.0.0.1/hook", "EndpointInvalid")]
    [InlineData("https://user:pass@planner.example/hook", "EndpointInvalid")]
    public void An_unsafe_callback_address_has_a_recommendation_about_callbacks(string uri, string id)
    {
        var error = Assert.Throws<CxException>(() => new CallbackTarget(new Uri(uri)));

        Assert.Equal(id, error.ErrorId);
        Assert.Contains("WORKFORCE_CALLBACK_URL", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_simulation_is_recorded_as_interrupted()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Never());
        using var stop = new CancellationTokenSource();
        var running = AnswerSimulator.RunAsync(session.Connection, Request, session.Log, stop.Token);
        await session.Server.WaitForRequestsAsync(3);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(AuditOutcome.Interrupted, Assert.Single(Records(session)).Outcome);
    }

    private static async Task<CxOutcome<AnswerSimulationResult>> RunAsync(TestSession session, AnswerSimulationRequest request)
    {
        // Nothing here waits: a callback's deadline, which no wait may be taken for, is all there is on the clock.
        return await AnswerSimulator.RunAsync(session.Connection, request, session.Log, CancellationToken.None).WaitAsync(Gate.Patience);
    }

    private static ScriptedAnswer Simulated(double rate)
        => ScriptedAnswer.Json(
            200,
            FormattableString.Invariant(
                $$"""{"status":"COMPLETED","predictiveDialerSettings":{"answerRate":{{rate}}},"predictedAccuracy":0.93}"""));

    private static ScriptedAnswer Adjust() => ScriptedAnswer.Json(400, """{"detail":"The rate needs a probability adjustment."}""");

    private static string SentRate(ScriptedRequest request)
    {
        using var body = JsonDocument.Parse(request.Text);
        return body.RootElement.GetProperty("predictiveDialerSettings").GetProperty("answerRate").GetRawText();
    }

    private static List<AuditRecord> Records(TestSession session)
        => [.. new AuditLog(session.AuditFolder, TimeProvider.System).Read(session.Log)];
}
