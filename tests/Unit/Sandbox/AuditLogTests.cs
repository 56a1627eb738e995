namespace CxOne.Tests.Sandbox;

public sealed class AuditLogTests : IDisposable
{
    private const string Logs = "/api/v2/audit/logs";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_record_gets_the_response_of_the_contract()
    {
        var answer = await _tenant.PostAsync(Logs, Bodies.AuditLog());

        Assert.Equal(201, answer.Status);
        Assert.StartsWith("audit-log-", answer["logId"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("IVR_DEPLOYMENT", answer["eventType"].GetValue<string>());
        Assert.Equal("RECORDED", answer["status"].GetValue<string>());
        Assert.Equal("2027-03-01T12:00:00.000Z", answer["retentionExpiry"].GetValue<string>());
        Assert.Equal("VALID", answer["complianceStatus"].GetValue<string>());
    }

    [Theory]
    [InlineData("\"2024-05-15T10:30:00Z\"", "2024-05-16T10:30:00.000Z")]
    [InlineData("\"2024-05-15T10:30:00.1234567Z\"", "2024-05-16T10:30:00.123Z")]
    [InlineData("\"2024-05-15T10:30:00+02:00\"", "2024-05-16T08:30:00.000Z")]
    [InlineData("\"2024-05-15T10:30:00-05:00\"", "2024-05-16T15:30:00.000Z")]
    [InlineData("1715769000", "2024-05-16T10:30:00.000Z")]
    [InlineData("1715769000.5", "2024-05-16T10:30:00.500Z")]
    public async Task A_timestamp_is_ISO_8601_or_seconds_since_1970(string timestamp, string expiry)
    {
        var body = Bodies.AuditLog().With("timestamp", timestamp).With("complianceFlags.retentionDays", "1");
        var answer = await _tenant.PostAsync(Logs, body);

        Assert.Equal(201, answer.Status);
        Assert.Equal(expiry, answer["retentionExpiry"].GetValue<string>());
    }

    [Theory]
    [InlineData("eventType", null, "eventType:MISSING")]
    [InlineData("eventType", "\"\"", "eventType:EMPTY")]
    [InlineData("timestamp", null, "timestamp:MISSING")]
    [InlineData("timestamp", "\"2024-05-15T10:30:00\"", "timestamp:INVALID_TIMESTAMP")]
    [InlineData("timestamp", "\"2024-05-15\"", "timestamp:INVALID_TIMESTAMP")]
    [InlineData("timestamp", "\"yesterday\"", "timestamp:INVALID_TIMESTAMP")]
    [InlineData("timestamp", "\"9999-12-31T23:59:59Z\"", "timestamp:INVALID_TIMESTAMP")]
    [InlineData("timestamp", "-1", "timestamp:INVALID_TIMESTAMP")]
    [InlineData("timestamp", "1715769000000", "timestamp:INVALID_TIMESTAMP")]
    [InlineData("timestamp", "true", "timestamp:INVALID_TYPE")]
    [InlineData("tenantId", "\"other\"", "tenantId:UNKNOWN_TENANT")]
    [InlineData("tenantId", null, "tenantId:MISSING")]
    [InlineData("actorId", "\" \"", "actorId:EMPTY")]
    [InlineData("details", null, "details:MISSING")]
    [InlineData("details", "\"text\"", "details:INVALID_TYPE")]
    [InlineData("details.jobId", "1", "details.jobId:INVALID_TYPE")]
    [InlineData("details.targetEnvironment", "\"\"", "details.targetEnvironment:EMPTY")]
    [InlineData("details.ivrDefinitionIds", "\"ivr-def-001\"", "details.ivrDefinitionIds:INVALID_TYPE")]
    [InlineData("details.validationPassed", "\"yes\"", "details.validationPassed:INVALID_TYPE")]
    [InlineData("details.deploymentLatencyMs", "-1", "details.deploymentLatencyMs:OUT_OF_RANGE")]
    [InlineData("details.rollbackTriggered", "1", "details.rollbackTriggered:INVALID_TYPE")]
    [InlineData("complianceFlags", null, "complianceFlags:MISSING")]
    [InlineData("complianceFlags.gdprRelevant", "0", "complianceFlags.gdprRelevant:INVALID_TYPE")]
    [InlineData("complianceFlags.pciRelevant", null, "complianceFlags.pciRelevant:MISSING")]
    [InlineData("complianceFlags.retentionDays", "0", "complianceFlags.retentionDays:OUT_OF_RANGE")]
    [InlineData("complianceFlags.retentionDays", "3651", "complianceFlags.retentionDays:OUT_OF_RANGE")]
    [InlineData("complianceFlags.retentionDays", "30.5", "complianceFlags.retentionDays:OUT_OF_RANGE")]
    [InlineData("complianceFlags.hipaaRelevant", "true", "complianceFlags.hipaaRelevant:UNKNOWN_MEMBER")]
    public async Task A_body_that_violates_the_contract_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var answer = await _tenant.PostAsync(Logs, Bodies.AuditLog().With(path, json));

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Equal(0, (await _tenant.GetAsync(Logs))["total"].GetValue<int>());
    }

    [Theory]
    [InlineData("details.jobId", "null")]
    [InlineData("details.jobId", null)]
    [InlineData("details.deploymentLatencyMs", "null")]
    [InlineData("details.rollbackTriggered", null)]
    [InlineData("details.note", "\"anything\"")]
    public async Task A_deployment_without_all_details_can_be_recorded(string path, string? json) =>
        Assert.Equal(201, (await _tenant.PostAsync(Logs, Bodies.AuditLog().With(path, json))).Status);

    [Fact]
    public async Task The_details_of_other_events_are_not_checked() =>
        Assert.Equal(201, (await _tenant.PostAsync(Logs, Bodies.AuditLog().With("eventType", "\"LOGIN\"").With("details", "{}"))).Status);

    [Fact]
    public async Task Records_are_listed_newest_first_and_unchanged()
    {
        await _tenant.PostAsync(Logs, Bodies.AuditLog());
        _tenant.Advance(TimeSpan.FromMinutes(1));
        await _tenant.PostAsync(Logs, Bodies.AuditLog().With("eventType", "\"LOGIN\"").With("details", "{\"from\":\"loopback\"}"));
        var all = (await _tenant.GetAsync(Logs))["entities"].AsArray();
        var logins = await _tenant.GetAsync($"{Logs}?eventType=LOGIN&pageSize=1");

        Assert.Equal(["LOGIN", "IVR_DEPLOYMENT"], all.Select(log => log!["eventType"]!.GetValue<string>()));
        Assert.Equal("loopback", all[0]!["details"]!["from"]!.GetValue<string>());
        Assert.Equal("2026-03-01T12:01:00.000Z", all[0]!["recordedAt"]!.GetValue<string>());
        Assert.Equal(365, all[1]!["complianceFlags"]!["retentionDays"]!.GetValue<int>());
        Assert.Equal(1, logins["total"].GetValue<int>());
    }
}
