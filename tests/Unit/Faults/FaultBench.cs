using System.Text;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Http;
using CxOne.Published;
using CxOne.Sandbox;
using CxOne.Tests.Support;

namespace CxOne.Tests.Faults;

/// <summary>
/// A new tenant, a proxy in front of it, and a connection through the proxy, all on one clock that moves only when work waits for it.
/// </summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private const int MaxAnswerBytes = 256 * 1024;
    private readonly TempFolder _folder = new();
    private readonly int _maxAnswerBytes;
    private readonly ManualTimeProvider _clock = new(TestSession.Start);
    private readonly SandboxTenant _tenant;
    private readonly CancellationTokenSource _cancel = new();
    private CxConnection? _connection;
    private Action<FaultBench>? _duringNextWait;

    public FaultBench(SandboxPublishedPut put = SandboxPublishedPut.Replace, int maxAnswerBytes = MaxAnswerBytes)
    {
        _maxAnswerBytes = maxAnswerBytes;
        _tenant = Sandbox.TestTenant.Create(new SandboxOptions
        {
            Clock = new TenantClock(_clock), RateLimitPerMinute = 1_000_000, PublishedPut = put,
        });
        Proxy = new FaultProxy(_tenant.HandleAsync);
    }

    public FaultProxy Proxy { get; }

    public RecordingLog Log { get; } = new();

    public CxConnection Connection => _connection ?? throw new InvalidOperationException("Not connected.");

    /// <summary>Id of the object that the form has prepared.</summary>
    public string? Id { get; set; }

    public string AuditFolder => _folder.FullName;

    public CancellationToken Cancelled => _cancel.Token;

    public void Cancel() => _cancel.Cancel();

    /// <summary>Calls an action as soon as the work waits, before the clock moves past that wait.</summary>
    public void ActDuringNextWait(Action<FaultBench> act) => _duringNextWait = act;

    public async Task ConnectAsync()
        => _connection = await CxConnector.ConnectAsync(
            new CxConnectOptions
            {
                Endpoint = CxEndpoint.Create(CxEndpointStyle.Environment, Proxy.BaseUri.AbsoluteUri),
                Credential = new CxCredential("sandbox", "sandbox-secret"),
                Requests = new CxRequestOptions
                {
                    Clock = _clock,
                    Timeout = TestSession.Deadline,
                    AttemptTimeout = TestSession.AttemptDeadline,
                    Jitter = static () => 0.5,
                    RequestsPerMinute = 1_000_000,
                    MaximumResponseBytes = _maxAnswerBytes,
                },
                AuditFolder = AuditFolder,
            },
            Log,
            CancellationToken.None).WaitAsync(Gate.Patience);

    /// <summary>Moves the clock past every wait of the work, and past the deadline of an attempt whose answer stalls.</summary>
    public async Task<T> RunAsync<T>(Task<T> work)
    {
        Task? waiting = null;
        for (var moves = 0; !work.IsCompleted; moves++)
        {
            if (moves > 5000)
            {
                throw new TimeoutException("The work does not end.");
            }

            waiting ??= _clock.WaitForTimersAsync(1, IsWait);
            var stalled = Proxy.Stalled;
            await Task.WhenAny(work, waiting, stalled).WaitAsync(Gate.Patience);
            if (waiting.IsCompleted)
            {
                waiting = null;
                if (Interlocked.Exchange(ref _duringNextWait, null) is { } act)
                {
                    act(this);
                }
                else
                {
                    Advance(IsWait);
                }
            }
            else if (stalled.IsCompleted && !work.IsCompleted)
            {
                Proxy.TakeStall();
                Advance(asked => !IsWait(asked));
            }
        }

        return await work;
    }

    public IReadOnlyList<AuditRecord> Records() => [.. new AuditLog(AuditFolder, _clock).Read(NullCxLog.Instance)];

    public async Task<TenantView> LookAsync()
        => new(await ReadAsync("/sandbox/state"), [.. (await ReadAsync("/sandbox/requests")).GetProperty("requests").EnumerateArray()]);

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        await Proxy.DisposeAsync();
        _tenant.Dispose();
        _cancel.Dispose();
        _folder.Dispose();
    }

    private async Task<JsonElement> ReadAsync(string path)
    {
        var response = await _tenant.HandleAsync(new SandboxRequest { Method = "GET", BaseUri = Proxy.BaseUri, Path = path },
            CancellationToken.None);
        return JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(response.Body.Span));
    }

    private void Advance(Func<TimeSpan, bool> match)
    {
        if (_clock.FirstTimer(match) is { } timer)
        {
            _clock.Advance(timer.Left);
        }
    }

    /// <summary>
    /// The other timers end a request: the deadline, that of an attempt, and after a stop that of the release of a lock.
    /// </summary>
    private bool IsWait(TimeSpan asked)
        => asked != TestSession.Deadline
            && asked != TestSession.AttemptDeadline
            && !(asked == ScriptLock.ReleaseTime && _cancel.IsCancellationRequested);

    /// <summary>The same time without timers, which would be mistaken for waits. The tenant computes due changes when it is read.</summary>
    private sealed class TenantClock : TimeProvider
    {
        private readonly TimeProvider _clock;

        public TenantClock(TimeProvider clock) => _clock = clock;

        public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
