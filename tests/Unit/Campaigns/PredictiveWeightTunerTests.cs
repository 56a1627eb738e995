using System.Text.Json;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.Errors;
using CxOne.Merge;
using CxOne.Tests.Support;

namespace CxOne.Tests.Campaigns;

public sealed class PredictiveWeightTunerTests
{
    private const string Weights = "\"answer_rate\":0.150,\"call_rate\":-0.05,\"predictive_factor\":0.22";
    private const string NewWeights = "\"answer_rate\":0.12,\"call_rate\":-0.05,\"predictive_factor\":0.18,\"max_concurrent\":0.05";
    private static readonly PredictiveWeightRequest Request = new()
    {
        CampaignId = "c-1",
        AlgorithmId = "V3",
        Weights = new Dictionary<string, double> { ["answer_rate"] = 0.12, ["predictive_factor"] = 0.18, ["max_concurrent"] = 0.05 },
    };

    [Fact]
    public async Task The_complete_campaign_is_written_with_its_version_and_only_named_members_change()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)), Json(Campaign(5, NewWeights)), Json(Campaign(5, NewWeights)), Started(), Ended(0.91));

        var (update, failure) = await SetAsync(session, Request);

        Assert.Null(failure);
        Assert.Equal(Campaign(4, NewWeights), session.Sent[1].Text);
        Assert.Equal(
            """{"campaignId":"c-1","simulationType":"predictive_weight_validation","durationSeconds":300}""", session.Sent[3].Text);
        Assert.Equal(("Changed", 0.91, 5L, 1), (update.Status, update.Accuracy!.Value, update.Version!.Value, update.Attempts));
        Assert.Equal([0.15, -0.05, 0.22], update.Before.Values);
        Assert.Equal([0.12, -0.05, 0.18, 0.05], update.After.Values);
        Assert.Equal(["Started", "Accepted", "Succeeded"], Records(session).Select(record => record.Outcome));
        var record = Records(session)[^1];
        Assert.Equal(update.AuditId, record.AuditId);
        Assert.Equal(0.91, record.Details!.Value.GetProperty("accuracy").GetDouble());
        Assert.True(record.Details.Value.GetProperty("latencyMs").GetDouble() >= 0);
        Assert.Equal(Campaign(4, Weights), record.Before!.Value.GetRawText());
    }

    [Fact]
    public async Task Missing_settings_get_their_defaults_and_existing_ones_stay()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json("""{"id":"c-1","version":1}"""),
            Json("{}"),
            Json(
                """{"id":"c-1","version":2,"predictiveDialerSettings":{"algorithmId":"V3","parameterWeights":{"answer_rate":0.12,"predictive_factor":0.18,"max_concurrent":0.05},"validationSplit":0.8,"maxDeviationLimit":0.2,"convergenceThreshold":0.05},"configuration":{"enablePredictiveTuning":true,"simulationTrigger":"automatic","driftProtection":true}}"""),
            Started());

        await SetAsync(session, Request with { Force = true, NoWait = true });

        Assert.Equal(
            """{"id":"c-1","version":1,"predictiveDialerSettings":{"algorithmId":"V3","parameterWeights":{"answer_rate":0.12,"predictive_factor":0.18,"max_concurrent":0.05},"validationSplit":0.8,"maxDeviationLimit":0.2,"convergenceThreshold":0.05},"configuration":{"enablePredictiveTuning":true,"simulationTrigger":"automatic","driftProtection":true}}""",
            session.Sent[1].Text);
    }

    [Fact]
    public async Task Values_that_the_campaign_already_has_are_not_written()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Json(Campaign(5, NewWeights)), Json(Campaign(5, NewWeights)));

        var (update, _) = await SetAsync(session, Request);

        Assert.Equal("Unchanged", update.Status);
        Assert.Empty(Records(session));
        Assert.All(session.Sent, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Changes_of_other_clients_are_merged_and_not_lost()
    {
        await using var session = await TestSession.ConnectAsync();
        var theirs = Campaign(5, Weights)
            .Replace("\"weekly\":1.50", "\"weekly\":2.50", StringComparison.Ordinal)
            .Replace("\"call_rate\":-0.05", "\"call_rate\":-0.07", StringComparison.Ordinal);
        var ours = Campaign(6, NewWeights)
            .Replace("\"weekly\":1.50", "\"weekly\":2.50", StringComparison.Ordinal)
            .Replace("\"call_rate\":-0.05", "\"call_rate\":-0.07", StringComparison.Ordinal);
        session.Server.Then(
            Json(Campaign(4, Weights)), ScriptedAnswer.Status(409), Json(theirs), Json("{}"), Json(ours), Started(), Ended(0.9));

        var (update, _) = await SetAsync(session, Request);

        Assert.Contains("\"version\":5", session.Sent[3].Text, StringComparison.Ordinal);
        Assert.Contains("\"weekly\":2.50", session.Sent[3].Text, StringComparison.Ordinal);
        Assert.Contains("\"answer_rate\":0.12,\"call_rate\":-0.07", session.Sent[3].Text, StringComparison.Ordinal);
        Assert.Equal(2, update.Attempts);
    }

    [Fact]
    public async Task The_same_change_by_another_client_leaves_no_record_open()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Json(Campaign(4, Weights)), ScriptedAnswer.Status(409), Json(Campaign(5, NewWeights)));

        var (update, failure) = await SetAsync(session, Request);

        Assert.Null(failure);
        Assert.Equal("Unchanged", update.Status);
        Assert.Equal(["Started", "Failed"], Records(session).Select(record => record.Outcome));
        Assert.Equal(Records(session)[^1].AuditId, update.AuditId);
        Assert.Equal(CxOne.Merge.MergeMessages.MadeByOthers, Records(session)[^1].Details!.Value.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_weight_that_both_sides_changed_is_a_conflict_with_all_three_values()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)),
            ScriptedAnswer.Status(409),
            Json(Campaign(5, Weights.Replace("0.150", "0.10", StringComparison.Ordinal))));

        var conflict = await Assert.ThrowsAsync<CxConflictException>(() => SetAsync(session, Request));

        Assert.Equal(
            new CxFieldConflict("predictiveDialerSettings.parameterWeights.answer_rate", "0.150", "0.10", "0.12"),
            Assert.Single(conflict.Conflicts));
        Assert.Equal(["Started", "Failed"], Records(session).Select(record => record.Outcome));
    }

    [Fact]
    public async Task By_default_there_are_three_attempts()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)),
            ScriptedAnswer.Status(409),
            Json(Campaign(5, Weights)),
            ScriptedAnswer.Status(409),
            Json(Campaign(6, Weights)),
            ScriptedAnswer.Status(409));

        Assert.Equal(
            CxErrors.ConflictRetriesExhausted,
            (await Assert.ThrowsAsync<CxConflictException>(() => SetAsync(session, Request))).Definition);
        Assert.Equal(["4", "5", "6"], session.Sent.Where(request => request.Method == "PUT").Select(Version));
    }

    [Fact]
    public async Task A_write_with_a_lost_answer_is_recognised_by_the_tenants_state()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)),
            ScriptedAnswer.Reset(),
            ScriptedAnswer.Status(409),
            Json(Campaign(5, NewWeights)),
            Started(),
            Ended(0.9));

        var (update, _) = await SetAsync(session, Request);

        Assert.Equal("Recognised", update.Status);
        Assert.Equal(0.9, update.Accuracy);
    }

    [Fact]
    public async Task Too_low_an_accuracy_restores_exactly_the_former_weights_and_settings()
    {
        await using var session = await TestSession.ConnectAsync();
        var before = Campaign(4, Weights, split: "0.750", tuning: "false");
        var written = Campaign(4, NewWeights, split: "0.6");
        var current = written.Replace("\"version\":4", "\"version\":5", StringComparison.Ordinal);
        session.Server.Then(
            Json(before),
            Json("{}"),
            Json(current),
            Started(),
            Ended(0.5),
            Json(current),
            Json("{}"),
            Json(before.Replace("\"version\":4", "\"version\":6", StringComparison.Ordinal)));

        var (update, failure) = await SetAsync(session, Request with { MinimumAccuracy = 0.6, ValidationSplit = 0.6 });

        var puts = session.Sent.Where(request => request.Method == "PUT").Select(request => request.Text).ToList();
        Assert.Equal([written, before.Replace("\"version\":4", "\"version\":5", StringComparison.Ordinal)], puts);
        Assert.Equal(CxErrors.AccuracyTooLow, failure!.Definition);
        Assert.Contains("(version 6)", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Reverted", update.Status);
        Assert.Equal([0.15, -0.05, 0.22], update.After.Values);
        Assert.Equal(["Started", "Accepted", "RolledBack"], Records(session).Select(record => record.Outcome));
    }

    [Fact]
    public async Task Later_changes_of_other_clients_are_not_reverted()
    {
        await using var session = await TestSession.ConnectAsync();
        var theirs = Campaign(6, NewWeights).Replace("\"weekly\":1.50", "\"weekly\":9", StringComparison.Ordinal);
        session.Server.Then(
            Json(Campaign(4, Weights)), Json("{}"), Json(Campaign(5, NewWeights)), Started(), Ended(0.5), Json(theirs), Json("{}"),
            Json(theirs));

        await SetAsync(session, Request with { MinimumAccuracy = 0.6 });

        var back = session.Sent.Last(request => request.Method == "PUT").Text;
        Assert.Equal(Campaign(6, Weights).Replace("\"weekly\":1.50", "\"weekly\":9", StringComparison.Ordinal), back);
    }

    [Fact]
    public async Task A_weight_that_another_client_changed_later_stays_and_the_revert_fails()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)),
            Json("{}"),
            Json(Campaign(5, NewWeights)),
            Started(),
            Ended(0.5),
            Json(Campaign(6, NewWeights.Replace("0.12", "0.11", StringComparison.Ordinal))));

        var (update, failure) = await SetAsync(session, Request with { MinimumAccuracy = 0.6 });

        Assert.Equal(CxErrors.WeightRevertFailed, failure!.Definition);
        Assert.Contains("base 0.12, theirs 0.11, yours 0.150", failure.Message, StringComparison.Ordinal);
        Assert.Equal("RevertFailed", update.Status);
        Assert.Equal("Unknown", Records(session)[^1].Outcome);
    }

    [Theory]
    [InlineData(null, "Changed")]
    [InlineData(0.6, "Reverted")]
    public async Task A_failed_simulation_keeps_the_weights_unless_there_is_a_minimum_accuracy(double? minimum, string status)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)),
            Json("{}"),
            Json(Campaign(5, NewWeights)),
            Started(),
            Json("""{"id":"s-1","status":"FAILED","failureReason":"NO_AGENTS"}"""));
        if (minimum is not null)
        {
            session.Server.Then(Json(Campaign(5, NewWeights)), Json("{}"), Json(Campaign(6, Weights)));
        }

        var (update, failure) = await SetAsync(session, Request with { MinimumAccuracy = minimum });

        Assert.Equal(CxErrors.WeightSimulationFailed, failure!.Definition);
        Assert.Contains("NO_AGENTS", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status, update.Status);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("91.5")]
    [InlineData("-0.1")]
    public async Task An_accuracy_outside_0_to_1_restores_the_former_weights(string accuracy)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)),
            Json("{}"),
            Json(Campaign(5, NewWeights)),
            Started(),
            Json($$"""{"id":"s-1","status":"COMPLETED","predictedAccuracy":{{accuracy}}}"""));
        session.Server.Then(Json(Campaign(5, NewWeights)), Json("{}"), Json(Campaign(6, Weights)));

        var (update, failure) = await SetAsync(session, Request with { MinimumAccuracy = 0.6 });

        Assert.Equal(CxErrors.WeightSimulationFailed, failure!.Definition);
        Assert.Equal(CxErrors.ResponseInvalid, Assert.IsType<CxRequestException>(failure.InnerException).Definition);
        Assert.Equal(("Reverted", (double?)null), (update.Status, update.Accuracy));
        Assert.Equal("RolledBack", Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task Cancelling_a_revert_reports_that_it_was_in_progress()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)),
            Json("{}"),
            Json(Campaign(5, NewWeights)),
            Started(),
            Ended(0.5),
            Json(Campaign(5, NewWeights)),
            ScriptedAnswer.Never());
        using var stop = new CancellationTokenSource();
        var running = PredictiveWeightTuner.SetAsync(session.Connection, Request with { MinimumAccuracy = 0.6 }, session.Log, stop.Token);
        var passing = session.LetWaitsPassAsync(running);
        await session.Server.WaitForRequestsAsync(2 + 7);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await passing;
        Assert.Contains(session.Log.Everything, line => line.Contains(CampaignMessages.RestoreStopped("c-1"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_simulation_that_cannot_be_started_is_reported_with_the_weights_in_place()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)), Json("{}"), Json(Campaign(5, NewWeights)), ScriptedAnswer.Json(403, """{"message":"no"}"""));

        var (_, failure) = await SetAsync(session, Request);

        Assert.Equal(CxErrors.WeightSimulationFailed, failure!.Definition);
        Assert.Contains("outbound:campaign:simulate", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(version 5)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wait_for_a_simulation_ends_two_minutes_after_its_duration()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Json(Campaign(4, Weights)), Json("{}"), Json(Campaign(5, NewWeights)));
        session.Server.Otherwise = request => request.Method == "POST" ? Started() : Json("""{"id":"s-1","status":"RUNNING"}""");

        var (update, failure) = await SetAsync(session, Request with { SimulationDurationSec = 30 });

        Assert.Equal(CxErrors.WeightSimulationFailed, failure!.Definition);
        Assert.Equal("RUNNING", update.SimulationStatus);
        Assert.Equal(150, session.Waits.Sum(wait => wait.TotalSeconds), 3);
    }

    [Fact]
    public async Task Cancelling_the_wait_reports_the_weights_in_place_and_the_record_to_restore()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Json(Campaign(4, Weights)), Json("{}"), Json(Campaign(5, NewWeights)), Started());
        using var stop = new CancellationTokenSource();
        var running = PredictiveWeightTuner.SetAsync(session.Connection, Request, session.Log, stop.Token);
        await session.Clock.WaitForTimersAsync(1, session.IsWait);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["Started", "Accepted", "Interrupted"], Records(session).Select(record => record.Outcome));
        var note = CampaignMessages.SimulationNotAwaited("c-1", "s-1", Records(session)[1].AuditId);
        Assert.Contains(session.Log.Everything, line => line.Contains(note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restore_reverts_the_recorded_change_and_keeps_those_of_other_clients()
    {
        await using var session = await TestSession.ConnectAsync();
        var theirs = Campaign(6, NewWeights).Replace("\"weekly\":1.50", "\"weekly\":9", StringComparison.Ordinal);
        session.Server.Then(
            Json(Campaign(4, Weights)),
            Json("{}"),
            Json(Campaign(5, NewWeights)),
            Started(),
            Json(theirs),
            Json("{}"),
            Json(Campaign(7, Weights).Replace("\"weekly\":1.50", "\"weekly\":9", StringComparison.Ordinal)));
        await SetAsync(session, Request with { NoWait = true });

        var update = await PredictiveWeightTuner.RestoreAsync(
            session.Connection, Records(session)[^1], 2, false, session.Log, CancellationToken.None);

        Assert.Equal(Campaign(6, Weights).Replace("\"weekly\":1.50", "\"weekly\":9", StringComparison.Ordinal), session.Sent[^2].Text);
        Assert.Equal("Changed", update.Status);
        Assert.Equal(
            ["PredictiveWeight.Restore Started", "PredictiveWeight.Restore Succeeded"],
            Records(session).TakeLast(2).Select(record => $"{record.Action} {record.Outcome}"));
    }

    [Fact]
    public async Task A_record_of_another_tenant_or_action_cannot_be_restored()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Json(Campaign(4, Weights)), Json("{}"), Json(Campaign(5, NewWeights)), Started());
        await SetAsync(session, Request with { NoWait = true });
        var record = Records(session)[^1];

        foreach (var other in new[]
        {
            record with { TenantId = "another" },
            record with { Action = "DialerConfig.Set" },
            record with { Before = null },
            record with { Outcome = AuditOutcome.RolledBack }
        })
        {
            var error = await Assert.ThrowsAsync<CxException>(
                () => PredictiveWeightTuner.RestoreAsync(session.Connection, other, 2, false, session.Log, CancellationToken.None));
            Assert.Equal(CxErrors.AuditRecordNotFound, error.Definition);
            Assert.Contains("weights", error.RecommendedAction, StringComparison.Ordinal);
            Assert.DoesNotContain("ialer", error.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_insignificant_change_needs_force()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)),
            Json(Campaign(4, Weights)),
            Json("{}"),
            Json(Campaign(5, Weights.Replace("0.150", "0.16", StringComparison.Ordinal))),
            Started());
        var small = Request with { Weights = new Dictionary<string, double> { ["answer_rate"] = 0.16 } };

        var error = await Assert.ThrowsAsync<CxException>(() => SetAsync(session, small));
        await SetAsync(session, small with { Force = true, NoWait = true });

        Assert.Equal(CxErrors.WeightChangeInsignificant, error.Definition);
        Assert.Single(session.Sent, request => request.Method == "PUT");
    }

    [Fact]
    public async Task All_violations_are_reported_together_before_anything_is_sent()
    {
        await using var session = await TestSession.ConnectAsync();

        var error = await Assert.ThrowsAsync<CxValidationException>(() => SetAsync(session, new PredictiveWeightRequest
        {
            CampaignId = " ",
            AlgorithmId = "",
            Weights = new Dictionary<string, double> { ["foo"] = 2, ["answer_rate"] = 0.4, ["call_rate"] = double.NaN },
            ValidationSplit = 0.05,
            MaxDeviation = 0.3,
            ConvergenceThreshold = 1,
            SimulationDurationSec = 1,
            MinimumAccuracy = 2,
            NoWait = true,
            ConflictRetryCount = -1,
        }));

        Assert.Equal(12, error.Violations.Count);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public void Unreadable_weights_are_violations_and_replace_the_rule_that_there_must_be_a_weight()
    {
        var request = Request with { Weights = new Dictionary<string, double>() };

        Assert.Equal([CampaignMessages.WeightMissing], request.FindViolations());
        Assert.Equal(["Weight a is unreadable"], request.FindViolations(["Weight a is unreadable"]));
    }

    [Fact]
    public async Task A_check_returns_all_changes_and_violations_and_writes_nothing()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Json(Campaign(4, Weights)));

        var check = await PredictiveWeightTuner.TestAsync(
            session.Connection,
            Request with
            {
                Weights = new Dictionary<string, double> { ["answer_rate"] = -0.12, ["call_rate"] = 3, ["predictive_factor"] = 0.24 }
            },
            session.Log,
            CancellationToken.None);

        Assert.False(check.IsValid);
        Assert.Contains(check.Violations, violation => violation.Contains("from 0.150 to -0.12", StringComparison.Ordinal));
        Assert.Contains(check.Violations, violation => violation.StartsWith("Weight call_rate", StringComparison.Ordinal));
        Assert.Equal(
            ["predictiveDialerSettings.parameterWeights.answer_rate", "predictiveDialerSettings.parameterWeights.predictive_factor"],
            check.Changes.Select(change => change.Field));
        Assert.Single(session.Sent);
    }

    [Theory]
    [InlineData("0.1,0.2", "0.2,0.3", 0.1)]
    [InlineData("0.1,0.2", "0.2,0.4", 3.0)]
    [InlineData("0.1,0.2", "0.1,0.2", 0.0)]
    [InlineData("0.1", "0.13", 0.03)]
    [InlineData("0.0000000001,0.2", "0.0000000002,0.2000000002", 3.0)]
    public void The_score_follows_the_contract_and_equal_changes_have_no_deviation(string now, string wanted, double score)
        => Assert.Equal(score, WeightSignificance.Of(Map(now), Map(wanted), 0.05).Score, 12);

    [Fact]
    public void Weights_on_one_side_only_are_not_compared()
    {
        var significance = WeightSignificance.Of(
            new Dictionary<string, decimal> { ["a"] = 1 }, new Dictionary<string, decimal> { ["b"] = 1 }, 0.001);

        Assert.Equal((0, false), (significance.ComparedWeights, significance.IsSignificant));
    }

    private static Dictionary<string, decimal> Map(string values)
        => values
            .Split(',')
            .Select((value, index) => (Key: $"w{index}", Value: decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)))
            .ToDictionary(weight => weight.Key, weight => weight.Value);

    private static async Task<CxOutcome<PredictiveWeightUpdate>> SetAsync(TestSession session, PredictiveWeightRequest request)
    {
        var running = PredictiveWeightTuner.SetAsync(session.Connection, request, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(running);
        return await running;
    }

    private static string Campaign(int version, string weights, string split = "0.80", string tuning = "true")
        => $$$"""{"id":"c-1","name":"größer & <b>","agentCount":50,"version":{{{version}}},"predictiveDialerSettings":{"algorithmId":"V3","parameterWeights":{{{{weights}}}},"validationSplit":{{{split}}},"maxDeviationLimit":0.25,"convergenceThreshold":0.05,"vendor":[1.0]},"configuration":{"enablePredictiveTuning":{{{tuning}}},"simulationTrigger":"automatic","driftProtection":true},"hints":{"weekly":1.50}}""";

    private static ScriptedAnswer Json(string body) => ScriptedAnswer.Json(200, body);

    private static ScriptedAnswer Started() => ScriptedAnswer.Json(201, """{"id":"s-1","status":"RUNNING"}""");

    private static ScriptedAnswer Ended(double accuracy)
        => Json(FormattableString.Invariant($$"""{"id":"s-1","status":"COMPLETED","predictedAccuracy":{{accuracy}}}"""));

    private static string Version(ScriptedRequest request)
    {
        using var body = JsonDocument.Parse(request.Text);
        return body.RootElement.GetProperty("version").GetRawText();
    }

    private static List<AuditRecord> Records(TestSession session)
        => [.. new AuditLog(session.AuditFolder, TimeProvider.System).Read(session.Log)];
}
