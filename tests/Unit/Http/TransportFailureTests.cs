using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class TransportFailureTests
{
    private static readonly CxRequestOptions Quick = new() { RetryDelay = TimeSpan.Zero, MaximumRetryCount = 3 };

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task A_refused_connection_is_retried_for_a_write_as_well(string method)
    {
        using var client = new BareClient(UnusedAddress(), Quick);
        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => SendAsync(client, TestSession.Post() with { Method = new HttpMethod(method) }));

        Assert.Equal("ConnectionFailed", error.ErrorId);
        Assert.Equal(CxErrorKind.Connection, error.Definition.Kind);
        Assert.Equal(4, error.Attempts);
        Assert.Null(error.StatusCode);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, 4)]
    [InlineData(HttpRequestError.ProxyTunnelError, 4)]
    [InlineData(HttpRequestError.SecureConnectionError, 1)]
    public async Task A_write_that_cannot_have_arrived_is_never_unknown(HttpRequestError failure, int attempts)
    {
        using var client = new BareClient(
            new Uri("https://tenant.example"), Quick, () => new FailingHandler(() => new HttpRequestException(failure, "it failed")));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => SendAsync(client, TestSession.Post()));

        Assert.Equal(failure == HttpRequestError.SecureConnectionError ? "TlsFailed" : "ConnectionFailed", error.ErrorId);
        Assert.Equal(attempts, error.Attempts);
    }

    [Fact]
    public async Task A_failed_tls_negotiation_is_TlsFailed_and_not_retried()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        using var stop = new CancellationTokenSource();
        listener.Start();
        var connections = 0;
        var serving = ServeAsync();
        using var client = new BareClient(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), Quick);
        var error = await Assert.ThrowsAsync<CxRequestException>(() => SendAsync(client, TestSession.Get()));
        await stop.CancelAsync();
        await serving.WaitAsync(Gate.Patience);

        Assert.Equal("TlsFailed", error.ErrorId);
        Assert.Equal(1, error.Attempts);
        Assert.Equal(1, connections);

        async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var socket = await listener.AcceptSocketAsync(stop.Token);
                    connections++;
                    var hello = new byte[4096];
                    _ = await socket.ReceiveAsync(hello);
                    await socket.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // The test is over.
            }
        }
    }

    [Fact]
    public async Task A_connect_timeout_is_a_failure_and_not_a_cancellation()
    {
        using var client = new BareClient(new Uri("http://127.0.0.1:9"), Quick, () => new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(1),
            ConnectCallback = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException("This line is never reached.");
            },
        });
        var error = await Assert.ThrowsAsync<CxRequestException>(() => SendAsync(client, TestSession.Post()));

        Assert.Equal("ConnectionFailed", error.ErrorId);
        Assert.Equal(4, error.Attempts);
    }

    [Theory]
    [InlineData(301, "GET")]
    [InlineData(302, "GET")]
    [InlineData(303, "POST")]
    [InlineData(307, "POST")]
    [InlineData(308, "POST")]
    public async Task A_redirect_is_not_followed_and_the_token_goes_nowhere_else(int status, string method)
    {
        await using var elsewhere = new ScriptedServer();
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(status, ("Location", $"{elsewhere.BaseUri}stolen")));
        var error = await session.FailAsync<CxRequestException>(TestSession.Post() with { Method = new HttpMethod(method) });

        // A redirect may follow a write that was made (303), or come from a login page.
        Assert.Equal(method == "GET" ? "UnexpectedStatus" : "OutcomeUnknown", error.ErrorId);
        Assert.Equal(status, error.StatusCode);
        Assert.Equal(0, elsewhere.Connections);
        Assert.Single(session.Sent);
    }

    [Fact]
    public async Task A_redirect_of_the_token_request_is_not_followed_with_the_secret()
    {
        await using var elsewhere = new ScriptedServer();
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Status(307, ("Location", $"{elsewhere.BaseUri}stolen")));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(session.Options()));

        Assert.Equal("UnexpectedStatus", error.ErrorId);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Theory]
    [InlineData("length")]
    [InlineData("chunks")]
    [InlineData("gzip")]
    public async Task An_answer_that_is_too_large_is_refused_and_not_requested_again(string how)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumResponseBytes = 1000 });
        var large = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 2000)}}"}""");
        session.Server.Then(how switch
        {
            "length" => ScriptedAnswer.Of(200, large),
            "chunks" => ScriptedAnswer.Raw(
                $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{large.Length:x}\r\n{Encoding.UTF8.GetString(large)}\r\n0\r\n\r\n"),
            _ => ScriptedAnswer.Of(200, Zip(large), ("Content-Encoding", "gzip")),
        });
        var error = await session.FailAsync<CxRequestException>(TestSession.Get());

        Assert.Equal("ResponseInvalid", error.ErrorId);
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task An_answer_of_exactly_the_largest_size_is_read()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumResponseBytes = 1000 });
        session.Server.Then(ScriptedAnswer.Of(200, new byte[1000]));

        Assert.Equal(1000, (await session.RunAsync(TestSession.Get())).Body.Length);
    }

    [Fact]
    public async Task A_compressed_answer_is_unpacked()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Of(200, Zip("""{"a":1}"""u8.ToArray()), ("Content-Encoding", "gzip")));

        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString((await session.RunAsync(TestSession.Get())).Body.Span));
    }

    [Theory]
    [InlineData("GET", 2)]
    [InlineData("POST", 1)]
    public async Task A_compressed_answer_that_cannot_be_decompressed_is_a_lost_answer(string method, int attempts)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 1 });
        var broken = Zip(Encoding.UTF8.GetBytes(new string('x', 5000)));
        broken.AsSpan(10).Fill(0xff);
        session.Server.Then([.. Enumerable.Repeat(ScriptedAnswer.Of(200, broken, ("Content-Encoding", "gzip")), attempts)]);
        var error = await session.FailAsync<CxRequestException>(TestSession.Post() with { Method = new HttpMethod(method) });

        Assert.Equal(method == "POST" ? "OutcomeUnknown" : "ConnectionFailed", error.ErrorId);
        Assert.Equal(attempts, error.Attempts);
    }

    [Theory]
    [InlineData("rubbish\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n")]
    [InlineData("HTTP/1.1 2OO OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task An_answer_that_is_not_http_is_a_broken_connection(string wire)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 1 });
        session.Server.Then(ScriptedAnswer.Raw(wire), ScriptedAnswer.Raw(wire), ScriptedAnswer.Raw(wire));

        Assert.Equal("ConnectionFailed", (await session.FailAsync<CxRequestException>(TestSession.Get())).ErrorId);
        await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post());
    }

    private static Task<CxResponse> SendAsync(BareClient client, CxRequest request)
        => client.Client.SendAsync(request, NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience);

    private static byte[] Zip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>A bound port without a listener, which no other process can take.</summary>
    private static Uri UnusedAddress()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
    }

    private sealed class FailingHandler : HttpMessageHandler
    {
        private readonly Func<Exception> _failure;

        public FailingHandler(Func<Exception> failure) => _failure = failure;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => throw _failure();
    }
}
