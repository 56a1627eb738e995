using System.Diagnostics;
using CxOne.Audit;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

/// <summary>Stops while another process holds the lock of the log.</summary>
public sealed class HeldLogTests : IClassFixture<HeldLogTests.Holder>, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly AuditLog _audit;
    private readonly LockHolder _holder;

    public HeldLogTests(Holder holder)
    {
        _audit = new AuditLog(_folder.FullName, TimeProvider.System);
        _holder = holder.Process;
    }

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Waits() => ["note", "start", "check", "read", "verify", "values", "behind another thread"];

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task Canceled_wait_for_the_log_ends_within_100_ms(string wait)
    {
        _audit.Append(Entry(AuditOutcome.Noted), NullCxLog.Instance);
        await _holder.HoldAsync(_folder.FullName);
        using var first = new CancellationTokenSource();
        var before = wait == "behind another thread" ? await StartAsync(() => _audit.EnsureWritable(first.Token)) : null;

        await AssertStopsAsync(token => StartAsync(() => Use(wait, token)));

        if (before is not null)
        {
            await first.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => before.Task.WaitAsync(Gate.Patience));
        }

        Assert.Empty(Directory.GetFiles(_folder.FullName, "audit-spool-*"));
    }

    [Fact]
    public async Task Canceled_outcome_is_saved_within_100_ms_and_added_when_the_log_is_free()
    {
        var fastest = TimeSpan.MaxValue;
        var rounds = 0;
        while (rounds++ < 5 && fastest > StoppedChangeTests.Promise)
        {
            var operation = $"operation {rounds}";
            _audit.Append(Entry(AuditOutcome.Started, operation), NullCxLog.Instance);
            await _holder.HoldAsync(_folder.FullName);
            using var stop = new CancellationTokenSource();
            var working = await StartAsync(() => _audit.Append(Entry(AuditOutcome.Interrupted, operation), NullCxLog.Instance, stop.Token));
            var watch = Stopwatch.StartNew();
            await stop.CancelAsync();
            var error = await Assert.ThrowsAsync<AuditWriteException>(() => working.Task.WaitAsync(Gate.Patience));
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
            Assert.Equal(_folder.FullName, Path.GetDirectoryName(error.SpoolPath));
            await _holder.FreeAsync();
        }

        Assert.True(fastest <= StoppedChangeTests.Promise, $"The fastest of five took {fastest.TotalMilliseconds} ms.");
        _audit.Append(Entry(AuditOutcome.Started, "next"), NullCxLog.Instance);
        Assert.Equal(rounds - 1, _audit.Read(NullCxLog.Instance).Count(record => record.Outcome == AuditOutcome.Interrupted));
        Assert.True(_audit.Verify().IsValid);
    }

    /// <summary>Each change, stopped while it waits for the tenant and another process has taken the lock of the log.</summary>
    [Theory]
    [MemberData(nameof(StoppedChangeTests.Changes), MemberType = typeof(StoppedChangeTests))]
    public async Task Stopped_change_ends_within_100_ms_and_its_outcome_is_saved(string change)
    {
        var fastest = TimeSpan.MaxValue;
        for (var round = 0; round < 5 && fastest > StoppedChangeTests.Promise; round++)
        {
            await using var session = await TestSession.ConnectAsync();
            var (answers, isTimer) = StoppedChangeTests.Answers(change);
            session.Server.Then(answers);
            using var stop = new CancellationTokenSource();
            var working = StoppedChangeTests.WorkAsync(session, change, stop.Token);
            await session.Server.WaitForRequestsAsync(2 + answers.Length);
            if (isTimer)
            {
                await session.Clock.WaitForTimersAsync(1, session.IsWait);
            }

            await _holder.HoldAsync(session.AuditFolder);
            var watch = Stopwatch.StartNew();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => working.WaitAsync(Gate.Patience));
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
            await _holder.FreeAsync();

            Assert.Single(Directory.GetFiles(session.AuditFolder, "audit-spool-*"));
            if (change != "event at the tenant")
            {
                // The first record of a new AuditLog object adds the saved records, whatever its outcome.
                new AuditLog(session.AuditFolder, session.Clock).Append(Entry(AuditOutcome.Noted), session.Log);
                Assert.Equal(AuditOutcome.Interrupted, session.Connection.AuditLog.Read(session.Log).SkipLast(1).Last().Outcome);
                Assert.Empty(Directory.GetFiles(session.AuditFolder, "audit-spool-*"));
            }
        }

        Assert.True(fastest <= StoppedChangeTests.Promise, $"The fastest of five took {fastest.TotalMilliseconds} ms.");
    }

    /// <summary>Each change, stopped at its first use of the log, before it has sent anything.</summary>
    [Theory]
    [MemberData(nameof(StoppedChangeTests.Changes), MemberType = typeof(StoppedChangeTests))]
    public async Task Change_stopped_before_its_start_ends_within_100_ms_and_sends_no_write(string change)
    {
        await using var session = await TestSession.ConnectAsync();
        await _holder.HoldAsync(session.AuditFolder);
        await AssertStopsAsync(async token =>
        {
            // A roll-back reads the job before it uses the log.
            var reads = change.Contains("roll-back", StringComparison.Ordinal) ? StoppedChangeTests.Answers(change).Answers[..1] : [];
            var seen = session.Server.Requests.Count;
            session.Server.Then(reads);
            var waiting = await StartAsync(() => StoppedChangeTests.WorkAsync(session, change, token).GetAwaiter().GetResult());
            await session.Server.WaitForRequestsAsync(seen + reads.Length);
            return waiting;
        });

        Assert.DoesNotContain(session.Sent, request => request.Method != "GET");
        Assert.Empty(Directory.GetFiles(session.AuditFolder, "audit-spool-*"));
    }

    private static AuditEntry Entry(string outcome, string operation = "operation")
        => new() { Action = "Test.Write", Outcome = outcome, OperationId = operation };

    /// <summary>Runs a wait on a new thread, and returns when the thread is waiting.</summary>
    private static Task<Waiting> StartAsync(Action use)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                use();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin), Gate.Patience));
        return Task.FromResult(new Waiting(thread, done.Task));
    }

    private static async Task AssertStopsAsync(Func<CancellationToken, Task<Waiting>> start)
    {
        var fastest = TimeSpan.MaxValue;
        for (var round = 0; round < 5 && fastest > StoppedChangeTests.Promise; round++)
        {
            using var stop = new CancellationTokenSource();
            var waiting = await start(stop.Token);
            Assert.False(waiting.Task.IsCompleted);
            var watch = Stopwatch.StartNew();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Task.WaitAsync(Gate.Patience));
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
        }

        Assert.True(fastest <= StoppedChangeTests.Promise, $"The fastest of five took {fastest.TotalMilliseconds} ms.");
    }

    private void Use(string wait, CancellationToken token)
    {
        switch (wait)
        {
            case "note" or "start":
                _audit.Append(Entry(wait == "note" ? AuditOutcome.Noted : AuditOutcome.Started), NullCxLog.Instance, token);
                break;
            case "read":
                Assert.Empty(_audit.Read(NullCxLog.Instance, token));
                break;
            case "verify":
                Assert.Null(_audit.Verify(null, token));
                break;
            case "values":
                _audit.RequireVerified(force: true, NullCxLog.Instance, token);
                break;
            default:
                _audit.EnsureWritable(token);
                break;
        }
    }

    private sealed record Waiting(Thread Thread, Task Task);

    /// <summary>A process that holds locks for all tests of the class, which run in sequence.</summary>
    public sealed class Holder : IAsyncLifetime
    {
        public LockHolder Process { get; } = new();

        public Task InitializeAsync() => Task.CompletedTask;

        public Task DisposeAsync() => Process.DisposeAsync().AsTask();
    }
}
