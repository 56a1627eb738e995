using System.Text;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Merge;

/// <summary>A versioned write counts as made only if the tenant was seen to hold it; an answer alone is no proof.</summary>
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
    public async Task An_unrelated_answer_to_a_write_that_was_not_made_is_an_error(string answer)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Answer(answer), Read(Config, "v1"));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => SetAsync(session));

        Assert.Equal(CxErrors.ResponseInvalid, error.Definition);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], Outcomes(session));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_write_with_an_unrelated_answer_is_proven_by_a_read(string answer)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Answer(answer), Read(Changed, "v2"), ScriptedAnswer.Json(201, """{"id":"event-1"}"""));

        Assert.Equal("Changed", (await SetAsync(session)).Status);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], Outcomes(session));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_unrelated_answer_and_a_failed_read_leave_the_outcome_unknown(string answer)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(Read(Config, "v1"), Answer(answer), ScriptedAnswer.Status(503));

        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => SetAsync(session));
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Unknown], Outcomes(session));
    }

    [Fact]
    public async Task A_read_of_another_object_leaves_the_outcome_unknown()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Page, Read(Changed.Replace("d-1", "d-2", StringComparison.Ordinal), "v2"));

        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => SetAsync(session));
    }

    [Fact]
    public async Task A_value_in_another_form_under_the_version_of_the_write_counts_as_made()
    {
        await using var session = await TestSession.ConnectAsync();
        var rounded = Changed.Replace("2.5", "2.4999", StringComparison.Ordinal);
        session.Server.Then(Read(Config, "v1"), Read(rounded, "v2"), Read(rounded, "v2"), ScriptedAnswer.Json(201, """{"id":"event-1"}"""));

        Assert.Equal("Changed", (await SetAsync(session)).Status);
        Assert.Contains(CxOne.Merge.MergeMessages.OtherForm("Dialer configuration 'd-1'"), session.Log.Warnings);
    }

    [Fact]
    public async Task A_later_change_by_another_client_after_an_empty_answer_leaves_the_outcome_unknown()
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
    public async Task A_refusal_that_is_not_JSON_is_verified_by_a_read(int status)
    {
        await using var session = await TestSession.ConnectAsync();
        var page = ScriptedAnswer.Of(status, "<html>blocked</html>"u8.ToArray(), ("Content-Type", "text/html"));
        session.Server.Then(Read(Config, "v1"), page, Read(Changed, "v2"), ScriptedAnswer.Json(201, """{"id":"event-1"}"""));

        Assert.Equal("Recognised", (await SetAsync(session)).Status);
    }

    [Fact]
    public async Task A_lost_answer_followed_by_a_refused_token_leaves_the_outcome_unknown()
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
    public async Task A_revert_that_was_not_made_is_reported_as_failed()
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

        // The former weights can be restored from the record that the result names.
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
    public async Task Weights_that_may_be_in_place_can_be_restored_from_their_last_record()
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
    public async Task A_change_that_may_be_in_place_is_recorded_with_the_state_of_its_last_attempt()
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
    public async Task A_change_that_was_not_made_is_recorded_without_states()
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
    public async Task A_write_refused_with_401_was_not_made_if_no_fresh_token_can_be_obtained(string answer)
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
    public async Task A_write_that_another_client_replaced_before_the_read_is_a_conflict(string later)
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
    public async Task A_write_that_is_held_next_to_later_changes_counts_as_made(string version)
    {
        await using var session = await TestSession.ConnectAsync();
        var now = Changed.Replace("\"maxQueueDepth\":100", "\"maxQueueDepth\":90", StringComparison.Ordinal);
        session.Server.Then(
            Read(Config, "v1"), Read(Added(Changed), "v2"), Read(now, version), ScriptedAnswer.Json(201, """{"id":"event-1"}"""));

        Assert.Equal("Changed", (await SetAsync(session)).Status);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], Outcomes(session));
    }

    [Fact]
    public async Task A_write_that_a_gateway_answered_has_a_recommendation_of_its_own()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Page, Read(Config, "v1"));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => SetAsync(session));

        Assert.Equal(CxErrors.ResponseInvalid, error.Definition);
        Assert.NotEqual(CxVocabulary.Current.RecommendedAction(CxErrors.ResponseInvalid), error.RecommendedAction);
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
