namespace CxOne.Tests.Sandbox;

public sealed class EventExportTests : IDisposable
{
    private const string Exports = "/api/v2/eventstreams/exports";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task An_export_is_kept_unchanged()
    {
        var answer = await _tenant.PostAsync(Exports, Bodies.EventExport());
        var kept = Assert.Single((await _tenant.StateAsync())["eventExports"]!.AsArray())!;

        Assert.Equal(201, answer.Status);
        Assert.StartsWith("event-export-", answer["id"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(answer.Json.AsObject());
        Assert.Equal(answer["id"].GetValue<string>(), kept["id"]!.GetValue<string>());
        Assert.Equal("DIALER_CONFIG_UPDATE", kept["eventType"]!.GetValue<string>());
        Assert.Equal("dialer-east", kept["resourceId"]!.GetValue<string>());
        Assert.Equal(Bodies.Hash, kept["payloadHash"]!.GetValue<string>());
        Assert.Equal("2026-03-01T12:00:00.000Z", kept["timestamp"]!.GetValue<string>());
        Assert.Equal(12.34m, kept["latencyMs"]!.GetValue<decimal>());
        Assert.Equal("PASSED", kept["complianceCheck"]!.GetValue<string>());
        Assert.Equal("a1b2c3d4-e5f6-7890-abcd-ef1234567890", kept["requestId"]!.GetValue<string>());
        Assert.Equal("sandbox", kept["receivedFrom"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("timestamp", "\"2026-03-01T12:00:00Z\"")]
    [InlineData("timestamp", "\"2026-03-01T12:00:00.123456+00:00\"")]
    [InlineData("timestamp", "\"2026-03-01T12:00:00.1-05:30\"")]
    [InlineData("latency_ms", "0")]
    [InlineData("payload_hash", "\"6fa459ea-ee8a-3ca4-894e-db77e160355e\"")]
    [InlineData("payload_hash", "\"E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855\"")]
    [InlineData("audit_trail.compliance_check", "\"WARNING\"")]
    [InlineData("audit_trail.validated", "false")]
    public async Task Values_that_the_contract_does_not_restrict_are_accepted(string path, string json) =>
        Assert.Equal(201, (await _tenant.PostAsync(Exports, Bodies.EventExport().With(path, json))).Status);

    [Theory]
    [InlineData("event_type", null, "event_type:MISSING")]
    [InlineData("event_type", "\"DIALER_CONFIG_DELETE\"", "event_type:NOT_ALLOWED")]
    [InlineData("resource_id", null, "resource_id:MISSING")]
    [InlineData("resource_id", "\"dialer-unknown\"", "resource_id:UNKNOWN_RESOURCE")]
    [InlineData("payload_hash", null, "payload_hash:MISSING")]
    [InlineData("payload_hash", "\" \"", "payload_hash:EMPTY")]
    [InlineData("payload_hash", "1", "payload_hash:INVALID_TYPE")]
    [InlineData("timestamp", null, "timestamp:MISSING")]
    [InlineData("timestamp", "\"2026-03-01T12:00:00\"", "timestamp:INVALID_TIMESTAMP")]
    [InlineData("timestamp", "1772366400", "timestamp:INVALID_TYPE")]
    [InlineData("latency_ms", null, "latency_ms:MISSING")]
    [InlineData("latency_ms", "-0.01", "latency_ms:OUT_OF_RANGE")]
    [InlineData("latency_ms", "\"1\"", "latency_ms:INVALID_TYPE")]
    [InlineData("audit_trail", null, "audit_trail:MISSING")]
    [InlineData("audit_trail.action", "\"CREATE\"", "audit_trail.action:NOT_ALLOWED")]
    [InlineData("audit_trail.validated", "\"true\"", "audit_trail.validated:INVALID_TYPE")]
    [InlineData("audit_trail.compliance_check", "\"passed\"", "audit_trail.compliance_check:NOT_ALLOWED")]
    [InlineData("audit_trail.request_id", "\"\"", "audit_trail.request_id:EMPTY")]
    [InlineData("audit_trail.user", "\"me\"", "audit_trail.user:UNKNOWN_MEMBER")]
    [InlineData("eventType", "\"DIALER_CONFIG_UPDATE\"", "eventType:UNKNOWN_MEMBER")]
    public async Task A_body_that_violates_the_contract_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var answer = await _tenant.PostAsync(Exports, Bodies.EventExport().With(path, json));

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Empty((await _tenant.StateAsync())["eventExports"]!.AsArray());
    }

    [Fact]
    public async Task A_repeated_request_with_one_key_exports_once()
    {
        var body = Bodies.EventExport();
        var first = await _tenant.PostAsync(Exports, body, "sandbox", ("Idempotency-Key", "key-1"));
        var second = await _tenant.PostAsync(Exports, body, "sandbox", ("Idempotency-Key", "key-1"));

        Assert.Equal(first.Text, second.Text);
        Assert.Single((await _tenant.StateAsync())["eventExports"]!.AsArray());
    }
}
