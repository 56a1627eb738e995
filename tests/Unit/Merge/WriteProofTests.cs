using System.Text;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Merge;

/// <summary>A versioned write is made when the tenant was seen to hold it, and not when somebody answers that it was.</summary>
public sealed class WriteProofTests
{
    private const string Config =
        """{"id":"d-1","pacingType":"predictive","dialRate":2.0,"agentRatio":1.8,"maxAbandonmentRate":0.03,"maxQueueDepth":100,"answerRateThreshold":0.30,"complianceRules":{}}""";
    private static readonly string Changed = Config.Replace("\"dialRate\":2.0", "\"dialRate\":2.5", StringComparison.Ordinal);
    private static readonly ScriptedAnswer Page = ScriptedAnswer.Of(200, "<html>sign in</html>"u8.ToArray(), ("Content-Type", "text/html"));

    public static TheoryData<string> Answers()
        => ["page", "other json", "nothing", "another object", "the former version", "echo under the former version", "null", "list"];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_to_a_write_that_was_not_made_is_not_taken_for_one_that_was(string answer)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Answer(answer), Read(Config, "v1"));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => SetAsync(session));

        Assert.Equal(CxErrors.ResponseInvalid, error.Definition);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], Outcomes(session));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_shows_nothing_is_proved_by_a_read(string answer)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Answer(answer), Read(Changed, "v2"), ScriptedAnswer.Json(201, """{"id":"event-1"}"""));

        Assert.Equal("Changed", (await SetAsync(session)).Status);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], Outcomes(session));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_shows_nothing_and_a_read_that_fails_leave_the_outcome_open(string answer)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(Read(Config, "v1"), Answer(answer), ScriptedAnswer.Status(503));

        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => SetAsync(session));
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Unknown], Outcomes(session));
    }

    [Fact]
    public async Task A_read_that_is_about_another_object_proves_nothing()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Page, Read(Changed.Replace("d-1", "d-2", StringComparison.Ordinal), "v2"));

        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => SetAsync(session));
    }

    [Fact]
    public async Task A_value_that_the_tenant_keeps_in_another_form_under_the_very_version_of_the_write_is_made()
    {
        await using var session = await TestSession.ConnectAsync();
        var rounded = Changed.Replace("2.5", "2.4999", StringComparison.Ordinal);
        session.Server.Then(Read(Config, "v1"), Read(rounded, "v2"), Read(rounded, "v2"), ScriptedAnswer.Json(201, """{"id":"event-1"}"""));

        Assert.Equal("Changed", (await SetAsync(session)).Status);
        Assert.Contains(session.Log.Warnings, warning => warning.Contains("in another form", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_that_another_client_changed_after_an_answer_that_showed_nothing_leaves_the_outcome_open()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Read(Config, "v1"),
            ScriptedAnswer.Status(204),
            Read(Config.Replace("\"dialRate\":2.0", "\"dialRate\":4.0", StringComparison.Ordinal), "v3"));

        Assert.True((await Assert.ThrowsAsync<CxOne.Merge.CxConflictException>(() => SetAsync(session))).MayHaveBeenMade);
        Assert.Equal(AuditOutcome.Unknown, Outcomes(session)[^1]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(302)]
    [InlineData(408)]
    [InlineData(499)]
    [InlineData(524)]
    public async Task A_refusal_that_is_not_the_interfaces_own_is_looked_up(int status)
    {
        await using var session = await TestSession.ConnectAsync();
        var page = ScriptedAnswer.Of(status, "<html>blocked</html>"u8.ToArray(), ("Content-Type", "text/html"));
        session.Server.Then(Read(Config, "v1"), page, Read(Changed, "v2"), ScriptedAnswer.Json(201, """{"id":"event-1"}"""));

        Assert.Equal("Recognised", (await SetAsync(session)).Status);
    }

    [Fact]
    public async Task A_lost_answer_then_a_refused_token_leave_the_outcome_open()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Read(Config, "v1"),
            ScriptedAnswer.Reset(),
            ScriptedAnswer.Status(401),
            ScriptedAnswer.Json(401, """{"error":"invalid_client"}"""),
            ScriptedAnswer.Json(401, """{"error":"invalid_client"}"""));

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => SetAsync(session));

        Assert.Contains("invalid_client", error.Message, StringComparison.Ordinal);
        Assert.Equal(AuditOutcome.Unknown, Outcomes(session)[^1]);
    }

    [Fact]
    public async Task Weights_that_were_not_put_back_are_not_said_to_be()
    {
        await using var session = await TestSession.ConnectAsync();
        var campaign =
            """{"id":"c-1","version":4,"predictiveDialerSettings":{"algorithmId":"V3","parameterWeights":{"answer_rate":0.15}}}""";
        var (current, isSpoiled, version) = (campaign, false, 4);
        session.Server.Otherwise = request =>
        {
            switch (request.Method)
            {
                case "PUT" when isSpoiled:
                    return Page;
                case "PUT":
                    current = request.Text.Replace($"\"version\":{version}", $"\"version\":{version + 1}", StringComparison.Ordinal);
                    isSpoiled = version++ == 4;
                    break;
                case "POST":
                    return ScriptedAnswer.Json(201, """{"id":"s-1","status":"COMPLETED","predictedAccuracy":0.5}""");
            }

            return ScriptedAnswer.Json(200, current);
        };
        var request = new PredictiveWeightRequest
        {
            CampaignId = "c-1",
            AlgorithmId = "V3",
            Weights = new Dictionary<string, double> { ["answer_rate"] = 0.12 },
            MinimumAccuracy = 1,
            Force = true
        };

        var (update, failure) = await PredictiveWeightTuner.SetAsync(
            session.Connection, request, session.Log, CancellationToken.None).WaitAsync(Gate.Patience);

        Assert.Equal("RevertFailed", update.Status);
        Assert.Equal(CxErrors.WeightRevertFailed, failure!.Definition);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Accepted, AuditOutcome.Unknown], Outcomes(session));

        // The record that the result names is the way back.
        var record = session.Connection.AuditLog.Read(NullCxLog.Instance).Last();
        Assert.Equal(update.AuditId, record.AuditId);
        isSpoiled = false;
        var restored = await PredictiveWeightTuner.RestoreAsync(
            session.Connection, record, 0, force: false, session.Log, CancellationToken.None)
            .WaitAsync(Gate.Patience);
        Assert.Equal("Changed", restored.Status);
        Assert.Contains("\"answer_rate\":0.15", current, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_record_of_weights_that_may_be_in_place_is_the_way_back()
    {
        await using var session = await TestSession.ConnectAsync(static options => options with { MaximumRetryCount = 0 });
        var current =
            """{"id":"c-1","version":4,"predictiveDialerSettings":{"algorithmId":"V3","parameterWeights":{"answer_rate":0.15}}}""";
        var isCut = false;
        session.Server.Otherwise = request =>
        {
            if (request.Method != "PUT")
            {
                return isCut ? ScriptedAnswer.Status(500) : ScriptedAnswer.Json(200, current);
            }

            var version = current.Contains("\"version\":4", StringComparison.Ordinal) ? 4 : 5;
            current = request.Text.Replace($"\"version\":{version}", $"\"version\":{version + 1}", StringComparison.Ordinal);
            isCut = version == 4;
            return isCut ? ScriptedAnswer.Status(502) : ScriptedAnswer.Json(200, current);
        };
        var request = new PredictiveWeightRequest
        {
            CampaignId = "c-1",
            AlgorithmId = "V3",
            Weights = new Dictionary<string, double> { ["answer_rate"] = 0.12 },
            Force = true,
        };
        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => PredictiveWeightTuner
            .SetAsync(session.Connection, request, session.Log, CancellationToken.None).WaitAsync(Gate.Patience));
        isCut = false;
        var record = session.Connection.AuditLog.Read(NullCxLog.Instance).Last();

        Assert.Equal(AuditOutcome.Unknown, record.Outcome);
        var restored = await PredictiveWeightTuner.RestoreAsync(
            session.Connection, record, 0, force: false, session.Log, CancellationToken.None)
            .WaitAsync(Gate.Patience);
        Assert.Equal("Changed", restored.Status);
        Assert.Contains("\"answer_rate\":0.15", current, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_from_a_change_that_may_be_in_place_begins_at_the_state_that_its_last_attempt_was_built_on()
    {
        await using var session = await TestSession.ConnectAsync(static options => options with { MaximumRetryCount = 0 });
        var theirs = Config.Replace("\"maxQueueDepth\":100", "\"maxQueueDepth\":90", StringComparison.Ordinal);
        session.Server.Then(
            Read(Config, "v1"), ScriptedAnswer.Status(412), Read(theirs, "v2"), ScriptedAnswer.Status(502), ScriptedAnswer.Status(500));
        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => SetAsync(session));
        var records = session.Connection.AuditLog.Read(NullCxLog.Instance).ToList();

        Assert.Equal(AuditOutcome.Unknown, records[^1].Outcome);
        Assert.Equal(theirs, records[^1].Before!.Value.GetRawText());
        Assert.Equal(
            theirs.Replace("\"dialRate\":2.0", "\"dialRate\":2.5", StringComparison.Ordinal), records[^1].After!.Value.GetRawText());
        var found = DialerHistory.Find(records, session.Connection.TenantId, "d-1", records[^1].AuditId, null);
        Assert.Equal(theirs, found.State.GetRawText());
    }

    [Fact]
    public async Task A_change_that_was_not_made_holds_no_way_back_at_its_end()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Json(400, """{"message":"no"}"""));
        await Assert.ThrowsAsync<CxRequestException>(() => SetAsync(session));
        var record = session.Connection.AuditLog.Read(NullCxLog.Instance).Last();

        Assert.Equal(AuditOutcome.Failed, record.Outcome);
        Assert.Null(record.Before);
        Assert.Null(record.After);
    }

    public static TheoryData<string> TokenAnswers() => ["page", "empty object", "502", "reset"];

    [Theory]
    [MemberData(nameof(TokenAnswers))]
    public async Task A_write_that_was_refused_with_401_was_not_made_when_no_fresh_token_can_be_had(string answer)
    {
        await using var session = await TestSession.ConnectAsync(static options => options with { MaximumRetryCount = 0 });
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Status(401), answer switch
        {
            "page" => Page,
            "empty object" => ScriptedAnswer.Json(200, "{}"),
            "502" => ScriptedAnswer.Status(502),
            _ => ScriptedAnswer.Reset(),
        });

        var error = await Assert.ThrowsAsync<CxRequestException>(() => SetAsync(session));

        Assert.NotEqual(CxErrors.OutcomeUnknown, error.Definition);
        Assert.Contains("token", error.Uri, StringComparison.Ordinal);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], Outcomes(session));
    }

    public static TheoryData<string> LaterStates() => ["the former value", "another value"];

    [Theory]
    [MemberData(nameof(LaterStates))]
    public async Task A_write_that_another_client_has_replaced_by_the_time_it_is_read_back_is_a_conflict(string later)
    {
        await using var session = await TestSession.ConnectAsync();
        var value = later == "another value" ? "4.0" : "2.0";
        var now = Read(Config.Replace("\"dialRate\":2.0", $"\"dialRate\":{value}", StringComparison.Ordinal), "v3");
        session.Server.Then(Read(Config, "v1"), Read(Added(Changed), "v2"), now, now);

        var error = await Assert.ThrowsAsync<CxOne.Merge.CxConflictException>(() => SetAsync(session));

        Assert.Equal(CxErrors.EditConflict, error.Definition);
        Assert.True(error.MayHaveBeenMade);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Unknown], Outcomes(session));
    }

    [Theory]
    [InlineData("v2")]
    [InlineData("v3")]
    public async Task A_write_that_is_held_beside_what_others_have_changed_by_the_time_it_is_read_back_is_made(string version)
    {
        await using var session = await TestSession.ConnectAsync();
        var now = Changed.Replace("\"maxQueueDepth\":100", "\"maxQueueDepth\":90", StringComparison.Ordinal);
        session.Server.Then(
            Read(Config, "v1"), Read(Added(Changed), "v2"), Read(now, version), ScriptedAnswer.Json(201, """{"id":"event-1"}"""));

        Assert.Equal("Changed", (await SetAsync(session)).Status);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], Outcomes(session));
    }

    [Fact]
    public async Task A_write_that_was_answered_by_something_else_and_not_made_is_to_be_run_again_once_that_is_found()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Page, Read(Config, "v1"));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => SetAsync(session));

        Assert.Equal(CxErrors.ResponseInvalid, error.Definition);
        Assert.Contains("it was not made", error.Message, StringComparison.Ordinal);
        Assert.Contains("gateway or login proxy", error.RecommendedAction, StringComparison.Ordinal);
        Assert.EndsWith("then run the command again.", error.RecommendedAction, StringComparison.Ordinal);
    }

    private static ScriptedAnswer Answer(string answer) => answer switch
    {
        "page" => Page,
        "other json" => ScriptedAnswer.Json(200, """{"status":"ok"}""", ("ETag", "\"v9\"")),
        "nothing" => ScriptedAnswer.Status(204),
        "another object" => Read(Changed.Replace("d-1", "d-2", StringComparison.Ordinal), "v2"),
        "the former version" => Read(Config, "v1"),
        "echo under the former version" => Read(Changed, "v1"),
        "null" => ScriptedAnswer.Json(200, "null", ("ETag", "\"v2\"")),
        _ => ScriptedAnswer.Json(200, "[]", ("ETag", "\"v2\"")),
    };

    private static async Task<DialerConfigUpdate> SetAsync(TestSession session)
    {
        var setting = DialerConfigEditor.SetAsync(
            session.Connection, new DialerConfigChange { Id = "d-1", DialRate = 2.5 }, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(setting);
        return await setting;
    }

    /// <summary>A member that the tenant fills in by itself.</summary>
    private static string Added(string body) => body.Replace("{\"id\"", "{\"note\":\"filled in\",\"id\"", StringComparison.Ordinal);

    private static ScriptedAnswer Read(string body, string version) => ScriptedAnswer.Json(200, body, ("ETag", $"\"{version}\""));

    private static List<string> Outcomes(TestSession session)
        => [.. session.Connection.AuditLog.Read(NullCxLog.Instance).Select(record => record.Outcome)];
}
