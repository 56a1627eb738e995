using System.Text.Json;
using CxOne.Audit;
using CxOne.DataActions;
using CxOne.Errors;
using CxOne.Merge;
using CxOne.Tests.Support;

namespace CxOne.Tests.DataActions;

public sealed class DataActionDateRestorerTests
{
    private const string Former = """{"vendor":"kept","computedValue":"2024-01-01T09:00:00.000Z","timezone":"UTC"}""";
    private const string Written =
        """{"vendor":"kept","computedValue":"2024-02-29T17:30:00.000Z","timezone":"America/New_York","sourceField":"input_datetime","targetField":"processed_datetime","dstAdjustment":true,"precision":3}""";

    [Theory]
    [InlineData(Former)]
    [InlineData(null)]
    public async Task A_restore_puts_the_date_back_and_keeps_what_others_have_changed(string? former)
    {
        await using var session = await TestSession.ConnectAsync();
        var record = await UpdateAsync(session, former);
        session.Server.Then(Read(Action(Written, "theirs"), "v3"), Read(Action(former, "theirs"), "v4"));

        var restore = await RestoreAsync(session, record);

        Assert.Equal("Changed", restore.Status);
        Assert.Equal(record.AuditId, restore.RestoredFrom);
        Assert.Equal(Action(former, "theirs"), session.Sent[^1].Text);
        Assert.Equal("\"v3\"", session.Sent[^1].Header("If-Match"));
        var end = Records(session)[^1];
        Assert.Equal(("DataAction.RestoreDate", AuditOutcome.Succeeded), (end.Action, end.Outcome));
        Assert.Equal(record.AuditId, end.Details?.GetProperty("restoredFrom").GetString());
    }

    [Fact]
    public async Task A_second_restore_has_nothing_to_do()
    {
        await using var session = await TestSession.ConnectAsync();
        var record = await UpdateAsync(session, Former);
        session.Server.Then(Read(Action(Former, "x"), "v3"));

        var restore = await RestoreAsync(session, record);

        Assert.Equal("Unchanged", restore.Status);
        Assert.Empty(restore.Changes);
    }

    [Fact]
    public async Task A_date_that_another_client_has_set_since_is_a_conflict_unless_forced()
    {
        await using var session = await TestSession.ConnectAsync();
        var record = await UpdateAsync(session, Former);
        var theirs = Action(Written.Replace("17:30", "18:30", StringComparison.Ordinal), "x");
        session.Server.Then(Read(theirs, "v3"), Read(theirs, "v3"), Read(Action(Former, "x"), "v4"));

        var conflict = await Assert.ThrowsAsync<CxConflictException>(() => RestoreAsync(session, record));
        var forced = await RestoreAsync(session, record, force: true);

        Assert.Equal("configuration.dateProcessing.computedValue", Assert.Single(conflict.Conflicts).Field);
        Assert.Equal("Changed", forced.Status);
    }

    [Fact]
    public async Task A_preview_sends_and_records_nothing()
    {
        await using var session = await TestSession.ConnectAsync();
        var record = await UpdateAsync(session, Former);
        session.Server.Then(Read(Action(Written, "x"), "v3"));
        var (sent, recorded) = (session.Sent.Count, Records(session).Count);

        var preview = await DataActionDateRestorer.PreviewAsync(
            session.Connection, record, force: false, session.Log, CancellationToken.None);

        Assert.Contains(
            "configuration.dateProcessing.timezone \"America/New_York\" → \"UTC\"", preview.Changes.Select(change => change.ToString()));
        Assert.Equal((sent + 1, recorded), (session.Sent.Count, Records(session).Count));
    }

    [Fact]
    public async Task A_record_of_something_else_or_of_another_tenant_is_refused()
    {
        await using var session = await TestSession.ConnectAsync();
        var record = await UpdateAsync(session, Former);

        foreach (var other in new[] { record with { Action = "DialerConfig.Set" }, record with { TenantId = "other" } })
        {
            var error = await Assert.ThrowsAsync<CxException>(() => RestoreAsync(session, other));
            Assert.Equal(CxErrors.AuditRecordNotFound, error.Definition);
        }
    }

    [Theory]
    [InlineData("\"type\":\"LOOKUP\",", null, false, true)]
    [InlineData("", null, false, true)]
    [InlineData("\"type\":\"DATE_PROCESSOR\",", null, false, false)]
    [InlineData("\"type\":\"LOOKUP\",", Former, false, false)]
    [InlineData("\"type\":\"LOOKUP\",", null, true, false)]
    public async Task A_date_is_written_only_into_an_action_that_processes_dates_unless_forced(
        string type, string? former, bool force, bool isRefused)
    {
        await using var session = await TestSession.ConnectAsync();
        var action = Action(former, "x").Replace("\"type\":\"DATE_PROCESSOR\",", type, StringComparison.Ordinal);
        var written = Action(Merged(former), "x").Replace("\"type\":\"DATE_PROCESSOR\",", type, StringComparison.Ordinal);
        session.Server.Then(isRefused ? [Read(action, "v1")] : [Read(action, "v1"), Read(written, "v2")]);

        var outcome = await UpdateOneAsync(session, force);

        Assert.Equal(isRefused ? CxErrors.DataActionTypeMismatch : null, outcome.Failure?.Definition);
        Assert.Equal(isRefused ? 1 : 2, session.Sent.Count);
    }

    private static async Task<AuditRecord> UpdateAsync(TestSession session, string? former)
    {
        session.Server.Then(Read(Action(former, "x"), "v1"), Read(Action(Merged(former), "x"), "v2"));
        Assert.Null((await UpdateOneAsync(session, force: false)).Failure);
        var record = Records(session)[^1];

        // The restore is built on what the record holds.
        return former is null ? record with { After = JsonDocument.Parse(Written).RootElement } : record;
    }

    private static async Task<DataActionDateOutcome> UpdateOneAsync(TestSession session, bool force)
    {
        var row = new DataActionDateRow
        {
            Number = 1,
            Id = "a-1",
            Force = force,
            Date = new DataActionDateRequest { Timestamp = "2024-02-29T15:30:00.000Z", TimeZone = "America/New_York", OffsetMinutes = 120 },
        };
        await foreach (var outcome in DataActionDateUpdater.RunAsync(session.Connection, [row], 1, 3, session.Log, CancellationToken.None))
        {
            return outcome;
        }

        throw new InvalidOperationException("The row has no outcome.");
    }

    private static Task<DataActionDateRestore> RestoreAsync(TestSession session, AuditRecord record, bool force = false)
        => DataActionDateRestorer.RestoreAsync(session.Connection, record, 3, force, session.Log, CancellationToken.None);

    private static string Merged(string? former)
        => former is null ? Written.Replace("\"vendor\":\"kept\",", "", StringComparison.Ordinal) : Written;

    private static string Action(string? dates, string other)
        => $$"""{"id":"a-1","name":"n a-1","type":"DATE_PROCESSOR","configuration":{"timeoutMs":2.50{{(dates is null ? "" : $",\"dateProcessing\":{dates}")}}},"other":"{{other}}"}""";

    private static ScriptedAnswer Read(string body, string etag) => ScriptedAnswer.Json(200, body, ("ETag", $"\"{etag}\""));

    private static List<AuditRecord> Records(TestSession session) => [.. session.Connection.AuditLog.Read(NullCxLog.Instance)];
}
