using System.Text;
using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Tests.Support;

/// <summary>A connection over real HTTP to a <see cref="ScriptedServer"/>, on a clock that only the test moves.</summary>
internal sealed class TestSession : IAsyncDisposable
{
    public const string ClientId = "client-of-the-test";
    public const string Secret = "secret/of+the test";
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Unusual values, so that a deadline on the clock is not mistaken for a wait.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(301);
    public static readonly TimeSpan AttemptDeadline = TimeSpan.FromSeconds(97);

    private readonly TempFolder _folder = new();
    private CxConnection? _connection;

    public TestSession(Func<CxRequestOptions, CxRequestOptions>? requests = null)
    {
        var options = new CxRequestOptions { Clock = Clock, Timeout = Deadline, AttemptTimeout = AttemptDeadline, Jitter = () => 0.5 };
        Requests = requests?.Invoke(options) ?? options;
    }

    public ScriptedServer Server { get; } = new();

    public ManualTimeProvider Clock { get; } = new(Start);

    public RecordingLog Log { get; } = new();

    public CxRequestOptions Requests { get; }

    public string AuditFolder => _folder.FullName;

    public CxConnection Connection => _connection ?? throw new InvalidOperationException("Not connected.");

    public CxApiClient Client => Connection.Client;

    /// <summary>The requests after those of connecting.</summary>
    public IReadOnlyList<ScriptedRequest> Sent => [.. Server.Requests.Skip(2)];

    /// <summary>The requested waits: all timers on the clock that are not deadlines.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. Clock.Asked.Where(IsWait)];

    public static async Task<TestSession> ConnectAsync(Func<CxRequestOptions, CxRequestOptions>? requests = null)
    {
        var session = new TestSession(requests);
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options());
        return session;
    }

    public CxConnectOptions Options() => new()
    {
        Endpoint = CxEndpoint.Create(CxEndpointStyle.Environment, Server.BaseUri.AbsoluteUri),
        Credential = new CxCredential(ClientId, Secret),
        Requests = Requests,
        AuditFolder = AuditFolder,
    };

    public async Task ConnectAsync(CxConnectOptions options)
        => _connection = await CxConnector.ConnectAsync(options, Log, CancellationToken.None).WaitAsync(Gate.Patience);

    public static CxRequest Get(string path = "/api/v2/thing") => new() { Method = HttpMethod.Get, Path = path };

    public static CxRequest Post(string body = """{"name":"thing"}""", string path = "/api/v2/thing")
        => new() { Method = HttpMethod.Post, Path = path, Body = Encoding.UTF8.GetBytes(body) };

    public Task<CxResponse> SendAsync(CxRequest request, CancellationToken cancellationToken = default)
        => Client.SendAsync(request, Log, cancellationToken);

    /// <summary>Sends a request and moves the clock past every wait.</summary>
    public async Task<CxResponse> RunAsync(CxRequest request)
    {
        var sending = SendAsync(request);
        await LetWaitsPassAsync(sending);
        return await sending;
    }

    /// <summary>Returns the error of a request, with the clock moved past every wait.</summary>
    public async Task<TException> FailAsync<TException>(CxRequest request)
        where TException : Exception
        => await Assert.ThrowsAnyAsync<TException>(() => RunAsync(request));

    /// <summary>Moves the clock to the end of each wait, but not to deadlines, until the work is done.</summary>
    public Task LetWaitsPassAsync(Task work) => Clock.LetPassAsync(work, IsWait);

    public bool IsWait(TimeSpan asked) => asked != Requests.Timeout && asked != Requests.AttemptTimeout;

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
