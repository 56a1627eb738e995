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
    public async Task The_whole_campaign_is_written_with_its_version_and_nothing_but_what_is_named_changes()
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
    public async Task Settings_that_a_campaign_lacks_get_the_usual_values_and_others_stay()
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
    public async Task Nothing_to_change_is_nothing_to_do()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Json(Campaign(5, NewWeights)), Json(Campaign(5, NewWeights)));

        var (update, _) = await SetAsync(session, Request);

        Assert.Equal("Unchanged", update.Status);
        Assert.Empty(Records(session));
        Assert.All(session.Sent, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task What_others_changed_meanwhile_is_merged_and_not_lost()
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
    public async Task The_same_change_by_somebody_else_meanwhile_leaves_no_record_open()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Json(Campaign(4, Weights)), ScriptedAnswer.Status(409), Json(Campaign(5, NewWeights)));

        var (update, failure) = await SetAsync(session, Request);

        Assert.Null(failure);
        Assert.Equal("Unchanged", update.Status);
        Assert.Equal(["Started", "Failed"], Records(session).Select(record => record.Outcome));
        Assert.Equal(Records(session)[^1].AuditId, update.AuditId);
        Assert.Contains("Somebody else", Records(session)[^1].Details!.Value.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weight_that_both_changed_is_a_conflict_that_shows_all_three_values()
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
    public async Task There_are_three_attempts_and_no_more()
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
    public async Task A_write_whose_answer_was_lost_is_recognised_by_what_the_tenant_holds()
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
    public async Task Too_low_an_accuracy_puts_exactly_the_former_weights_and_settings_back()
    {
        await using var session = await TestSession.ConnectAsync();
        var before = Campaign(4, Weights, split: "0.750", tuning: "false");
        var written = Campaign(4, NewWeights, split: "0.6");
        var stands = written.Replace("\"version\":4", "\"version\":5", StringComparison.Ordinal);
        session.Server.Then(
            Json(before),
            Json("{}"),
            Json(stands),
            Started(),
            Ended(0.5),
            Json(stands),
            Json("{}"),
            Json(before.Replace("\"version\":4", "\"version\":6", StringComparison.Ordinal)));

        var (update, failure) = await SetAsync(session, Request with { MinimumAccuracy = 0.6, ValidationSplit = 0.6 });

        var puts = session.Sent.Where(request => request.Method == "PUT").Select(request => request.Text).ToList();
        Assert.Equal([written, before.Replace("\"version\":4", "\"version\":5", StringComparison.Ordinal)], puts);
        Assert.Equal(CxErrors.AccuracyTooLow, failure!.Definition);
        Assert.Contains("put back (version 6)", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Reverted", update.Status);
        Assert.Equal([0.15, -0.05, 0.22], update.After.Values);
        Assert.Equal(["Started", "Accepted", "RolledBack"], Records(session).Select(record => record.Outcome));
    }

    [Fact]
    public async Task What_others_changed_since_the_write_is_not_put_back()
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
    public async Task A_weight_that_somebody_else_has_set_since_stays_and_that_is_said_loudly()
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
    public async Task A_simulation_that_fails_leaves_the_weights_unless_a_minimum_was_asked_for(double? minimum, string status)
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
    [InlineData("1e999", "could not be understood")]
    [InlineData("91.5", "none from 0 to 1")]
    [InlineData("-0.1", "none from 0 to 1")]
    public async Task What_can_be_no_accuracy_proves_nothing_and_the_former_weights_are_put_back(string accuracy, string why)
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
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Equal(("Reverted", (double?)null), (update.Status, update.Accuracy));
        Assert.Equal("RolledBack", Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task A_stop_while_the_former_weights_are_put_back_says_so()
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
        Assert.Contains(
            "were being put back",
            session.Log.Everything.Last(line => line.Contains("campaign 'c-1'", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulation_that_cannot_be_started_is_said_with_what_is_in_place()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Json(Campaign(4, Weights)), Json("{}"), Json(Campaign(5, NewWeights)), ScriptedAnswer.Json(403, """{"message":"no"}"""));

        var (_, failure) = await SetAsync(session, Request);

        Assert.Equal(CxErrors.WeightSimulationFailed, failure!.Definition);
        Assert.Contains("outbound:campaign:simulate", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The new weights are in place (version 5)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulation_that_never_ends_is_given_up_after_its_time_and_two_minutes()
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
    public async Task Stopping_the_wait_says_what_is_in_place_and_where_the_former_weights_are()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Json(Campaign(4, Weights)), Json("{}"), Json(Campaign(5, NewWeights)), Started());
        using var stop = new CancellationTokenSource();
        var running = PredictiveWeightTuner.SetAsync(session.Connection, Request, session.Log, stop.Token);
        await session.Clock.WaitForTimersAsync(1, session.IsWait);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["Started", "Accepted", "Interrupted"], Records(session).Select(record => record.Outcome));
        var note = session.Log.Everything.Last(line => line.Contains("not proven", StringComparison.Ordinal));
        Assert.Contains("simulation s-1", note, StringComparison.Ordinal);
        Assert.Contains(Records(session)[1].AuditId, note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_takes_back_what_the_record_says_and_leaves_what_others_did()
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
    public async Task A_record_of_another_tenant_or_of_something_else_restores_nothing()
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
    public async Task The_check_tells_every_change_and_every_violation_and_writes_nothing()
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
        Assert.Contains(
            check.Violations, violation => violation.Contains("answer_rate changes from 0.150 to -0.12", StringComparison.Ordinal));
        Assert.Contains(
            check.Violations,
            violation => violation.StartsWith("Weight call_rate must be between -1 and 1 (was 3)", StringComparison.Ordinal));
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
    public void The_score_is_the_contracts_and_equal_changes_have_no_deviation(string now, string wanted, double score)
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
