using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

/// <summary>
/// Network failures between the module and a real tenant: which error occurs, after what time, and which changes the tenant has then.
/// </summary>
[Collection(SharedSandbox.Collection)]
public sealed class TransportFaultTests : IAsyncLifetime, IDisposable
{
    private const string Action = "data-action-001";
    private const string ActionPath = $"/api/v2/dataactions/{Action}";
    private static readonly TimeSpan[] BackOffs =
    [
        TimeSpan.FromSeconds(0.375), TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3)
    ];
    private readonly SharedSandbox _sandbox;
    private readonly ManualTimeProvider _clock = new(TestSession.Start);
    private readonly TempFolder _folder = new();
    private readonly TcpProxy _proxy;
    private readonly SemaphoreSlim _heads = new(0);
    private CxConnection? _connection;
    private DateTimeOffset _began;

    public TransportFaultTests(SharedSandbox sandbox)
    {
        _sandbox = sandbox;
        _proxy = new TcpProxy(sandbox.Server.BaseUri);
    }

    public async Task InitializeAsync()
    {
        await _sandbox.ResetAsync();
        var options = _sandbox.Options(
            _folder.FullName,
            requests: new CxRequestOptions
            {
                Clock = _clock,
                Timeout = TestSession.Deadline,
                AttemptTimeout = TestSession.AttemptDeadline,
                Jitter = () => 0.5,
                RequestsPerMinute = 6000
            });
        _connection = await CxConnector.ConnectAsync(
            options with
            {
                Endpoint = CxEndpoint.Create(CxEndpointStyle.Environment, _proxy.BaseUri.AbsoluteUri),
                Transport = () => new HeadWatch(HttpPipelines.CreateTransport(), _heads)
            },
            NullCxLog.Instance,
            CancellationToken.None).WaitAsync(Gate.Patience);
        _began = _clock.GetUtcNow();
    }

    public async Task DisposeAsync()
    {
        _connection?.Dispose();
        await _proxy.DisposeAsync();
    }

    public void Dispose()
    {
        _folder.Dispose();
        _heads.Dispose();
    }

    [Theory]
    [InlineData("ResetUnread")]
    [InlineData("ResetRead")]
    [InlineData("Close")]
    [InlineData("Truncated")]
    [InlineData("LengthTooLong")]
    public async Task A_read_over_a_broken_connection_has_five_attempts_with_the_documented_waits(string fault)
    {
        // For a read, the transport itself reconnects up to three times if a connection closes without a byte.
        _proxy.Spoil("GET", Enumerable.Repeat(Enum.Parse<TcpFault>(fault), fault == "Close" ? 20 : 5));
        var error = await FailAsync<CxRequestException>(Get());

        Assert.Equal("ConnectionFailed", error.ErrorId);
        Assert.Equal(5, error.Attempts);
        Assert.Equal(BackOffs, Waits);
        Assert.Equal(TimeSpan.FromSeconds(5.625), Passed);
        AssertNamed(error, "GET");
        Assert.Equal(CxErrors.ConnectionFailed.RecommendedAction, error.RecommendedAction);
    }

    [Theory]
    [InlineData("ResetUnread")]
    [InlineData("ResetRead")]
    [InlineData("Close")]
    [InlineData("Truncated")]
    [InlineData("LengthTooLong")]
    public async Task A_read_over_a_connection_that_breaks_once_succeeds(string fault)
    {
        _proxy.Spoil("GET", Enum.Parse<TcpFault>(fault));
        var response = await RunAsync(Get());

        Assert.Equal(fault == "Close" ? 1 : 2, response.Attempts);
        Assert.Equal(Action, response.ReadJson().GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("ResetUnread", "PUT")]
    [InlineData("ResetRead", "PUT")]
    [InlineData("Close", "PUT")]
    [InlineData("Truncated", "PUT")]
    [InlineData("LengthTooLong", "PUT")]
    [InlineData("ResetUnread", "POST")]
    [InlineData("ResetRead", "POST")]
    [InlineData("Close", "POST")]
    [InlineData("Truncated", "POST")]
    [InlineData("LengthTooLong", "POST")]
    public async Task A_write_over_a_broken_connection_is_unknown_at_once_and_made_at_most_once(string fault, string method)
    {
        _proxy.Spoil(method, Enum.Parse<TcpFault>(fault));
        var request = await WriteAsync(method);
        var error = await FailAsync<CxUnknownOutcomeException>(request);

        Assert.Equal("OutcomeUnknown", error.ErrorId);
        Assert.Equal(1, error.Attempts);
        Assert.Equal(TimeSpan.Zero, Passed);
        Assert.Equal(request.LookUp, error.RecommendedAction);
        Assert.True(error.AnswerWasLost);
        AssertNamed(error, method);
        Assert.Equal(fault == "ResetUnread" ? 0 : 1, await EffectsAsync(method));
    }

    [Theory]
    [InlineData("ResetUnread", null)]
    [InlineData("ResetRead", 412)]
    [InlineData("Close", 412)]
    [InlineData("Truncated", 412)]
    [InlineData("LengthTooLong", 412)]
    public async Task A_write_with_a_version_is_sent_again_and_made_once(string fault, int? refusal)
    {
        _proxy.Spoil("PUT", Enum.Parse<TcpFault>(fault));
        var request = await WriteAsync("PUT", withVersion: true);
        if (refusal is null)
        {
            Assert.Equal(2, (await RunAsync(request)).Attempts);
        }
        else
        {
            // If a repeat is refused, the error reports that an earlier attempt may have been applied.
            var error = await FailAsync<CxRequestException>(request);
            Assert.Equal(refusal, error.StatusCode);
            Assert.True(error.AnswerWasLost);
        }

        Assert.Equal(1, await EffectsAsync("PUT"));
    }

    [Theory]
    [InlineData("Silence")]
    [InlineData("HeadOnly")]
    [InlineData("Drip")]
    public async Task A_read_that_stalls_times_out_exactly_at_the_deadline_of_the_request(string fault)
    {
        _proxy.Spoil("GET", Enumerable.Repeat(Enum.Parse<TcpFault>(fault), 4));
        await DrainAsync();
        var sending = SendAsync(Get());
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await WaitForStallAsync(fault, attempt);
            Pass(fault, TestSession.AttemptDeadline);
            await _clock.WaitForTimersAsync(1, IsWait);
            _clock.Advance(_clock.FirstTimer(IsWait)!.Value.Left);
        }

        await WaitForStallAsync(fault, 4);
        _clock.Advance(TestSession.Deadline - Passed - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => sending.WaitAsync(Gate.Patience));
        Assert.Equal("RequestTimeout", error.ErrorId);
        Assert.Equal(4, error.Attempts);
        AssertNamed(error, "GET");
        Assert.Equal(CxErrors.RequestTimeout.RecommendedAction, error.RecommendedAction);
    }

    [Theory]
    [InlineData("Silence", "PUT")]
    [InlineData("HeadOnly", "PUT")]
    [InlineData("Drip", "PUT")]
    [InlineData("Silence", "POST")]
    [InlineData("HeadOnly", "POST")]
    [InlineData("Drip", "POST")]
    public async Task A_write_that_stalls_is_unknown_exactly_at_the_timeout_of_its_attempt(string fault, string method)
    {
        _proxy.Spoil(method, Enum.Parse<TcpFault>(fault));
        var request = await WriteAsync(method);
        await DrainAsync();
        var sending = SendAsync(request);
        await WaitForStallAsync(fault, 1);
        Pass(fault, TestSession.AttemptDeadline - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => sending.WaitAsync(Gate.Patience));
        Assert.Equal(TestSession.AttemptDeadline, Passed);
        Assert.Equal(1, error.Attempts);
        Assert.Contains(HttpMessages.NoCompleteAnswer(TestSession.AttemptDeadline), error.Message, StringComparison.Ordinal);
        Assert.Equal(request.LookUp, error.RecommendedAction);
        AssertNamed(error, method);
        Assert.Equal(1, await EffectsAsync(method));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task A_refused_connection_has_five_attempts_for_a_write_as_well_and_changes_nothing(string method)
    {
        var request = method == "GET" ? Get() : await WriteAsync(method);
        await _proxy.RefuseAsync();
        var error = await FailAsync<CxRequestException>(request);

        Assert.Equal("ConnectionFailed", error.ErrorId);
        Assert.Equal(5, error.Attempts);
        Assert.Equal(BackOffs, Waits);
        AssertNamed(error, method);
        Assert.Equal(CxErrors.ConnectionFailed.RecommendedAction, error.RecommendedAction);
        Assert.Equal(0, method == "GET" ? 0 : await EffectsAsync(method));
    }

    [Fact]
    public async Task An_answer_longer_than_its_content_length_is_refused_and_does_not_spoil_the_next_answer()
    {
        _proxy.Spoil("GET", TcpFault.LengthTooShort);
        var cut = await RunAsync(Get());
        var error = Assert.Throws<CxRequestException>(() => cut.ReadJson());

        Assert.Equal("ResponseInvalid", error.ErrorId);
        AssertNamed(error, "GET");
        Assert.Equal("tenant-123", (await RunAsync(TestSession.Get("/api/v2/tenant"))).ReadJson().GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_write_whose_answer_is_longer_than_it_says_is_of_unknown_outcome()
    {
        _proxy.Spoil("POST", TcpFault.LengthTooShort);
        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => TenantAudit.RecordAsync(
            _connection!,
            "FAULT",
            ["x"],
            JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["a"] = "b" }),
            new TenantAuditFlags(),
            NullCxLog.Instance,
            CancellationToken.None).WaitAsync(Gate.Patience));

        Assert.Equal("OutcomeUnknown", error.ErrorId);
        Assert.Equal(201, error.StatusCode);
        Assert.Equal(
            [AuditOutcome.Started, AuditOutcome.Unknown], _connection!.AuditLog.Read(NullCxLog.Instance).Select(record => record.Outcome));
        Assert.Equal(1, await EffectsAsync("POST"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task An_untrusted_certificate_is_refused_once_and_nothing_is_sent(string method)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest(
            "CN=127.0.0.1",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var received = 0;
        var error = await OverTlsAsync(method, async stream =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            received += await tls.ReadAsync(new byte[1000]);
        });

        Assert.Equal("TlsFailed", error.ErrorId);
        Assert.Equal(1, error.Attempts);
        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        Assert.Equal(CxErrors.TlsFailed.RecommendedAction, error.RecommendedAction);
        Assert.Equal(0, received);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_plain_answer_to_a_tls_hello_is_refused_once(string method)
    {
        var error = await OverTlsAsync(method, async stream =>
        {
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
        });

        Assert.Equal("TlsFailed", error.ErrorId);
        Assert.Equal(1, error.Attempts);
        Assert.DoesNotContain("see inner exception", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_connection_that_breaks_during_the_tls_handshake_is_retried_for_a_write_as_well(
        string method)
    {
        var error = await OverTlsAsync(method, async stream =>
        {
            _ = await stream.ReadAsync(new byte[4096]);
            stream.Socket.LingerState = new LingerOption(true, 0);
        });

        Assert.Equal("ConnectionFailed", error.ErrorId);
        Assert.Equal(4, error.Attempts);
    }

    /// <summary>Returns the error of a request to an address that serves each connection as given.</summary>
    private static async Task<CxRequestException> OverTlsAsync(string method, Func<NetworkStream, Task> serve)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        using var stop = new CancellationTokenSource();
        listener.Start();
        var serving = ServeAsync();
        using var client = new BareClient(
            new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
            new CxRequestOptions { RetryDelay = TimeSpan.Zero, MaximumRetryCount = 3 });
        var request = (method == "GET" ? TestSession.Get() : TestSession.Post()) with { LookUp = "Look." };
        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => client.Client.SendAsync(request, NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience));
        await stop.CancelAsync();
        await serving.WaitAsync(Gate.Patience);
        AssertNamed(error, method);
        return error;

        async Task ServeAsync()
        {
            while (true)
            {
                try
                {
                    using var socket = await listener.AcceptSocketAsync(stop.Token);
                    await using var stream = new NetworkStream(socket);
                    await serve(stream);
                }
                catch (Exception exception) when (exception is IOException
                    or SocketException
                    or System.Security.Authentication.AuthenticationException)
                {
                    // The client has disconnected; the next one may connect.
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    private static void AssertNamed(CxRequestException error, string method)
    {
        Assert.Equal(method, error.Method);
        Assert.NotNull(error.Uri);
        Assert.Contains($"{method} {error.Uri}", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
    }

    private static bool IsWait(TimeSpan asked) => asked != TestSession.Deadline && asked != TestSession.AttemptDeadline;

    private TimeSpan Passed => _clock.GetUtcNow() - _began;

    private IReadOnlyList<TimeSpan> Waits => [.. _clock.Asked.Where(IsWait)];

    private Task<CxResponse> SendAsync(CxRequest request)
        => _connection!.Client.SendAsync(request, NullCxLog.Instance, CancellationToken.None);

    private async Task<CxResponse> RunAsync(CxRequest request)
    {
        var sending = SendAsync(request);
        await _clock.LetPassAsync(sending, IsWait);
        return await sending;
    }

    private async Task<TException> FailAsync<TException>(CxRequest request)
        where TException : Exception
        => await Assert.ThrowsAsync<TException>(() => RunAsync(request));

    /// <summary>
    /// Waits until as much of the answer has arrived as ever will. If it has headers, they have been read, and the body is waited for.
    /// </summary>
    private async Task WaitForStallAsync(string fault, int count)
    {
        await _proxy.WaitForFaultsAsync(count);
        if (fault == "HeadOnly")
        {
            Assert.True(await _heads.WaitAsync(Gate.Patience));
        }
    }

    private async Task DrainAsync()
    {
        while (_heads.CurrentCount > 0)
        {
            await _heads.WaitAsync();
        }
    }

    /// <summary>Advances the clock. A slow answer continues to arrive.</summary>
    private void Pass(string fault, TimeSpan time)
    {
        for (var drop = 0; fault == "Drip" && drop < 10; drop++)
        {
            _proxy.Drop(1);
            _clock.Advance(TimeSpan.FromSeconds(1));
            time -= TimeSpan.FromSeconds(1);
        }

        _clock.Advance(time);
    }

    private static CxRequest Get() => TestSession.Get(ActionPath);

    private async Task<CxRequest> WriteAsync(string method, bool withVersion = false)
    {
        if (method == "POST")
        {
            return TestSession.Post(
                """{"eventType":"FAULT","timestamp":"2026-03-01T12:00:00.000Z","tenantId":"tenant-123","actorId":"sandbox","details":{"a":1},"complianceFlags":{"gdprRelevant":true,"pciRelevant":true,"retentionDays":365}}""",
                "/api/v2/audit/logs") with { LookUp = "Look in the audit log." };
        }

        var read = await RunAsync(Get());
        _began = _clock.GetUtcNow();
        return new CxRequest
        {
            Method = HttpMethod.Put,
            Path = ActionPath,
            Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(read.Body.Span)[..^1] + ",\"note\":1}"),
            IfMatch = withVersion ? read.ETag : null,
            LookUp = "Read the data action."
        };
    }

    /// <summary>Returns how often the tenant applied the write, read directly and not through the proxy.</summary>
    private async Task<int> EffectsAsync(string method)
    {
        using var state = JsonDocument.Parse(await _sandbox.Server.Client.GetStringAsync(new Uri("/sandbox/state", UriKind.Relative)));
        return method == "POST"
            ? state.RootElement
                .GetProperty("auditLogs")
                .EnumerateArray()
                .Count(entry => entry.GetProperty("eventType").GetString() == "FAULT")
            : state.RootElement
                .GetProperty("dataActions")
                .EnumerateArray()
                .Single(action => action.GetProperty("id").GetString() == Action)
                .GetProperty("version")
                .GetInt32() - 1;
    }

    /// <summary>The module's transport, which signals when the headers of an answer have been read.</summary>
    private sealed class HeadWatch : DelegatingHandler
    {
        private readonly SemaphoreSlim _heads;

        public HeadWatch(HttpMessageHandler inner, SemaphoreSlim heads)
            : base(inner) => _heads = heads;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            _heads.Release();
            return response;
        }
    }
}
