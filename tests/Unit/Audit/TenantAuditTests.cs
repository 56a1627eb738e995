using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed class TenantAuditTests
{
    private static readonly JsonElement Details = JsonSerializer.SerializeToElement(new Dictionary<string, int> { ["number"] = 7 });
    private static readonly ScriptedAnswer Recorded = ScriptedAnswer.Json(
        201,
        """{"logId":"log-1","eventType":"TEST","status":"RECORDED","retentionExpiry":"2027-03-01T12:00:00.000Z","complianceStatus":"VALID"}""");

    [Fact]
    public async Task Event_is_recorded_at_the_tenant_and_in_the_local_log()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        session.Server.Then(Recorded);
        var receipt = await RecordAsync(session);

        Assert.Equal("log-1", receipt.LogId);
        Assert.Equal("VALID", receipt.ComplianceStatus);
        var sent = Assert.Single(session.Sent);
        Assert.Equal("POST /api/v2/audit/logs HTTP/1.1", sent.RequestLine);
        Assert.Equal(
            """{"eventType":"TEST","timestamp":"2026-03-01T12:00:00.123Z","tenantId":"tenant-1","actorId":"client-of-the-test","details":{"number":7},"complianceFlags":{"gdprRelevant":true,"pciRelevant":true,"retentionDays":365}}""",
            sent.Text);
        var record = Ended(session);
        Assert.Equal(
            ("TEST", "Succeeded", "tenant-1", TestSession.ClientId), (record.Action, record.Outcome, record.TenantId, record.ActorId));
        Assert.Equal(["thing-1"], record.Target);
        Assert.Equal(7, record.Details!.Value.GetProperty("number").GetInt32());
    }

    [Theory]
    [InlineData(403, "Failed")]
    [InlineData(500, "Unknown")]
    public async Task Event_that_the_tenant_did_not_accept_is_in_the_local_log_with_its_outcome(int status, string outcome)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(status));
        var error = await Assert.ThrowsAnyAsync<CxRequestException>(() => RecordAsync(session));

        Assert.Equal("audit:read", error.RequiredScope);
        Assert.Equal(outcome, Ended(session).Outcome);
    }

    [Fact]
    public async Task Event_with_an_unreadable_response_has_an_unknown_outcome()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(201, "{}"));
        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => RecordAsync(session));

        Assert.NotEqual(error.Definition.RecommendedAction, error.RecommendedAction);
        Assert.Equal("Unknown", Ended(session).Outcome);
    }

    [Fact]
    public async Task Event_whose_recording_was_stopped_is_in_the_local_log()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Never());
        using var source = new CancellationTokenSource();
        var recording = RecordAsync(session, source.Token);
        await session.Server.WaitForRequestsAsync(3);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recording.WaitAsync(Gate.Patience));
        Assert.Equal("Interrupted", Ended(session).Outcome);
    }

    [Fact]
    public async Task Event_that_cannot_be_recorded_locally_is_not_sent()
    {
        await using var session = await TestSession.ConnectAsync();
        Directory.CreateDirectory(Path.Combine(session.AuditFolder, AuditLog.FileName));

        Assert.Equal("AuditWriteFailed", (await Assert.ThrowsAsync<CxException>(() => RecordAsync(session))).ErrorId);
        Assert.Empty(session.Sent);
    }

    private static AuditRecord Ended(TestSession session)
    {
        var records = session.Connection.AuditLog.Read(NullCxLog.Instance).ToList();
        Assert.Equal(2, records.Count);
        Assert.Equal((AuditOutcome.Started, records[1].OperationId), (records[0].Outcome, records[0].OperationId));
        return records[1];
    }

    private static Task<TenantAuditReceipt> RecordAsync(TestSession session, CancellationToken cancellationToken = default)
        => TenantAudit.RecordAsync(
            session.Connection, "TEST", ["thing-1"], Details, new TenantAuditFlags { GdprRelevant = true }, session.Log, cancellationToken);
}
