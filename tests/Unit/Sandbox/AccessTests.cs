using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox;

public sealed class AccessTests : IDisposable
{
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Theory]
    [InlineData("/api/v2/tenant")]
    [InlineData("/api/v2/nowhere")]
    [InlineData("/inContactAPI/services/v30.0/skills")]
    public async Task A_request_without_a_token_gets_401_for_known_and_unknown_paths(string path)
    {
        var answer = await _tenant.GetAsync(path, client: null);

        Assert.Equal(401, answer.Status);
        Assert.Contains("Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_401_distinguishes_a_missing_token_from_an_invalid_one()
    {
        var missing = await _tenant.GetAsync("/api/v2/tenant", client: null);
        var unknown = await _tenant.GetAsync("/api/v2/tenant", client: null, ("Authorization", "Bearer rubbish"));

        Assert.Equal([":invalid_token"], missing.Errors);
        Assert.Equal([":invalid_token"], unknown.Errors);
        Assert.NotEqual(missing["message"].GetValue<string>(), unknown["message"].GetValue<string>());
    }

    [Theory]
    [InlineData("POST", "/api/v2/ivr/deployments", "ivr:deploy")]
    [InlineData("POST", "/api/v2/ivr/deployments/some-job/rollback", "ivr:deploy")]
    [InlineData("POST", "/api/v2/data/export/jobs", "data:export")]
    [InlineData("GET", "/api/v2/data/export/jobs/some-job", "data:export")]
    [InlineData("PUT", "/api/v2/outbound/dialerconfigs/dialer-east", "outbound.dialerconfig.readwrite")]
    [InlineData("POST", "/api/v2/eventstreams/exports", "eventstreams.export.write")]
    [InlineData("PUT", "/api/v2/dataactions/data-action-001", "dataactions:write")]
    [InlineData("GET", "/api/v2/webhooks", "webhooks:write")]
    [InlineData("POST", "/api/v2/webhooks", "webhooks:write")]
    [InlineData("DELETE", "/api/v2/webhooks/some-webhook", "webhooks:write")]
    public async Task A_missing_scope_is_named(string method, string path, string scope)
    {
        var answer = await _tenant.SendAsync(method, path, method is "POST" or "PUT" ? "{}" : null, client: "reader");

        Assert.Equal(403, answer.Status);
        Assert.Equal(scope, answer["requiredScope"].GetValue<string>());
        Assert.Contains(scope, answer["message"].GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal([":missing_scope"], answer.Errors);
        Assert.Null(answer.Json["acceptedScopes"]);
    }

    [Fact]
    public async Task All_accepted_scopes_are_named_if_there_are_several()
    {
        var answer = await _tenant.SendAsync("PUT", "/api/v2/outbound/campaigns/campaign-idle", "{}", client: "reader");

        Assert.Equal(403, answer.Status);
        Assert.Equal("outbound:campaign:write", answer["requiredScope"].GetValue<string>());
        Assert.Equal(
            ["outbound:campaign:write", "outbound.campaign.write"],
            answer["acceptedScopes"].AsArray().Select(scope => scope!.GetValue<string>()));
        Assert.Contains("'outbound.campaign.write'", answer["message"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "outbound.read", 200)]
    [InlineData("GET", "outbound:campaign:view", 200)]
    [InlineData("GET", "outbound:campaign:read", 200)]
    [InlineData("GET", "outbound:campaign:write", 403)]
    [InlineData("PUT", "outbound:campaign:write", 409)]
    [InlineData("PUT", "outbound.campaign.write", 409)]
    [InlineData("PUT", "outbound:campaign:edit", 403)]
    public async Task Any_one_of_several_scopes_is_enough(string method, string scope, int status)
    {
        var token = (await _tenant.TokenAsync(
            $"grant_type=client_credentials&client_id=sandbox&client_secret=sandbox-secret&scope={scope}"))["access_token"];
        var answer = await _tenant.SendAsync(
            method, "/api/v2/outbound/campaigns/campaign-idle", method == "PUT" ? "{}" : null, null, ("Authorization", $"Bearer {token}"));

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("GET", "/api/v2/tenant")]
    [InlineData("GET", "/api/v2/ivr/definitions")]
    [InlineData("GET", "/api/v2/ivr/definitions/ivr-def-001")]
    [InlineData("GET", "/api/v2/ivr/deployments")]
    [InlineData("GET", "/api/v2/audit/logs")]
    [InlineData("GET", "/api/v2/outbound/dialerconfigs")]
    [InlineData("GET", "/api/v2/outbound/dialerconfigs/dialer-east")]
    [InlineData("GET", "/api/v2/outbound/campaigns")]
    [InlineData("GET", "/api/v2/outbound/campaigns/campaign-idle")]
    [InlineData("GET", "/api/v2/dataactions")]
    [InlineData("GET", "/api/v2/dataactions/data-action-001")]
    public async Task A_reader_can_read(string method, string path) =>
        Assert.Equal(200, (await _tenant.SendAsync(method, path, client: "reader")).Status);

    [Fact]
    public async Task A_reader_can_simulate_and_write_to_the_audit_log_as_the_contract_allows()
    {
        var simulation = await _tenant.PostAsync(
            "/api/v2/ivr/definitions/ivr-def-001/simulate", Bodies.Simulation("ivr-def-001", "1"), "reader");
        var audit = await _tenant.PostAsync("/api/v2/audit/logs", Bodies.AuditLog(), "reader");

        Assert.Equal(200, simulation.Status);
        Assert.Equal(201, audit.Status);
    }

    [Theory]
    [InlineData("/api/v2/nowhere")]
    [InlineData("/api/v2/ivr/definitions/")]
    [InlineData("/api/v2/ivr/definitions/a/b")]
    [InlineData("/API/v2/tenant")]
    [InlineData("/elsewhere")]
    [InlineData("/")]
    [InlineData("/sandbox/elsewhere")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        var answer = await _tenant.GetAsync(path);

        Assert.Equal(404, answer.Status);
        Assert.NotEmpty(answer["message"].GetValue<string>());
    }

    [Theory]
    [InlineData("DELETE", "/api/v2/ivr/deployments", "GET, POST")]
    [InlineData("POST", "/api/v2/tenant", "GET")]
    [InlineData("PUT", "/api/v2/ivr/definitions/ivr-def-001", "GET")]
    [InlineData("GET", "/oauth/token", "POST")]
    [InlineData("GET", "/sandbox/reset", "POST")]
    [InlineData("PATCH", "/sandbox/faults", "DELETE, GET, POST")]
    public async Task A_known_path_with_an_unsupported_method_returns_the_supported_ones(string method, string path, string allowed)
    {
        var answer = await _tenant.SendAsync(method, path);

        Assert.Equal(405, answer.Status);
        Assert.Equal(allowed, answer.Headers["Allow"]);
    }

    [Fact]
    public async Task An_encoded_slash_stays_within_its_id()
    {
        var answer = await _tenant.GetAsync("/api/v2/ivr/definitions/a%2Fb");

        Assert.Equal(404, answer.Status);
        Assert.Contains("'a/b'", answer["message"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_is_decoded_segment_by_segment()
    {
        var request = new SandboxRequest
        {
            Method = "GET",
            BaseUri = new Uri("https://sandbox.example"),
            Path = "/api/a%2Fb/c%20d",
        };

        Assert.Equal(["api", "a/b", "c d"], request.Segments);
    }

    [Fact]
    public async Task Every_response_has_a_unique_request_id_and_the_date_of_the_clock()
    {
        var first = await _tenant.GetAsync("/api/v2/tenant");
        var second = await _tenant.GetAsync("/api/v2/nowhere");

        Assert.NotEqual(first.Headers["X-Request-Id"], second.Headers["X-Request-Id"]);
        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", first.Headers["Date"]);
        Assert.Equal("application/json; charset=utf-8", first.Headers["Content-Type"]);
        Assert.Equal("application/json; charset=utf-8", second.Headers["Content-Type"]);
    }

    [Fact]
    public async Task The_profile_of_the_tenant_is_returned()
    {
        var answer = await _tenant.GetAsync("/api/v2/tenant");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"id":"tenant-123","name":"Sandbox Contact Centre"}"""), answer.Json));
    }

    [Fact]
    public async Task A_body_of_more_than_ten_megabytes_is_refused()
    {
        var largest = new string(' ', SandboxTenant.LargestBody);

        Assert.Equal(400, (await _tenant.SendAsync("POST", "/api/v2/ivr/deployments", largest)).Status);
        Assert.Equal(413, (await _tenant.SendAsync("POST", "/api/v2/ivr/deployments", largest + " ")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("[]")]
    [InlineData("{\"reason\":\"a\",\"reason\":\"b\"}")]
    [InlineData("{\"reason\":\"a\"} {}")]
    [InlineData("{\"reason\":\"\\ud800\"}")]
    [InlineData("{\"reason\":\"a\",\"\\udc00\":[]}")]
    [InlineData("{\"reason\":\"a\",\"more\":{\"deep\":[{\"x\":1,\"x\":2}]}}")]
    public async Task A_body_that_is_not_a_JSON_object_is_refused(string body)
    {
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001");
        var answer = await _tenant.SendAsync("POST", $"/api/v2/ivr/deployments/{jobId}/rollback", body);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("body:INVALID", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task A_body_of_another_content_type_is_refused(string contentType)
    {
        var answer = await _tenant.PostAsync(
            "/api/v2/ivr/deployments", Bodies.Deployment("ivr-def-001"), "sandbox", ("Content-Type", contentType));

        Assert.Equal(400, answer.Status);
        Assert.Equal(["body:CONTENT_TYPE"], answer.Errors);
    }
}
