using System.Text.Json;
using CxOne.Audit;
using CxOne.DataActions;
using CxOne.Errors;
using CxOne.Tests.Support;
using CxOne.Webhooks;

namespace CxOne.Tests.DataActions;

public sealed class DataActionDateUpdaterTests
{
    private const string Value = "2024-02-29T17:30:00.000Z";

    private static readonly DataActionDateRequest Date = new()
    {
        Timestamp = "2024-02-29T15:30:00.000Z", TimeZone = "America/New_York", OffsetMinutes = 120
    };

    [Fact]
    public async Task Write_changes_only_the_date_processing_and_keeps_all_other_members()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", null)), Written(Action("a-1", Value)));

        var outcome = Assert.Single(await RunAsync(session, Row(1, id: "a-1")));

        Assert.Equal("Changed", outcome.Update!.Status);
        Assert.Equal("n a-1", outcome.Update.Name);
        Assert.Equal("\"v1\"", session.Sent[1].Header("If-Match"));
        Assert.Equal(
            """{"id":"a-1","name":"n a-1","enabled":false,"configuration":{"timeoutMs":2.50,"dateProcessing":{"vendor":"kept","sourceField":"input_datetime","targetField":"processed_datetime","computedValue":"2024-02-29T17:30:00.000Z","timezone":"America/New_York","dstAdjustment":true,"precision":3}},"x":1.0}""",
            session.Sent[1].Text);
    }

    [Fact]
    public async Task Audit_records_contain_the_state_before_and_after_the_change()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", null)), Written(Action("a-1", Value)));

        var update = Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Update!;

        var records = Records(session);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], records.Select(record => record.Outcome));
        Assert.All(records, record => Assert.Equal("""{"vendor":"kept"}""", record.Before?.GetRawText()));
        Assert.All(records, record => Assert.Equal(Value, record.After?.GetProperty("computedValue").GetString()));
        Assert.All(records, record => Assert.Equal("n a-1", record.Details?.GetProperty("actionName").GetString()));
        Assert.Equal(records[1].AuditId, update.AuditId);
    }

    [Fact]
    public async Task Refused_write_is_recorded_with_its_reason_and_refused_read_is_not_recorded()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Read(Action("a-1", null)), ScriptedAnswer.Json(400, """{"message":"no such field"}"""), ScriptedAnswer.Status(404));

        var refused = Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Failure!;
        var records = Records(session);
        var missing = Assert.Single(await RunAsync(session, Row(1, id: "a-2"))).Failure!;

        Assert.Equal(CxErrors.ObjectNotFound, missing.Definition);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], records.Select(record => record.Outcome));
        Assert.Equal(refused.Message, records[1].Details?.GetProperty("error").GetString());
        Assert.Equal(2, Records(session).Count);
    }

    [Fact]
    public async Task Conflict_is_merged_within_the_same_operation()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", null)), ScriptedAnswer.Status(412), Read(Theirs(null)), Written(Theirs(Value)));

        Assert.Equal("Changed", Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Update!.Status);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], Records(session).Select(record => record.Outcome));

        static string Theirs(string? value) => Action("a-1", value).Replace("kept", "theirs", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_of_a_row_contains_its_name()
    {
        await using var session = await TestSession.ConnectAsync();
        Serve(session, new Dictionary<string, string> { ["a-1"] = Action("a-1", null) });
        var serve = session.Server.Otherwise!;
        session.Server.Otherwise = request => request.Method == "PUT" ? ScriptedAnswer.Status(412) : serve(request);

        var failure = Assert.Single(await RunAsync(session, Row(1, name: "n a-1"))).Failure!;

        Assert.Equal("n a-1", failure.Item);
        Assert.Contains("'n a-1'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_a_date_fails_at_its_position()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-2", Value)));

        var outcomes = await RunAsync(session, new DataActionDateRow { Number = 1, Id = "a-1" }, Row(2, id: "a-2"));

        Assert.Equal("ParameterInvalid", outcomes[0].Failure?.ErrorId);
        Assert.Equal("Unchanged", outcomes[1].Update?.Status);
        Assert.Single(session.Sent);
    }

    [Fact]
    public async Task Names_are_resolved_next_to_rows_with_ids()
    {
        await using var session = await TestSession.ConnectAsync();
        Serve(session, new Dictionary<string, string> { ["a-1"] = Action("a-1", null), ["a-2"] = Action("a-2", null) });

        var outcomes = await RunAsync(session, Row(1, id: "a-1"), Row(2, name: "n a-2"));

        Assert.Equal(["a-1", "a-2"], outcomes.Select(outcome => outcome.Update?.Id));
    }

    [Fact]
    public async Task Progress_counts_pages_and_rows_and_completes()
    {
        await using var session = await TestSession.ConnectAsync();
        Serve(session, new Dictionary<string, string> { ["a-1"] = Action("a-1", null), ["a-2"] = Action("a-2", null) });

        await RunAsync(session, Row(1, name: "n a-1"), Row(2, name: "n a-2"));

        Assert.Equal(
            [
                ("Reading data actions", "2 of 2", false), ("Reading data actions", "done", true),
                ("Updating data actions", "0 of 2", false), ("Updating data actions", "1 of 2", false),
                ("Updating data actions", "2 of 2", false),
                ("Updating data actions", "2 of 2", true)
            ],
            session.Log.Progresses.Select(progress => (progress.Activity, progress.Status, progress.IsCompleted)));
    }

    [Fact]
    public async Task Interruption_notice_is_set_during_the_writes_and_cleared_after_them()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", null)), Written(Action("a-1", Value)));

        await RunAsync(session, Row(1, id: "a-1"));

        Assert.EndsWith(CxHint.RepeatDateUpdate.ToString(), session.Log.StoppedNotes[0], StringComparison.Ordinal);
        Assert.Empty(session.Log.StoppedNotes[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public async Task Throttle_limit_outside_1_to_64_is_refused(int limit)
    {
        await using var session = await TestSession.ConnectAsync();

        var error = await Assert.ThrowsAsync<CxValidationException>(() => RunAsync(session, limit, [Row(1, id: "a-1")]));

        Assert.Equal([DataActionsMessages.ThrottleLimitOutOfRange(limit)], error.Violations);
        Assert.Empty(session.Sent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task Throttle_limit_of_1_and_64_is_accepted(int limit)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", Value)));

        Assert.Single(await RunAsync(session, limit, [Row(1, id: "a-1")]));
    }

    [Fact]
    public async Task Nothing_is_sent_if_changes_cannot_be_recorded()
    {
        await using var session = await TestSession.ConnectAsync();
        Directory.CreateDirectory(session.Connection.AuditLog.FilePath);

        Assert.Equal(
            CxErrors.AuditWriteFailed, (await Assert.ThrowsAsync<CxException>(() => RunAsync(session, Row(1, name: "n a-1")))).Definition);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task Null_argument_throws_ArgumentNullException()
    {
        await using var session = await TestSession.ConnectAsync();

        foreach (var missing in new[] { "connection", "rows", "log" })
        {
            var running = DataActionDateUpdater.RunAsync(
                missing == "connection" ? null! : session.Connection,
                missing == "rows" ? null! : [],
                1,
                3,
                missing == "log" ? null! : session.Log,
                CancellationToken.None);
            Assert.Equal(
                missing,
                (await Assert.ThrowsAsync<ArgumentNullException>(
                    async () => await running.GetAsyncEnumerator().MoveNextAsync())).ParamName);
        }
    }

    [Fact]
    public async Task Unexpected_exception_is_thrown_and_not_delivered_as_an_outcome()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", null)));
        var fault = new InvalidOperationException("A fault.");
        var running = DataActionDateUpdater.RunAsync(
            session.Connection, [Row(1, id: "a-1")], 1, 3, new RecordingLog { Fault = fault }, CancellationToken.None);

        Assert.Same(
            fault,
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => running.GetAsyncEnumerator().MoveNextAsync().AsTask().WaitAsync(Gate.Patience)));
    }

    [Fact]
    public async Task Stop_between_two_rows_does_not_wait_for_rows_that_were_not_started()
    {
        // A row without a date has its outcome at once; the next one does not start before that outcome is taken.
        await using var session = await TestSession.ConnectAsync();
        var rows = Enumerable.Range(1, 3)
            .Select(number => new DataActionDateRow { Number = number, Id = $"a-{number}" })
            .ToArray();
        using var stop = new CancellationTokenSource();
        List<int> delivered = [];

        var running = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var outcome in DataActionDateUpdater.RunAsync(session.Connection, rows, 1, 3, session.Log, stop.Token))
            {
                delivered.Add(outcome.Row.Number);
                await stop.CancelAsync();
            }
        });

        await running.WaitAsync(Gate.Patience);
        Assert.Equal([1], delivered);
    }

    [Fact]
    public async Task Action_without_a_version_is_written_without_If_Match()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, Action("a-1", null)), Written(Action("a-1", Value)));

        await RunAsync(session, Row(1, id: "a-1"));

        Assert.Null(session.Sent[1].Header("If-Match"));
    }

    [Fact]
    public async Task Lost_response_to_a_write_without_a_version_is_looked_up_and_the_write_is_not_repeated()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, Action("a-1", null)), ScriptedAnswer.Reset(), Read(Action("a-1", Value)));

        Assert.Equal("Recognised", Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Update!.Status);
    }

    [Fact]
    public async Task Action_that_already_has_the_value_is_not_written()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", Value)));

        Assert.Equal("Unchanged", Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Update!.Status);
        Assert.Empty(Records(session));
    }

    [Fact]
    public async Task Same_value_from_another_client_during_the_update_leaves_no_operation_open()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", null)), ScriptedAnswer.Status(412), Read(Action("a-1", Value)));

        var update = Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Update!;

        Assert.Equal("Unchanged", update.Status);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], Records(session).Select(record => record.Outcome));
        Assert.Equal(Records(session)[^1].AuditId, update.AuditId);
    }

    [Fact]
    public async Task List_is_read_once_for_all_names()
    {
        await using var session = await TestSession.ConnectAsync();
        var tenant = new Dictionary<string, string> { ["a-1"] = Action("a-1", null), ["a-2"] = Action("a-2", null) };
        Serve(session, tenant);

        var outcomes = await RunAsync(session, Row(1, name: "n a-2"), Row(2, name: "n a-1"), Row(3, name: "missing"));

        Assert.Equal(["a-2", "a-1", null], outcomes.Select(outcome => outcome.Update?.Id));
        Assert.Equal(CxErrors.ObjectNotFound, outcomes[2].Failure!.Definition);
        Assert.Single(session.Sent, request => request.Target.StartsWith("/api/v2/dataactions?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outcomes_have_the_order_of_the_rows_and_an_invalid_row_does_not_stop_the_others()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 100_000 });
        var tenant = Enumerable.Range(0, 60).ToDictionary(number => $"a-{number}", number => Action($"a-{number}", null));
        Serve(session, tenant);
        var rows = Enumerable.Range(0, 60).Select(number => number % 7 == 3
            ? Row(number + 1, id: $"a-{number}") with { Date = Date with { Timestamp = "rubbish" } }
            : Row(number + 1, id: $"a-{number}")).ToArray();

        var outcomes = await RunAsync(session, rows);

        Assert.Equal(Enumerable.Range(1, 60), outcomes.Select(outcome => outcome.Row.Number));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Row.Number % 7 == 4, outcome.Failure is not null));
        Assert.All(
            tenant,
            pair => Assert.Equal(
                int.Parse(pair.Key[2..], System.Globalization.CultureInfo.InvariantCulture) % 7 != 3,
                pair.Value.Contains(Value, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rows_for_the_same_action_run_in_order_and_the_last_one_determines_the_value()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 100_000 });
        var tenant = new Dictionary<string, string> { ["a-1"] = Action("a-1", null) };
        Serve(session, tenant);
        var rows = Enumerable.Range(1, 20)
            .Select(number => Row(number, id: "a-1") with { Date = Date with { OffsetMinutes = number } })
            .ToArray();

        var outcomes = await RunAsync(session, rows);

        Assert.All(outcomes, outcome => Assert.Equal("Changed", outcome.Update!.Status));
        Assert.Equal(
            outcomes.SkipLast(1).Select(outcome => outcome.Update!.Value),
            outcomes.Skip(1).Select(outcome => outcome.Update!.PreviousValue));
        Assert.Contains("15:50:00.000Z", tenant["a-1"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Concurrent_requests_do_not_exceed_the_throttle_limit(int limit)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 100_000 });
        var tenant = Enumerable.Range(0, 40).ToDictionary(number => $"a-{number}", number => Action($"a-{number}", null));
        Serve(session, tenant);

        await RunAsync(session, limit, Enumerable.Range(0, 40).Select(number => Row(number + 1, id: $"a-{number}")).ToArray());

        // Each concurrent request needs its own connection, and connections are reused.
        Assert.InRange(session.Server.Connections, 1, limit + 1);
    }

    [Fact]
    public async Task Ended_session_stops_all_rows()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Otherwise = request => request.Target.Contains("oauth", StringComparison.Ordinal)
            ? ScriptedAnswer.Json(401, """{"error":"invalid_client"}""")
            : ScriptedAnswer.Status(401);

        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => RunAsync(session, 1, Enumerable.Range(1, 200).Select(number => Row(number, id: $"a-{number}")).ToArray()));

        Assert.Equal(CxErrors.CredentialRefused, error.Definition);
        Assert.InRange(session.Sent.Count, 1, 60);
    }

    [Fact]
    public async Task Id_takes_precedence_and_a_name_next_to_it_must_match()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", Value)), Read(Action("a-1", Value)));

        Assert.Equal("Unchanged", Assert.Single(await RunAsync(session, Row(1, id: "a-1", name: "n a-1"))).Update!.Status);
        var failure = Assert.Single(await RunAsync(session, Row(1, id: "a-1", name: "other"))).Failure!;

        Assert.Equal(("ParameterInvalid", "a-1"), (failure.ErrorId, failure.Item));
        Assert.Equal(DataActionsMessages.NameMismatch("a-1", "n a-1", "other"), failure.Message);
        Assert.DoesNotContain(session.Sent, request => request.Target.Contains('?', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outcomes_from_before_the_end_of_the_session_are_delivered()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 100_000 });
        var tenant = Enumerable.Range(0, 50).ToDictionary(number => $"a-{number}", number => Action($"a-{number}", null));
        Serve(session, tenant);
        var serve = session.Server.Otherwise!;
        var puts = 0;
        session.Server.Otherwise = request => request.Target.Contains("oauth", StringComparison.Ordinal) ? ScriptedAnswer.Json(401, "{}")
            : request.Method == "PUT" && Interlocked.Increment(ref puts) > 5 ? ScriptedAnswer.Status(401) : serve(request);
        List<DataActionDateOutcome> delivered = [];

        var error = await Assert.ThrowsAsync<CxRequestException>(async () =>
        {
            await foreach (var outcome in DataActionDateUpdater.RunAsync(
                session.Connection,
                [.. Enumerable.Range(0, 50).Select(number => Row(number + 1, id: $"a-{number}"))],
                1,
                3,
                session.Log,
                CancellationToken.None))
            {
                delivered.Add(outcome);
            }
        });

        Assert.Equal(CxErrors.CredentialRefused, error.Definition);
        Assert.Equal(5, delivered.Count(outcome => outcome.Update?.Status == "Changed"));
        Assert.Equal(5, tenant.Values.Count(action => action.Contains(Value, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Session_that_ends_at_the_first_write_stops_waiting_rows(int limit)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 100_000 });
        Serve(session, Enumerable.Range(0, 100).ToDictionary(number => $"a-{number}", number => Action($"a-{number}", null)));
        var serve = session.Server.Otherwise!;
        session.Server.Otherwise = request => request.Target.Contains("oauth", StringComparison.Ordinal) ? ScriptedAnswer.Json(401, "{}")
            : request.Method == "PUT" ? ScriptedAnswer.Status(401) : serve(request);

        var running = RunAsync(session, limit, [.. Enumerable.Range(0, 100).Select(number => Row(number + 1, id: $"a-{number}"))]);

        Assert.Equal(
            CxErrors.CredentialRefused, (await Assert.ThrowsAsync<CxRequestException>(() => running.WaitAsync(Gate.Patience))).Definition);
    }

    [Fact]
    public async Task Write_in_progress_at_the_end_of_the_session_is_completed_and_delivered()
    {
        await using var session = await TestSession.ConnectAsync();
        var tenant = new Dictionary<string, string> { ["a-1"] = Action("a-1", null), ["a-2"] = Action("a-2", null) };
        Serve(session, tenant);
        var serve = session.Server.Otherwise!;
        var held = new Gate();

        // The session may end only after the first write was sent: a row that has sent nothing does not start in an ended session.
        var sent = new Gate();
        session.Server.Otherwise = request =>
        {
            if (request.Target.Contains("oauth", StringComparison.Ordinal))
            {
                return ScriptedAnswer.Json(401, "{}");
            }

            if (request.Method != "PUT")
            {
                return serve(request);
            }

            if (request.Target.EndsWith("a-1", StringComparison.Ordinal))
            {
                sent.Open();
                return serve(request)! with { Held = held };
            }

            return ScriptedAnswer.Status(401) with { Held = sent };
        };
        List<DataActionDateOutcome> delivered = [];

        var running = Assert.ThrowsAsync<CxRequestException>(async () =>
        {
            await foreach (var outcome in DataActionDateUpdater.RunAsync(
                session.Connection, [Row(1, id: "a-1"), Row(2, id: "a-2")], 2, 3, session.Log, CancellationToken.None))
            {
                delivered.Add(outcome);
            }
        });

        // Two reads, two writes, and a token that could not be renewed: the session has ended while the first write is held.
        await session.Log.WaitForAsync("1 of 2");
        held.Open();

        Assert.Equal(CxErrors.CredentialRefused, (await running.WaitAsync(Gate.Patience)).Definition);
        Assert.Equal("Changed", Assert.Single(delivered).Update?.Status);
        Assert.Contains(Records(session), record => record.Outcome == AuditOutcome.Succeeded && record.Target.Contains("a-1"));
    }

    [Fact]
    public async Task Outcome_of_a_later_row_is_delivered_when_an_earlier_row_ends_the_session()
    {
        await using var session = await TestSession.ConnectAsync();
        Serve(session, new Dictionary<string, string> { ["a-1"] = Action("a-1", null), ["a-2"] = Action("a-2", null) });
        var serve = session.Server.Otherwise!;
        var held = new Gate();
        session.Server.Otherwise = request => request.Target.Contains("oauth", StringComparison.Ordinal) ? ScriptedAnswer.Json(401, "{}")
            : request.Method == "PUT" && request.Target.EndsWith("a-1", StringComparison.Ordinal)
                ? ScriptedAnswer.Status(401) with { Held = held }
                : serve(request);
        List<DataActionDateOutcome> delivered = [];

        var running = Assert.ThrowsAsync<CxRequestException>(async () =>
        {
            await foreach (var outcome in DataActionDateUpdater.RunAsync(
                session.Connection, [Row(1, id: "a-1"), Row(2, id: "a-2")], 2, 3, session.Log, CancellationToken.None))
            {
                delivered.Add(outcome);
            }
        });
        await session.Log.WaitForAsync("1 of 2");
        held.Open();

        Assert.Equal(CxErrors.CredentialRefused, (await running.WaitAsync(Gate.Patience)).Definition);
        Assert.Equal((2, "Changed"), (Assert.Single(delivered).Row.Number, delivered[0].Update?.Status));
    }

    [Fact]
    public async Task Consumer_that_stops_early_stops_the_rows()
    {
        // Nothing moves the clock: with the default budget, the sixteenth request would wait for it.
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 100_000 });
        var tenant = Enumerable.Range(0, 100).ToDictionary(number => $"a-{number}", number => Action($"a-{number}", null));
        Serve(session, tenant);
        var sent = 0;

        await foreach (var _ in DataActionDateUpdater.RunAsync(
            session.Connection,
            [.. Enumerable.Range(0, 100).Select(number => Row(number + 1, id: $"a-{number}"))],
            1,
            3,
            session.Log,
            CancellationToken.None))
        {
            sent = session.Sent.Count;
            break;
        }

        // Eight rows are open at a time. While the first outcome is not taken, no other row starts; the seven others read and write once.
        Assert.InRange(sent, 2, 200);
        Assert.InRange(session.Sent.Count - sent, 0, 14);
        Assert.Contains(Records(session), record => record.Outcome == AuditOutcome.Succeeded);
    }

    [Fact]
    public async Task Callback_contains_the_record_and_never_the_token()
    {
        await using var session = await TestSession.ConnectAsync();
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(204));
        session.Server.Then(Read(Action("a-1", null)), Written(Action("a-1", Value)));

        var outcome = Assert.Single(
            await CollectAsync(
                session,
                1,
                Row(1, id: "a-1") with { Callback = new CallbackTarget(new Uri(receiver.BaseUri, "/hook?key=hidden"), "secret") }));

        var received = Assert.Single(receiver.Requests);
        Assert.Equal("/hook?key=hidden", received.Target);
        Assert.Null(received.Header("Authorization"));
        Assert.DoesNotContain("token-1-of-the-test", received.Text, StringComparison.Ordinal);
        var body = JsonDocument.Parse(received.Text).RootElement;
        Assert.Equal("a-1", body.GetProperty("action_id").GetString());
        Assert.Equal(outcome.Update!.AuditId, body.GetProperty("audit_record").GetProperty("auditId").GetString());
        Assert.Equal(new CallbackTarget(receiver.BaseUri, "secret").Sign(received.Body), received.Header("X-Cx-Signature"));
        Assert.True(outcome.Update.Callback!.IsDelivered);
        Assert.DoesNotContain("hidden", outcome.Update.Callback.Uri + string.Join(' ', session.Log.Everything), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(500)]
    [InlineData(404)]
    public async Task Refused_callback_does_not_fail_the_update(int status)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(status, ("Location", "http://127.0.0.1:1/elsewhere")));
        session.Server.Then(Read(Action("a-1", null)), Written(Action("a-1", Value)));

        var outcome = Assert.Single(
            await CollectAsync(session, 1, Row(1, id: "a-1") with { Callback = new CallbackTarget(receiver.BaseUri) }));

        Assert.Equal("Changed", outcome.Update!.Status);
        Assert.False(outcome.Update.Callback!.IsDelivered);
        Assert.Equal(status, outcome.Update.Callback.StatusCode);
        Assert.Contains(session.Log.Warnings, warning => warning.Contains(receiver.BaseUri.Authority, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://example.com/hook", "EndpointInsecure")]
    [InlineData("ftp://example.com/hook", "EndpointInvalid")]
    [InlineData("https://user:pw@example.com/", "EndpointInvalid")]
    public void Callback_without_tls_is_refused_unless_it_goes_to_loopback(string uri, string errorId)
        => Assert.Equal(errorId, Assert.Throws<CxException>(() => new CallbackTarget(new Uri(uri))).ErrorId);

    private static DataActionDateRow Row(int number, string? id = null, string? name = null)
        => new() { Number = number, Id = id, Name = name, Date = Date };

    private static string Action(string id, string? value)
        => $$$"""{"id":"{{{id}}}","name":"n {{{id}}}","enabled":false,"configuration":{"timeoutMs":2.50,"dateProcessing":{"vendor":"kept"{{{Processing(value)}}}}},"x":1.0}""";

    private static string? Processing(string? value) => value is null
        ? null
        : $$""","sourceField":"input_datetime","targetField":"processed_datetime","computedValue":"{{value}}","timezone":"America/New_York","dstAdjustment":true,"precision":3""";

    private static ScriptedAnswer Read(string body) => ScriptedAnswer.Json(200, body, ("ETag", "\"v1\""));

    private static ScriptedAnswer Written(string body) => ScriptedAnswer.Json(200, body, ("ETag", "\"v2\""));

    [Fact]
    public async Task Row_that_waits_for_another_of_the_same_action_does_not_start_in_an_ended_session()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(401), ScriptedAnswer.Token("another-token"), ScriptedAnswer.Status(401));
        var row = new DataActionDateRow
        {
            Number = 1, Id = "a-1", Date = new DataActionDateRequest { Timestamp = "2024-02-29T15:30:00Z", TimeZone = "UTC" }
        };

        var error = await Assert.ThrowsAsync<CxRequestException>(() => RunAsync(session, row, row with { Number = 2 }));

        Assert.Equal("TokenRefused", error.ErrorId);
        Assert.Equal(3, session.Sent.Count);
    }

    /// <summary>Serves a few data actions, for tests in which the order of requests varies.</summary>
    private static void Serve(TestSession session, Dictionary<string, string> tenant)
    {
        var versions = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        session.Server.Otherwise = request => Answer(request, tenant, versions);
    }

    private static ScriptedAnswer Answer(
        ScriptedRequest request,
        Dictionary<string, string> tenant,
        System.Collections.Concurrent.ConcurrentDictionary<string, int> versions)
    {
        if (request.Target.StartsWith("/api/v2/dataactions?", StringComparison.Ordinal))
        {
            return ScriptedAnswer.Json(
                200, $$"""{"entities":[{{string.Join(',', tenant.Values)}}],"total":{{tenant.Count}},"page":1,"pageSize":25}""");
        }

        var id = request.Target.Split('/')[^1];
        if (request.Method == "PUT")
        {
            tenant[id] = request.Text;
            versions.AddOrUpdate(id, 1, (_, version) => version + 1);
        }

        return ScriptedAnswer.Json(200, tenant[id], ("ETag", $"\"v{versions.GetOrAdd(id, 0)}\""));
    }

    private static Task<List<DataActionDateOutcome>> RunAsync(TestSession session, params DataActionDateRow[] rows)
        => RunAsync(session, 8, rows);

    private static async Task<List<DataActionDateOutcome>> RunAsync(TestSession session, int limit, DataActionDateRow[] rows)
    {
        var running = CollectAsync(session, limit, rows);
        await session.LetWaitsPassAsync(running);
        return await running;
    }

    /// <summary>Does not move the clock: a callback has its own deadlines, which must not expire.</summary>
    private static async Task<List<DataActionDateOutcome>> CollectAsync(TestSession session, int limit, params DataActionDateRow[] rows)
    {
        List<DataActionDateOutcome> outcomes = [];
        await foreach (var outcome in DataActionDateUpdater.RunAsync(
            session.Connection, rows, limit, 3, session.Log, CancellationToken.None))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private static List<AuditRecord> Records(TestSession session) => [.. session.Connection.AuditLog.Read(NullCxLog.Instance)];
}
