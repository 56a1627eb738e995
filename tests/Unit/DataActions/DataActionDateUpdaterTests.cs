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
    public async Task Only_the_date_processing_changes_and_all_else_goes_back_as_it_came()
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
    public async Task The_record_holds_what_stood_there_and_what_stands_there_now()
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
    public async Task A_write_that_is_refused_is_recorded_with_its_reason_and_a_look_that_is_refused_is_not()
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
    public async Task A_conflict_is_merged_under_the_record_that_the_change_began_with()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", null)), ScriptedAnswer.Status(412), Read(Theirs(null)), Written(Theirs(Value)));

        Assert.Equal("Changed", Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Update!.Status);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], Records(session).Select(record => record.Outcome));

        static string Theirs(string? value) => Action("a-1", value).Replace("kept", "theirs", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_stands_in_the_error_of_its_row()
    {
        await using var session = await TestSession.ConnectAsync();
        Serve(session, new Dictionary<string, string> { ["a-1"] = Action("a-1", null) });
        var serve = session.Server.Otherwise!;
        session.Server.Otherwise = request => request.Method == "PUT" ? ScriptedAnswer.Status(412) : serve(request);

        var failure = Assert.Single(await RunAsync(session, Row(1, name: "n a-1"))).Failure!;

        Assert.Equal("n a-1", failure.Item);
        Assert.StartsWith("Data action 'n a-1'", failure.Message, StringComparison.Ordinal);
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
    public async Task Names_are_looked_up_although_other_rows_have_ids()
    {
        await using var session = await TestSession.ConnectAsync();
        Serve(session, new Dictionary<string, string> { ["a-1"] = Action("a-1", null), ["a-2"] = Action("a-2", null) });

        var outcomes = await RunAsync(session, Row(1, id: "a-1"), Row(2, name: "n a-2"));

        Assert.Equal(["a-1", "a-2"], outcomes.Select(outcome => outcome.Update?.Id));
    }

    [Fact]
    public async Task Progress_counts_pages_and_rows_and_ends()
    {
        await using var session = await TestSession.ConnectAsync();
        Serve(session, new Dictionary<string, string> { ["a-1"] = Action("a-1", null), ["a-2"] = Action("a-2", null) });

        await RunAsync(session, Row(1, name: "n a-1"), Row(2, name: "n a-2"));

        Assert.Equal(
            [
                ("Reading data actions", "2 of 2", false), ("Reading data actions", "done", true),
                ("Updating data actions", "1 of 2", false), ("Updating data actions", "2 of 2", false),
                ("Updating data actions", "2 of 2", true)
            ],
            session.Log.Progresses.Select(progress => (progress.Activity, progress.Status, progress.IsCompleted)));
    }

    [Fact]
    public async Task Whoever_stops_during_the_writes_is_told_how_to_go_on_and_whoever_stops_after_them_is_told_nothing()
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
    public async Task As_many_requests_at_once_are_not_possible(int limit)
    {
        await using var session = await TestSession.ConnectAsync();

        Assert.Contains(
            $"ThrottleLimit is {limit};",
            (await Assert.ThrowsAsync<CxValidationException>(() => RunAsync(session, limit, [Row(1, id: "a-1")]))).Message,
            StringComparison.Ordinal);
        Assert.Empty(session.Sent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task As_many_are(int limit)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", Value)));

        Assert.Single(await RunAsync(session, limit, [Row(1, id: "a-1")]));
    }

    [Fact]
    public async Task Where_changes_cannot_be_recorded_nothing_is_asked_for()
    {
        await using var session = await TestSession.ConnectAsync();
        Directory.CreateDirectory(session.Connection.AuditLog.FilePath);

        Assert.Equal(
            CxErrors.AuditWriteFailed, (await Assert.ThrowsAsync<CxException>(() => RunAsync(session, Row(1, name: "n a-1")))).Definition);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task What_is_missing_is_an_error_of_the_caller()
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
    public async Task A_fault_in_the_program_is_no_outcome_of_a_row()
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
    public async Task Who_stops_between_two_rows_waits_for_none_that_was_not_begun()
    {
        // A row without a date has its outcome at once; the next one does not start before that outcome is taken.
        await using var session = await TestSession.ConnectAsync();
        var rows = Enumerable.Range(1, 3)
            .Select(number => new DataActionDateRow { Number = number, Id = $"a-{number}" })
            .ToArray();
        using var stop = new CancellationTokenSource();
        List<int> told = [];

        var running = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var outcome in DataActionDateUpdater.RunAsync(session.Connection, rows, 1, 3, session.Log, stop.Token))
            {
                told.Add(outcome.Row.Number);
                await stop.CancelAsync();
            }
        });

        await running.WaitAsync(Gate.Patience);
        Assert.Equal([1], told);
    }

    [Fact]
    public async Task A_tenant_that_gives_no_version_is_written_without_one()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, Action("a-1", null)), Written(Action("a-1", Value)));

        await RunAsync(session, Row(1, id: "a-1"));

        Assert.Null(session.Sent[1].Header("If-Match"));
    }

    [Fact]
    public async Task A_write_without_a_version_whose_answer_is_lost_is_looked_up_and_never_repeated()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, Action("a-1", null)), ScriptedAnswer.Reset(), Read(Action("a-1", Value)));

        Assert.Equal("Recognised", Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Update!.Status);
    }

    [Fact]
    public async Task An_action_that_holds_the_value_is_not_written()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", Value)));

        Assert.Equal("Unchanged", Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Update!.Status);
        Assert.Empty(Records(session));
    }

    [Fact]
    public async Task The_same_value_by_somebody_else_meanwhile_leaves_no_record_open()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", null)), ScriptedAnswer.Status(412), Read(Action("a-1", Value)));

        var update = Assert.Single(await RunAsync(session, Row(1, id: "a-1"))).Update!;

        Assert.Equal("Unchanged", update.Status);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], Records(session).Select(record => record.Outcome));
        Assert.Equal(Records(session)[^1].AuditId, update.AuditId);
    }

    [Fact]
    public async Task The_list_is_read_once_for_all_names()
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
    public async Task Outcomes_come_in_the_order_of_the_rows_and_a_bad_row_stops_no_other()
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
    public async Task Rows_for_the_same_action_are_worked_on_one_after_the_other_and_the_last_one_wins()
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
    public async Task No_more_requests_are_under_way_at_once_than_were_allowed(int limit)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 100_000 });
        var tenant = Enumerable.Range(0, 40).ToDictionary(number => $"a-{number}", number => Action($"a-{number}", null));
        Serve(session, tenant);

        await RunAsync(session, limit, Enumerable.Range(0, 40).Select(number => Row(number + 1, id: $"a-{number}")).ToArray());

        // Each request under way needs a connection of its own, and connections are used again.
        Assert.InRange(session.Server.Connections, 1, limit + 1);
    }

    [Fact]
    public async Task A_dead_session_ends_everything_at_once()
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
    public async Task An_id_decides_and_a_name_beside_it_must_be_its_own()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Action("a-1", Value)), Read(Action("a-1", Value)));

        Assert.Equal("Unchanged", Assert.Single(await RunAsync(session, Row(1, id: "a-1", name: "n a-1"))).Update!.Status);
        Assert.Contains(
            "do not belong together",
            Assert.Single(await RunAsync(session, Row(1, id: "a-1", name: "other"))).Failure!.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain(session.Sent, request => request.Target.Contains('?', StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_done_before_the_session_died_is_still_told()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 100_000 });
        var tenant = Enumerable.Range(0, 50).ToDictionary(number => $"a-{number}", number => Action($"a-{number}", null));
        Serve(session, tenant);
        var serve = session.Server.Otherwise!;
        var puts = 0;
        session.Server.Otherwise = request => request.Target.Contains("oauth", StringComparison.Ordinal) ? ScriptedAnswer.Json(401, "{}")
            : request.Method == "PUT" && Interlocked.Increment(ref puts) > 5 ? ScriptedAnswer.Status(401) : serve(request);
        List<DataActionDateOutcome> told = [];

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
                told.Add(outcome);
            }
        });

        Assert.Equal(CxErrors.CredentialRefused, error.Definition);
        Assert.Equal(5, told.Count(outcome => outcome.Update?.Status == "Changed"));
        Assert.Equal(5, tenant.Values.Count(action => action.Contains(Value, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task A_session_that_dies_at_the_first_write_ends_rows_that_wait_for_their_turn(int limit)
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
    public async Task A_write_that_is_under_way_when_the_session_dies_is_brought_to_its_end_and_told()
    {
        await using var session = await TestSession.ConnectAsync();
        var tenant = new Dictionary<string, string> { ["a-1"] = Action("a-1", null), ["a-2"] = Action("a-2", null) };
        Serve(session, tenant);
        var serve = session.Server.Otherwise!;
        var held = new Gate();

        // The session may die only after the first write was sent: a row that has sent nothing is not begun in a dead session.
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
        List<DataActionDateOutcome> told = [];

        var running = Assert.ThrowsAsync<CxRequestException>(async () =>
        {
            await foreach (var outcome in DataActionDateUpdater.RunAsync(
                session.Connection, [Row(1, id: "a-1"), Row(2, id: "a-2")], 2, 3, session.Log, CancellationToken.None))
            {
                told.Add(outcome);
            }
        });

        // Two reads, two writes, and the token that could not be renewed: the session is dead while the first write is held.
        await session.Log.WaitForAsync("1 of 2");
        held.Open();

        Assert.Equal(CxErrors.CredentialRefused, (await running.WaitAsync(Gate.Patience)).Definition);
        Assert.Equal("Changed", Assert.Single(told).Update?.Status);
        Assert.Contains(Records(session), record => record.Outcome == AuditOutcome.Succeeded && record.Target.Contains("a-1"));
    }

    [Fact]
    public async Task What_ended_before_an_earlier_row_killed_the_session_is_told()
    {
        await using var session = await TestSession.ConnectAsync();
        Serve(session, new Dictionary<string, string> { ["a-1"] = Action("a-1", null), ["a-2"] = Action("a-2", null) });
        var serve = session.Server.Otherwise!;
        var held = new Gate();
        session.Server.Otherwise = request => request.Target.Contains("oauth", StringComparison.Ordinal) ? ScriptedAnswer.Json(401, "{}")
            : request.Method == "PUT" && request.Target.EndsWith("a-1", StringComparison.Ordinal)
                ? ScriptedAnswer.Status(401) with { Held = held }
                : serve(request);
        List<DataActionDateOutcome> told = [];

        var running = Assert.ThrowsAsync<CxRequestException>(async () =>
        {
            await foreach (var outcome in DataActionDateUpdater.RunAsync(
                session.Connection, [Row(1, id: "a-1"), Row(2, id: "a-2")], 2, 3, session.Log, CancellationToken.None))
            {
                told.Add(outcome);
            }
        });
        await session.Log.WaitForAsync("1 of 2");
        held.Open();

        Assert.Equal(CxErrors.CredentialRefused, (await running.WaitAsync(Gate.Patience)).Definition);
        Assert.Equal((2, "Changed"), (Assert.Single(told).Row.Number, told[0].Update?.Status));
    }

    [Fact]
    public async Task A_consumer_that_has_seen_enough_ends_the_work()
    {
        await using var session = await TestSession.ConnectAsync();
        var tenant = Enumerable.Range(0, 100).ToDictionary(number => $"a-{number}", number => Action($"a-{number}", null));
        Serve(session, tenant);

        await foreach (var _ in DataActionDateUpdater.RunAsync(
            session.Connection,
            [.. Enumerable.Range(0, 100).Select(number => Row(number + 1, id: $"a-{number}"))],
            1,
            3,
            session.Log,
            CancellationToken.None))
        {
            break;
        }

        var sent = session.Sent.Count;
        Assert.InRange(sent, 2, 40);
        Assert.Contains(Records(session), record => record.Outcome == AuditOutcome.Succeeded);
    }

    [Fact]
    public async Task A_callback_carries_the_record_and_never_the_token()
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

        var told = Assert.Single(receiver.Requests);
        Assert.Equal("/hook?key=hidden", told.Target);
        Assert.Null(told.Header("Authorization"));
        Assert.DoesNotContain("token-1-of-the-test", told.Text, StringComparison.Ordinal);
        var body = JsonDocument.Parse(told.Text).RootElement;
        Assert.Equal("a-1", body.GetProperty("action_id").GetString());
        Assert.Equal(outcome.Update!.AuditId, body.GetProperty("audit_record").GetProperty("auditId").GetString());
        Assert.Equal(new CallbackTarget(receiver.BaseUri, "secret").Sign(told.Body), told.Header("X-Cx-Signature"));
        Assert.True(outcome.Update.Callback!.IsDelivered);
        Assert.DoesNotContain("hidden", outcome.Update.Callback.Uri + string.Join(' ', session.Log.Everything), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(500)]
    [InlineData(404)]
    public async Task A_receiver_that_refuses_fails_nothing(int status)
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
        Assert.Contains(session.Log.Warnings, warning => warning.Contains("not delivered", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://example.com/hook", "EndpointInsecure")]
    [InlineData("ftp://example.com/hook", "EndpointInvalid")]
    [InlineData("https://user:pw@example.com/", "EndpointInvalid")]
    public void A_callback_goes_by_tls_or_to_loopback(string uri, string errorId)
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
    public async Task A_row_that_waits_for_one_of_the_same_action_is_not_begun_when_the_session_has_died_meanwhile()
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

    /// <summary>A tenant of a few actions, for tests in which the order of requests is not fixed.</summary>
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

    /// <summary>Without moving the clock: a callback has deadlines of its own, which must not pass.</summary>
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
