using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Merge;
using CxOne.Tests.Support;

namespace CxOne.Tests.Dialer;

public sealed class DialerConfigEditorTests
{
    private const string Config =
        """{"id":"d-1","pacingType":"predictive","dialRate":2.0,"agentRatio":1.8,"maxAbandonmentRate":0.03,"maxQueueDepth":100,"answerRateThreshold":0.30,"complianceRules":{"maxAttempts":3,"window":"08:00-20:00"},"vendorHints":{"weight":1.50,"note":"größer & <b>"}}""";

    private static readonly DialerConfigChange Change = new() { Id = "d-1", DialRate = 2.5 };

    [Fact]
    public async Task Only_named_members_change_and_all_others_are_written_back_as_they_were_read()
    {
        await using var session = await TestSession.ConnectAsync();
        const string Expected =
            """{"id":"d-1","pacingType":"predictive","dialRate":2.5,"agentRatio":1.8,"maxAbandonmentRate":0.03,"maxQueueDepth":100,"answerRateThreshold":0.30,"complianceRules":{"window":"08:00-20:00","region":"US"},"vendorHints":{"weight":1.50,"note":"größer & <b>"}}""";
        session.Server.Then(Read(Config, "v1"), Written(body: Expected), Exported());

        var update = await SetAsync(
            session,
            Change with { ComplianceRules = new Dictionary<string, JsonElement?> { ["maxAttempts"] = null, ["region"] = Json("\"US\"") } });

        var put = session.Sent[1];
        Assert.Equal("\"v1\"", put.Header("If-Match"));
        Assert.Equal(
            Expected,
            put.Text);
        Assert.Equal("Changed", update.Status);
        Assert.Equal(1, update.Attempts);
        Assert.Equal("export-1", update.EventExportId);
    }

