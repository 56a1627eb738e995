using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class ConnectionTests
{
    [Fact]
    public async Task A_connection_shows_tenant_host_and_client()
    {
        await using var session = await TestSession.ConnectAsync();
        var connection = session.Connection;

        Assert.Equal("tenant-1", connection.TenantId);
        Assert.Equal("Tenant One", connection.TenantName);
        Assert.Equal(session.Server.BaseUri, connection.BaseUri);
        Assert.Equal("Environment", connection.EndpointStyle);
        Assert.Equal(TestSession.ClientId, connection.ClientId);
        Assert.Equal(CxScopes.All, connection.Scope);
        Assert.Equal(TestSession.Start.AddHours(1), connection.TokenExpiresAt);
        Assert.Equal(TestSession.Start, connection.ConnectedAt);
        Assert.Equal(TestSession.Deadline, connection.Timeout);
        Assert.Equal(4, connection.MaximumRetryCount);
        Assert.Equal(session.AuditFolder, connection.AuditPath);
        Assert.True(connection.IsOpen);
        Assert.False(connection.IsSandbox);
        Assert.Equal($"tenant-1 at 127.0.0.1 as {TestSession.ClientId}", connection.ToString());
    }

    [Fact]
    public async Task A_sandbox_connection_is_shown_as_one()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options() with { IsSandbox = true });

        Assert.True(session.Connection.IsSandbox);
        Assert.Equal($"tenant-1 at 127.0.0.1 as {TestSession.ClientId} (sandbox)", session.Connection.ToString());
    }

    [Fact]
    public async Task A_closed_connection_sends_nothing_and_discards_its_token()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Connection.Dispose();
        session.Connection.Dispose();

        Assert.False(session.Connection.IsOpen);
        Assert.Null(session.Connection.TokenExpiresAt);
        var error = Assert.Throws<CxException>(() => session.Connection.Client);
        Assert.Equal("ConnectionClosed", error.ErrorId);
        Assert.Contains("tenant-1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_a_connection_closes_its_sockets()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Connection.Dispose();

        await session.Server.WaitForAllClosedAsync();
    }

    [Fact]
    public async Task A_request_that_waits_while_the_connection_is_closed_ends_as_an_error_of_the_module()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(503));
        var sending = session.SendAsync(TestSession.Get());
        await session.Clock.WaitForTimersAsync(1, session.IsWait);
        session.Connection.Dispose();
        session.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("ConnectionClosed", (await Assert.ThrowsAnyAsync<CxException>(() => sending.WaitAsync(Gate.Patience))).ErrorId);
    }

    [Fact]
    public async Task A_token_request_in_progress_ends_when_the_connection_is_closed()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Clock.Advance(TimeSpan.FromHours(1));
        session.Server.Then(ScriptedAnswer.Never());
        var sending = session.SendAsync(TestSession.Get());
        await session.Server.WaitForRequestsAsync(3);
        session.Connection.Dispose();

        Assert.Equal("ConnectionClosed", (await Assert.ThrowsAnyAsync<CxException>(() => sending.WaitAsync(Gate.Patience))).ErrorId);
    }

    [Theory]
    [InlineData(401, "TokenRefused")]
    [InlineData(403, "PermissionDenied")]
    [InlineData(404, "ObjectNotFound")]
    public async Task A_tenant_that_cannot_be_read_fails_the_connection(int status, string id)
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Status(status));
        if (status == 401)
        {
            session.Server.Then(ScriptedAnswer.Token("token-2-of-the-test"), ScriptedAnswer.Status(status));
        }

        Assert.Equal(id, (await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(session.Options()))).ErrorId);
        await session.Server.WaitForAllClosedAsync();
    }

    [Fact]
    public async Task Options_out_of_range_are_reported_together_and_nothing_is_sent()
    {
        await using var session = new TestSession();
        var requests = session.Requests with { RequestsPerMinute = 0, MaximumRetryCount = 21, Timeout = TimeSpan.Zero };
        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => session.ConnectAsync(session.Options() with { Requests = requests }));

        Assert.Equal("ParameterInvalid", error.ErrorId);
        Assert.Equal(3, error.Violations.Count);
        Assert.All(error.Violations, violation => Assert.Contains(violation, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 0, 0.001)]
    [InlineData(1_000_000, 20, 86_400)]
    public async Task The_ends_of_the_ranges_are_possible(int perMinute, int retries, double seconds)
    {
        await using var session = new TestSession(options =>
            options with { RequestsPerMinute = perMinute, MaximumRetryCount = retries, Timeout = TimeSpan.FromSeconds(seconds) });
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options());

        Assert.Equal(perMinute, session.Connection.RequestsPerMinute);
    }

    [Theory]
    [InlineData(null, "secret")]
    [InlineData("", "secret")]
    [InlineData("id", null)]
    [InlineData("id", "")]
    public void A_credential_needs_an_id_and_a_secret(string? id, string? secret)
        => Assert.ThrowsAny<ArgumentException>(() => new CxCredential(id!, secret!));

    [Fact]
    public async Task A_null_request_or_log_is_refused()
    {
        await using var session = new TestSession();
        await Assert.ThrowsAsync<ArgumentNullException>(
            "options", () => CxConnector.ConnectAsync(null!, session.Log, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentNullException>(
            "log", () => CxConnector.ConnectAsync(session.Options(), null!, CancellationToken.None));
        Assert.Throws<ArgumentNullException>("environment", () => new CxConnectRequest().Resolve(null!));
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task Two_connections_never_share_a_token_or_a_budget()
    {
        await using var first = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 2 });
        await using var second = new TestSession(options => options with { RequestsPerMinute = 2 });
        second.Server.Then(ScriptedAnswer.Token("token-of-the-other"), ScriptedAnswer.Tenant(), ScriptedAnswer.Json(200, "{}"));
        await second.ConnectAsync(second.Options());
        first.Server.Then(ScriptedAnswer.Json(200, "{}"));
        await first.RunAsync(TestSession.Get());
        await second.RunAsync(TestSession.Get());

        Assert.Equal("Bearer token-1-of-the-test", first.Sent[0].Header("Authorization"));
        Assert.Equal("Bearer token-of-the-other", second.Sent[0].Header("Authorization"));
        Assert.Equal([TimeSpan.FromSeconds(1)], second.Waits);
    }
}