    [Fact]
    public async Task A_piped_object_is_the_base_and_is_not_read_again()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Written(), Exported());
        var read = await DialerConfigReader.GetAsync(session.Connection, "d-1", session.Log, CancellationToken.None);

        await SetAsync(session, Change with { Base = read });

        Assert.Equal(["GET", "PUT", "POST"], session.Sent.Select(request => request.Method));
    }

    [Fact]
    public async Task Changes_of_other_clients_are_merged_and_not_lost()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Read(Config, "v1"), ScriptedAnswer.Status(412),
            Read(Config.Replace("\"agentRatio\":1.8", "\"agentRatio\":2.2", StringComparison.Ordinal), "v2"),
            Written("v3", Changed().Replace("\"agentRatio\":1.8", "\"agentRatio\":2.2", StringComparison.Ordinal)), Exported());

        var update = await SetAsync(session, Change);

        Assert.Equal("\"v2\"", session.Sent[3].Header("If-Match"));
        Assert.Contains("\"dialRate\":2.5,\"agentRatio\":2.2", session.Sent[3].Text, StringComparison.Ordinal);
        Assert.Equal(2, update.Attempts);
        var wait = Assert.Single(session.Waits);
        Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(0.1));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_member_that_both_sides_changed_is_a_conflict_with_all_three_values(int status)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Status(status), Read(Theirs(), "v2"));

        var conflict = await Assert.ThrowsAsync<CxConflictException>(() => SetAsync(session, Change));

        Assert.Equal(CxErrors.EditConflict, conflict.Definition);
        Assert.Equal(new CxFieldConflict("dialRate", "2.0", "4.0", "2.5"), Assert.Single(conflict.Conflicts));
        Assert.Contains("base 2.0, theirs 4.0, yours 2.5", conflict.Message, StringComparison.Ordinal);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], Records(session).Select(record => record.Outcome));
    }

    [Fact]
    public async Task With_force_the_callers_value_wins()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Status(412), Read(Theirs(), "v2"), Written("v3"), Exported());

        await SetAsync(session, Change with { Force = true });

        Assert.Contains("\"dialRate\":2.5", session.Sent[3].Text, StringComparison.Ordinal);
        Assert.Contains(session.Log.Warnings, warning => warning.Contains("theirs 4.0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(null)]
    public async Task Attempts_are_limited_and_using_them_up_is_an_error(int? asked)
    {
        var retries = asked ?? 3;
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v0"));
        for (var attempt = 0; attempt <= retries; attempt++)
        {
            session.Server.Then(ScriptedAnswer.Status(412));
            if (attempt < retries)
            {
                session.Server.Then(
                    Read(
                        Config.Replace("\"maxQueueDepth\":100", $"\"maxQueueDepth\":{attempt + 1}", StringComparison.Ordinal),
                        $"v{attempt + 1}"));
            }
        }

        var error = await Assert.ThrowsAsync<CxConflictException>(
            () => SetAsync(session, asked is null ? Change : Change with { ConflictRetryCount = retries }));

        Assert.Equal(CxErrors.ConflictRetriesExhausted, error.Definition);
        Assert.Equal(retries + 1, session.Sent.Count(request => request.Method == "PUT"));
    }

    [Fact]
    public async Task A_write_with_a_lost_answer_is_recognised_by_the_tenants_state()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Reset(), ScriptedAnswer.Status(412), Read(Changed(), "v2"), Exported());

        var update = await SetAsync(session, Change);

        Assert.Equal("Recognised", update.Status);
        Assert.Equal("dialRate", Assert.Single(update.Changes).Field);
        Assert.Equal(AuditOutcome.Succeeded, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task The_same_change_by_another_client_leaves_no_record_open()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Status(412), Read(Changed(), "v2"));

        var update = await SetAsync(session, Change);

        Assert.Equal("Unchanged", update.Status);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], Records(session).Select(record => record.Outcome));
        Assert.Equal(Records(session)[^1].AuditId, update.AuditId);
    }

    [Fact]
    public async Task A_lost_write_is_recognised_even_without_attempts_left()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Reset(), ScriptedAnswer.Status(412), Read(Changed(), "v2"), Exported());

        Assert.Equal("Recognised", (await SetAsync(session, Change with { ConflictRetryCount = 0 })).Status);
    }

    [Fact]
    public async Task A_write_without_any_answer_is_looked_up_before_it_is_an_error()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 1 });
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Reset(), ScriptedAnswer.Reset(), Read(Changed(), "v2"), Exported());

        Assert.Equal("Recognised", (await SetAsync(session, Change)).Status);
    }

    [Fact]
    public async Task A_lost_write_that_was_not_applied_is_an_error()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Reset(), Read(Config, "v1"));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => SetAsync(session, Change));

        Assert.Equal(CxErrors.ConnectionFailed, error.Definition);
    }

    [Fact]
    public async Task A_lost_write_that_cannot_be_looked_up_has_an_unknown_outcome()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Reset(), ScriptedAnswer.Reset());

        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => SetAsync(session, Change));

        Assert.Equal(AuditOutcome.Unknown, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task Later_changes_of_other_clients_are_not_part_of_a_recognised_write()
    {
        await using var session = await TestSession.ConnectAsync();
        var theirs = Changed().Replace("\"maxQueueDepth\":100", "\"maxQueueDepth\":222", StringComparison.Ordinal);
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Reset(), ScriptedAnswer.Status(412), Read(theirs, "v3"), Exported());

        var update = await SetAsync(session, Change);

        Assert.Equal("Recognised", update.Status);
        Assert.Equal("dialRate", Assert.Single(update.Changes).Field);
        Assert.Equal(222, update.Config.MaxQueueDepth);
        Assert.Equal(100, Records(session)[^1].After!.Value.GetProperty("maxQueueDepth").GetInt32());
        Assert.Equal(CanonicalJson.Hash(JsonNode.Parse(Changed())), update.PayloadHash);
    }

    [Fact]
    public async Task A_lost_write_that_was_not_made_does_not_appear_in_the_record_of_the_next()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 1 });
        var theirs = Config.Replace("\"maxQueueDepth\":100", "\"maxQueueDepth\":222", StringComparison.Ordinal);
        session.Server.Then(
            Read(Config, "v1"),
            ScriptedAnswer.Reset(),
            ScriptedAnswer.Status(412),
            Read(theirs, "v2"),
            Written("v3", theirs.Replace("\"dialRate\":2.0", "\"dialRate\":2.5", StringComparison.Ordinal)),
            Exported());

        var update = await SetAsync(session, Change);

        Assert.Equal("Changed", update.Status);
        Assert.Equal("dialRate", Assert.Single(update.Changes).Field);
        Assert.Equal(222, Records(session)[^1].Before!.Value.GetProperty("maxQueueDepth").GetInt32());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_lost_write_with_a_refused_repeat_and_no_lookup_has_an_unknown_outcome(int retries)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 1 });
        session.Server.Then(
            Read(Config, "v1"), ScriptedAnswer.Reset(), ScriptedAnswer.Status(412), ScriptedAnswer.Status(500), ScriptedAnswer.Status(500));

        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => SetAsync(session, Change with { ConflictRetryCount = retries }));

        Assert.Equal(AuditOutcome.Unknown, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task A_conflict_after_a_lost_write_may_have_been_made_and_is_recorded_as_unknown()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Reset(), ScriptedAnswer.Status(412), Read(Theirs(), "v3"));

        var conflict = await Assert.ThrowsAsync<CxConflictException>(() => SetAsync(session, Change));

        Assert.True(conflict.MayHaveBeenMade);
        Assert.Equal(AuditOutcome.Unknown, Records(session)[^1].Outcome);
    }

    [Theory]
    [InlineData("{\"id\":\"d-1\"}")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("<html>ok</html>")]
    public async Task An_answer_that_does_not_show_the_write_is_verified_by_a_read(string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Read(body, "v2"), Read(Changed(), "v2"), Exported());

        var update = await SetAsync(session, Change);

        Assert.Equal("Changed", update.Status);
        Assert.Equal("dialRate", Assert.Single(update.Changes).Field);
        Assert.Equal(2.5, update.Config.DialRate);
        Assert.Equal(2.5, Records(session)[^1].After!.Value.GetProperty("dialRate").GetDouble());
    }

    [Fact]
    public async Task Without_a_version_nothing_is_written()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, Config));

        Assert.Equal(CxErrors.ResponseInvalid, (await Assert.ThrowsAsync<CxRequestException>(() => SetAsync(session, Change))).Definition);
        Assert.DoesNotContain(session.Sent, request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_copy_is_a_conflict_with_an_old_version_and_accepted_with_the_current_one()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v2"), Read(Config, "v1"), Read(Config, "v1"), Written(), Exported());

        var conflict = await Assert.ThrowsAsync<CxConflictException>(() => SetAsync(session, Change with { ETag = "\"v1\"" }));
        Assert.Equal(CxErrors.EditConflict, conflict.Definition);
        Assert.Equal("Changed", (await SetAsync(session, Change with { ETag = "\"v1\"" })).Status);
    }

    [Fact]
    public async Task A_change_without_members_is_an_error()
    {
        await using var session = await TestSession.ConnectAsync();

        await Assert.ThrowsAsync<CxValidationException>(() => SetAsync(session, new DialerConfigChange { Id = "d-1" }));
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task A_rule_that_differs_from_another_only_in_case_is_refused()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"));

        var error = await Assert.ThrowsAsync<CxValidationException>(() => SetAsync(
            session,
            new DialerConfigChange { Id = "d-1", ComplianceRules = new Dictionary<string, JsonElement?> { ["MAXATTEMPTS"] = Json("5") } }));

        Assert.Equal([DialerMessages.RuleDiffersInCase("maxAttempts", "MAXATTEMPTS")], error.Violations);
    }

    [Fact]
    public async Task A_member_that_is_null_can_be_set()
    {
        await using var session = await TestSession.ConnectAsync();
        var config = Config.Replace("\"maxQueueDepth\":100", "\"maxQueueDepth\":null", StringComparison.Ordinal);
        session.Server.Then(
            Read(config, "v1"), Read(config.Replace("\"dialRate\":2.0", "\"dialRate\":2.5", StringComparison.Ordinal), "v2"), Exported());

        Assert.Equal("Changed", (await SetAsync(session, Change)).Status);
    }

    [Fact]
    public async Task A_restore_of_a_high_ratio_needs_force()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"));
        var record = new AuditRecord
        {
            Sequence = 1,
            AuditId = "a",
            Timestamp = TestSession.Start,
            Action = "DialerConfig.Set",
            Outcome = "Succeeded",
            PreviousHash = ""
        };
        var plan = await DialerConfigEditor.PlanRestoreAsync(
            session.Connection,
            "d-1",
            record,
            Json(Config.Replace("1.8", "3.5", StringComparison.Ordinal)),
            session.Log,
            CancellationToken.None);

        await Assert.ThrowsAsync<CxValidationException>(() => DialerConfigEditor.RestoreAsync(
            session.Connection, plan, new DialerConfigChange { Id = "d-1" }, session.Log, CancellationToken.None));
    }

    [Theory]
    [InlineData(AuditOutcome.Unknown)]
    [InlineData(AuditOutcome.Interrupted)]
    [InlineData(null)]
    public void A_restore_also_takes_back_a_change_that_may_have_been_made(string? outcome)
    {
        AuditRecord Entry(long number, string operation, string state, string? before, string? after) => new()
        {
            Sequence = number,
            AuditId = $"a{number}",
            Timestamp = TestSession.Start.AddHours(number),
            Action = "DialerConfig.Set",
            Outcome = state,
            OperationId = operation,
            TenantId = "t",
            Target = ["d"],
            Before = before is null ? null : Json(before), After = after is null ? null : Json(after), PreviousHash = "",
        };
        List<AuditRecord> log =
        [
            Entry(1, "one", AuditOutcome.Started, "{\"v\":0}", "{\"v\":1}"),
            Entry(2, "one", AuditOutcome.Succeeded, "{\"v\":0}", "{\"v\":1}"),
            Entry(3, "two", AuditOutcome.Started, "{\"v\":1}", "{\"v\":2}"),
            .. outcome is null ? Array.Empty<AuditRecord>() : [Entry(4, "two", outcome, null, null)],
        ];

        Assert.Equal("{\"v\":1}", DialerHistory.Find(log, "t", "d", null, null).State.GetRawText());
        Assert.Equal("{\"v\":1}", DialerHistory.Find(log, "t", "d", "a3", null).State.GetRawText());
        log.Add(Entry(5, "three", AuditOutcome.Started, "{\"v\":9}", null));
        log.Add(Entry(6, "three", AuditOutcome.Failed, null, null));
        Assert.Equal("{\"v\":1}", DialerHistory.Find(log, "t", "d", null, null).State.GetRawText());
    }

    [Theory]
    [InlineData(AuditOutcome.Succeeded, true)]
    [InlineData(AuditOutcome.Unknown, false)]
    [InlineData(AuditOutcome.Interrupted, false)]
    public void A_restore_that_was_made_leaves_nothing_to_restore_and_one_that_may_not_have_been_made_is_repeated(
        string outcome, bool isRestored)
    {
        List<AuditRecord> log =
        [
            Entry(1, "DialerConfig.Set", AuditOutcome.Succeeded, "{\"v\":0}", "{\"v\":1}"),
            Entry(2, "DialerConfig.Restore", outcome, "{\"v\":1}", "{\"v\":0}"),
        ];

        var newest = DialerHistory.Find(log, "t", "d", null, null);

        Assert.Equal(isRestored, newest.IsRestored);
        Assert.Equal("{\"v\":0}", newest.State.GetRawText());
        Assert.Equal("{\"v\":1}", DialerHistory.Find(log, "t", "d", "a2", null).State.GetRawText());
        Assert.False(DialerHistory.Find(log, "t", "d", "a2", null).IsRestored);

        static AuditRecord Entry(long number, string action, string state, string before, string after) => new()
        {
            Sequence = number,
            AuditId = $"a{number}",
            Timestamp = TestSession.Start.AddHours(number),
            Action = action,
            Outcome = state,
            OperationId = $"o{number}",
            TenantId = "t",
            Target = ["d"],
            Before = Json(before), After = Json(after), PreviousHash = "",
        };
    }

    [Fact]
    public async Task A_preview_reports_the_changes_and_sends_and_records_nothing()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"));

        var preview = await DialerConfigEditor.PreviewAsync(session.Connection, Change, session.Log, CancellationToken.None);

        Assert.Equal("Changed", preview.Status);
        Assert.Equal("dialRate 2.0 → 2.5", Assert.Single(preview.Changes).ToString());
        Assert.Equal(["GET"], session.Sent.Select(request => request.Method));
        Assert.Empty(Records(session));
    }

    [Fact]
    public async Task A_preview_of_a_piped_object_finds_the_conflict_that_the_write_would_find()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Read(Theirs(), "v2"));
        var read = await DialerConfigReader.GetAsync(session.Connection, "d-1", session.Log, CancellationToken.None);

        await Assert.ThrowsAsync<CxConflictException>(() => DialerConfigEditor.PreviewAsync(
            session.Connection, Change with { Base = read }, session.Log, CancellationToken.None));
    }

    [Fact]
    public async Task A_present_value_out_of_range_names_its_value_and_both_ways_to_mend_it()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Legacy("900"), "v1"));

        var error = await Assert.ThrowsAsync<CxValidationException>(() => SetAsync(session, Change));

        var violation = Assert.Single(error.Violations);
        Assert.Contains("maxQueueDepth must be between 1 and 500 (was 900)", violation, StringComparison.Ordinal);
        Assert.Contains("MaxQueueDepth,", violation, StringComparison.Ordinal);
        Assert.Contains("RepairExisting", violation, StringComparison.Ordinal);
        Assert.Equal("d-1", error.Item);
    }

    [Theory]
    [InlineData("900", "500")]
    [InlineData("0", "1")]
    [InlineData("3.6", "4")]
    public async Task A_repair_sets_a_present_value_to_the_nearest_allowed_one_and_records_it(string present, string repaired)
    {
        await using var session = await TestSession.ConnectAsync();
        var after = Changed().Replace("\"maxQueueDepth\":100", $"\"maxQueueDepth\":{repaired}", StringComparison.Ordinal);
        session.Server.Then(Read(Legacy(present), "v1"), Written(body: after), Exported());

        var update = await SetAsync(session, Change with { RepairExisting = true });

        Assert.Equal(["GET", "PUT", "POST"], session.Sent.Select(request => request.Method));
        Assert.Equal([$"dialRate 2.0 → 2.5", $"maxQueueDepth {present} → {repaired}"], update.Changes.Select(change => change.ToString()));
        Assert.Equal("""["maxQueueDepth"]""", Records(session)[^1].Details?.GetProperty("repaired").GetRawText());
    }

    [Fact]
    public async Task A_repair_leaves_a_named_member_and_one_in_range_alone()
    {
        await using var session = await TestSession.ConnectAsync();

        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => SetAsync(session, Change with { MaxQueueDepth = 901, RepairExisting = true }));

        Assert.Contains("was 901", Assert.Single(error.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_change_by_another_client_is_reported_as_unchanged()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), ScriptedAnswer.Status(412), Read(Changed(), "v2"));

        Assert.Equal("Unchanged", (await SetAsync(session, Change)).Status);
    }

    [Fact]
    public async Task Values_that_the_tenant_already_has_are_not_written()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"));

        var update = await SetAsync(session, Change with { DialRate = 2 });

        Assert.Equal("Unchanged", update.Status);
        Assert.Empty(Records(session));
    }

    [Fact]
    public async Task A_piped_object_without_a_version_is_still_the_base_of_the_merge()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Read(Theirs(), "v2"));
        var read = await DialerConfigReader.GetAsync(session.Connection, "d-1", session.Log, CancellationToken.None);

        var conflict = await Assert.ThrowsAsync<CxConflictException>(
            () => SetAsync(session, Change with { Base = read with { ETag = null } }));

        Assert.Equal(new CxFieldConflict("dialRate", "2.0", "4.0", "2.5"), Assert.Single(conflict.Conflicts));
        Assert.False(conflict.MayHaveBeenMade);
    }

    [Fact]
    public async Task A_piped_object_that_needs_no_change_is_read_again_and_not_written()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Read(Config, "v1"));
        var read = await DialerConfigReader.GetAsync(session.Connection, "d-1", session.Log, CancellationToken.None);

        Assert.Equal("Unchanged", (await SetAsync(session, Change with { DialRate = 2, Base = read })).Status);
        Assert.Equal(["GET", "GET"], session.Sent.Select(request => request.Method));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public async Task Pauses_between_attempts_are_random_and_double_up_to_one_second(double chance)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { Jitter = () => chance });
        session.Server.Then(Read(Config, "v0"));
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            session.Server.Then(
                ScriptedAnswer.Status(412),
                Read(Config.Replace("\"maxQueueDepth\":100", $"\"maxQueueDepth\":{attempt}", StringComparison.Ordinal), $"v{attempt}"));
        }

        session.Server.Then(
            Written("v7", Changed().Replace("\"maxQueueDepth\":100", "\"maxQueueDepth\":6", StringComparison.Ordinal)), Exported());

        await SetAsync(session, Change with { ConflictRetryCount = 6 });

        Assert.Equal(new[] { 0.1, 0.2, 0.4, 0.8, 1, 1 }.Select(longest => TimeSpan.FromSeconds(longest * chance)), session.Waits);
        Assert.Contains(session.Log.VerboseLines, line => line.Contains("attempt 6 of 7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_piped_object_that_needs_no_change_is_still_compared_with_the_tenant()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Read(Theirs(), "v2"));
        var read = await DialerConfigReader.GetAsync(session.Connection, "d-1", session.Log, CancellationToken.None);

        var conflict = await Assert.ThrowsAsync<CxConflictException>(() => SetAsync(session, Change with { DialRate = 2, Base = read }));

        Assert.Equal("4.0", Assert.Single(conflict.Conflicts).Theirs);
    }

    [Fact]
    public async Task All_violations_are_reported_together_before_anything_is_sent()
    {
        await using var session = await TestSession.ConnectAsync();

        var error = await Assert.ThrowsAsync<CxValidationException>(() => SetAsync(session, new DialerConfigChange
        {
            Id = "d-1", PacingType = "fast", DialRate = 99, AgentRatio = 3.5, MaxAbandonmentRate = 0.06, MaxQueueDepth = 0,
            AnswerRateThreshold = double.NaN, ConflictRetryCount = -1,
        }));

        Assert.Equal(7, error.Violations.Count);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task A_ratio_above_three_needs_force()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Written(body: Config.Replace("1.8", "3.5", StringComparison.Ordinal)), Exported());

        await Assert.ThrowsAsync<CxValidationException>(() => SetAsync(session, new DialerConfigChange { Id = "d-1", AgentRatio = 3.5 }));
        await SetAsync(session, new DialerConfigChange { Id = "d-1", AgentRatio = 3.5, Force = true });

        Assert.Contains("\"agentRatio\":3.5", session.Sent[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_an_unchanged_member_breaks_is_found_before_the_write()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config.Replace("\"maxQueueDepth\":100", "\"maxQueueDepth\":900", StringComparison.Ordinal), "v1"));

        var error = await Assert.ThrowsAsync<CxValidationException>(() => SetAsync(session, Change));

        Assert.StartsWith("maxQueueDepth", Assert.Single(error.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_capacity_of_a_campaign_is_reported_together_with_other_violations()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"id":"c-1","name":"C","agentCount":2,"version":1}"""), Read(Config, "v1"));

        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => SetAsync(session, Change with { DialRate = 5, MaxQueueDepth = 501, CampaignId = "c-1" }));

        Assert.Equal(2, error.Violations.Count);
        Assert.Contains(DialerMessages.AboveCapacity(5, "c-1", 2, 1.8), error.Violations);
    }

    [Fact]
    public async Task A_campaign_without_agents_is_an_error_of_its_own()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"id":"c-0","agentCount":0}"""));

        Assert.Equal(
            CxErrors.CampaignWithoutAgents,
            (await Assert.ThrowsAsync<CxException>(() => SetAsync(session, Change with { CampaignId = "c-0" }))).Definition);
    }

    [Fact]
    public async Task A_failed_event_export_is_a_warning_of_a_changed_configuration()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Written(), ScriptedAnswer.Json(403, """{"message":"no scope"}"""));

        var update = await SetAsync(session, Change);

        Assert.Equal("Changed", update.Status);
        Assert.Null(update.EventExportId);
        Assert.StartsWith("d-1", Assert.Single(update.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_event_has_the_hash_of_the_written_body()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Written(), Exported());

        var update = await SetAsync(session, Change);

        var sent = Json(session.Sent[2].Text);
        Assert.Equal(CanonicalJson.Hash(JsonNode.Parse(Changed())), sent.GetProperty("payload_hash").GetString());
        Assert.Equal(update.PayloadHash, sent.GetProperty("payload_hash").GetString());
        Assert.Equal("DIALER_CONFIG_UPDATE", sent.GetProperty("event_type").GetString());
        Assert.Equal("2026-03-01T12:00:00.000Z", sent.GetProperty("timestamp").GetString());
    }

    [Theory]
    [InlineData(DialerRuleSet.UsTsr, 0.03, 0)]
    [InlineData(DialerRuleSet.UsTsr, 0.04, 1)]
    [InlineData(DialerRuleSet.Ofcom, 0.0, 0)]
    [InlineData(DialerRuleSet.Ofcom, 0.01, 1)]
    [InlineData(DialerRuleSet.Crtc, 0.05, 0)]
    [InlineData(DialerRuleSet.None, 0.05, 0)]
    public async Task A_warning_of_a_rule_set_names_its_source(DialerRuleSet ruleSet, double rate, int warnings)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"));

        var check = await DialerConfigEditor.TestAsync(
            session.Connection,
            new DialerConfigChange { Id = "d-1", MaxAbandonmentRate = rate, RuleSet = ruleSet },
            session.Log,
            CancellationToken.None);

        Assert.True(check.IsValid);
        Assert.Equal(warnings, check.Warnings.Count);
        Assert.All(check.Warnings, warning => Assert.Matches("CFR|Ofcom|CRTC", warning));
    }

    [Fact]
    public async Task A_restore_of_a_value_that_was_hidden_as_a_secret_is_refused()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Read(Rules("""{"hook":"https://u:pw@host.example/"}"""), "v1"),
            Written(body: Rules("""{"hook":"https://host.example/"}""")),
            Exported());
        await SetAsync(
            session,
            new DialerConfigChange
            {
                Id = "d-1", ComplianceRules = new Dictionary<string, JsonElement?> { ["hook"] = Json("\"https://host.example/\"") }
            });
        session.Server.Then(Read(Rules("""{"hook":"https://host.example/"}"""), "v2"));

        var (record, state) = DialerHistory.Find(Records(session), "tenant-1", "d-1", null, null);
        var error = await Assert.ThrowsAsync<CxException>(
            () => DialerConfigEditor.PlanRestoreAsync(session.Connection, "d-1", record, state, session.Log, CancellationToken.None));

        Assert.Equal("AuditRecordNotFound", error.ErrorId);
        Assert.Contains("complianceRules.hook", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_writes_the_recorded_state_byte_for_byte()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config, "v1"), Written(body: Rules("""{"window":"08:00-20:00","region":"US"}""")), Exported());
        await SetAsync(
            session,
            Change with { ComplianceRules = new Dictionary<string, JsonElement?> { ["maxAttempts"] = null, ["region"] = Json("\"US\"") } });
        session.Server.Then(Read(Rules("""{"window":"08:00-20:00","region":"US"}"""), "v2"), Written("v3", Config), Exported());

        var (record, state) = DialerHistory.Find(Records(session), "tenant-1", "d-1", null, null);
        var plan = await DialerConfigEditor.PlanRestoreAsync(session.Connection, "d-1", record, state, session.Log, CancellationToken.None);
        Assert.Equal(
            ["complianceRules.maxAttempts", "complianceRules.region", "dialRate"],
            plan.Changes.Select(change => change.Field).Order(StringComparer.Ordinal));
        var update = await DialerConfigEditor.RestoreAsync(
            session.Connection, plan, new DialerConfigChange { Id = "d-1" }, session.Log, CancellationToken.None);

        Assert.Equal("Changed", update.Status);
        Assert.Equal(Config, session.Sent[4].Text);
        Assert.Equal("DialerConfig.Restore", Records(session)[^1].Action);
    }

    [Fact]
    public void The_state_at_a_time_is_the_one_before_the_first_later_change()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        List<AuditRecord> log = [.. Enumerable.Range(1, 3).Select(number => new AuditRecord
        {
            Sequence = number,
            AuditId = $"a{number}",
            Timestamp = start.AddHours(number),
            Action = "DialerConfig.Set",
            Outcome = AuditOutcome.Succeeded,
            TenantId = "t",
            Target = ["d"],
            Before = Json($$"""{"v":{{number - 1}}}"""),
            After = Json($$"""{"v":{{number}}}"""),
            PreviousHash = "",
        })];

        Assert.Equal("""{"v":1}""", State(null, start.AddHours(1.5)));
        Assert.Equal("""{"v":0}""", State(null, start));
        Assert.Equal("""{"v":3}""", State(null, start.AddHours(9)));
        Assert.Equal("""{"v":2}""", State(null, null));
        Assert.Equal("""{"v":1}""", State("a2", null));
        Assert.Equal(CxErrors.AuditRecordNotFound, Assert.Throws<CxException>(() => State("a9", null)).Definition);
        Assert.Equal(
            CxErrors.AuditRecordNotFound, Assert.Throws<CxException>(() => DialerHistory.Find(log, "other", "d", null, null)).Definition);

        string State(string? auditId, DateTimeOffset? at) => DialerHistory.Find(log, "t", "d", auditId, at).State.GetRawText();
    }

    private static string Changed() => Config.Replace("\"dialRate\":2.0", "\"dialRate\":2.5", StringComparison.Ordinal);

    private static string Legacy(string depth)
        => Config.Replace("\"maxQueueDepth\":100", $"\"maxQueueDepth\":{depth}", StringComparison.Ordinal);

    private static string Theirs() => Config.Replace("\"dialRate\":2.0", "\"dialRate\":4.0", StringComparison.Ordinal);

    private static string Rules(string rules)
        => Changed().Replace("""{"maxAttempts":3,"window":"08:00-20:00"}""", rules, StringComparison.Ordinal);

    private static ScriptedAnswer Read(string body, string etag) => ScriptedAnswer.Json(200, body, ("ETag", $"\"{etag}\""));

    private static ScriptedAnswer Written(string etag = "v2", string? body = null) => Read(body ?? Changed(), etag);

    private static ScriptedAnswer Exported() => ScriptedAnswer.Json(201, """{"id":"export-1"}""");

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static async Task<DialerConfigUpdate> SetAsync(TestSession session, DialerConfigChange change)
    {
        var setting = DialerConfigEditor.SetAsync(session.Connection, change, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(setting);
        return await setting;
    }

    private static List<AuditRecord> Records(TestSession session) => [.. session.Connection.AuditLog.Read(NullCxLog.Instance)];
}
