using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.Store;
using CxOne.Stores;
using CxOne.Tests.Support;
using Npgsql;

namespace CxOne.Tests.Stores;

public sealed class StoreLockTests
{
    [PostgresFact]
    public async Task A_lock_has_one_holder_whom_the_others_see_and_is_free_after_its_release()
    {
        using var session = await StoreSession.CreateAsync();
        var (first, second) = (await session.OpenAsync("build-1"), await session.OpenAsync("build-2"));

        var lease = await first.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(lease);
        Assert.Null(await second.Locks.TryAcquireAsync("nightly", TimeSpan.FromMilliseconds(50), CancellationToken.None));
        await using (await second.Locks.TryAcquireAsync("another", TimeSpan.Zero, CancellationToken.None))
        {
            Assert.Equal(2, (await second.ReadStatusAsync(CancellationToken.None)).Locks.Count);
        }

        var holder = await second.Locks.FindHolderAsync("nightly", CancellationToken.None);
        Assert.Equal(("ana", "build-1", 4711), (holder!.User, holder.Machine, holder.ProcessId));
        await lease.DisposeAsync();

        Assert.Null(await second.Locks.FindHolderAsync("nightly", CancellationToken.None));
        await using var next = await second.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        Assert.Equal("build-2", (await first.Locks.FindHolderAsync("nightly", CancellationToken.None))!.Machine);
    }

    [PostgresFact]
    public async Task A_lock_of_a_killed_process_is_free_at_once()
    {
        using var session = await StoreSession.CreateAsync();
        var store = await session.OpenAsync();
        await using var client = StoreClient.Start(session.ConnectionString, "lock", "nightly");
        await client.IsReady.WaitAsync();

        var waiting = ExclusiveUse.AcquireAsync(
            store.Locks, "nightly", 2 * Gate.Patience, TimeProvider.System, NullCxLog.Instance, CancellationToken.None);
        client.Kill();

        await using var lease = await waiting.WaitAsync(Gate.Patience);
        Assert.Equal("here", (await store.Locks.FindHolderAsync("nightly", CancellationToken.None))!.Machine);
    }

    [PostgresFact]
    public async Task A_lock_that_is_not_free_in_time_names_its_holder()
    {
        using var session = await StoreSession.CreateAsync();
        var (first, second) = (await session.OpenAsync("build-1"), await session.OpenAsync("build-2"));
        var log = new RecordingLog();
        await using var lease = await first.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<CxException>(() => ExclusiveUse.AcquireAsync(
            second.Locks, "nightly", TimeSpan.FromMilliseconds(200), TimeProvider.System, log, CancellationToken.None));

        Assert.Equal(CxErrors.LockTimeout, refused.Definition);
        Assert.Contains("ana on build-1 (process 4711)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ana on build-1", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_survives_a_store_that_is_away_for_a_moment_and_leaves_no_lock_without_an_owner()
    {
        var locks = new FlakyLocks();
        await using var lease = await ExclusiveUse.AcquireAsync(
            locks, "nightly", TimeSpan.FromSeconds(30), TimeProvider.System, NullCxLog.Instance, CancellationToken.None);

        Assert.Equal((2, 1), (locks.Granted, locks.Released));
    }

    /// <summary>The lookup of the holder fails while the lock is being acquired, and the lock comes all the same.</summary>
    private sealed class FlakyLocks : IExclusiveLocks
    {
        private int _lookups;

        public int Granted { get; private set; }

        public int Released { get; private set; }

        public async Task<IExclusiveLease?> TryAcquireAsync(string name, TimeSpan timeout, CancellationToken cancellationToken)
        {
            if (timeout == TimeSpan.Zero)
            {
                return _lookups < 2 ? null : Grant();
            }

            var stopped = new Gate();
            await using var registered = cancellationToken.Register(stopped.Open);
            await stopped.WaitAsync();
            return Grant();
        }

        public Task<ExclusiveHolder?> FindHolderAsync(string name, CancellationToken cancellationToken)
            => ++_lookups == 2
                ? Task.FromException<ExclusiveHolder?>(new CxException(CxErrors.StoreUnavailable, "The store is away."))
                : Task.FromResult<ExclusiveHolder?>(null);

        private FlakyLease Grant()
        {
            Granted++;
            return new FlakyLease(() => Released++);
        }
    }

    private sealed class FlakyLease(Action release) : IExclusiveLease
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync()
        {
            release();
            return ValueTask.CompletedTask;
        }
    }

    [PostgresFact]
    public async Task Only_the_session_that_holds_a_lock_can_note_its_holder()
    {
        using var session = await StoreSession.CreateAsync();
        var store = await session.OpenAsync("build-1");
        await using var lease = await store.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        await using var other = await session.ConnectAsync();
        var key = PostgresExclusiveLocks.Key("nightly");

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => ExecuteAsync(other, $"SELECT cxone.lock_note({key}, 'nightly', 'eve', 'build-2', 1)"));
        var holder = await store.Locks.FindHolderAsync("nightly", CancellationToken.None);
        await ExecuteAsync(other, "SELECT pg_advisory_lock(1); SELECT cxone.lock_note(1, 'own', 'eve', 'build-2', 1)");

        Assert.Equal(PostgresErrorCodes.ObjectNotInPrerequisiteState, refused.SqlState);
        Assert.Equal("build-1", holder!.Machine);
        Assert.Contains((await store.ReadStatusAsync(CancellationToken.None)).Locks, held => held.Name == "own");
    }

    [PostgresFact]
    public async Task A_session_of_the_module_has_no_limit_that_would_end_its_lock()
    {
        using var session = await StoreSession.CreateAsync();
        await session.Server.ExecuteAsync(
            session.Database,
            $"ALTER ROLE app IN DATABASE {session.Database} SET statement_timeout = '10s'; "
                + $"ALTER ROLE app IN DATABASE {session.Database} SET idle_session_timeout = '10s'");
        using var database = new PostgresDatabase(
            StoreConnectionString.Read(new CxStoreOptions { ConnectionString = session.ConnectionString }));

        var limits = await database.RunAsync(
            async connection =>
            {
                await using var command = new NpgsqlCommand(
                    "SELECT current_setting('statement_timeout') || ' ' || current_setting('idle_session_timeout')", connection);
                return (string)(await command.ExecuteScalarAsync())!;
            },
            CancellationToken.None);

        Assert.Equal("0 0", limits);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [PostgresFact]
    public async Task A_cancelled_wait_leaves_no_lock()
    {
        using var session = await StoreSession.CreateAsync();
        var (first, second) = (await session.OpenAsync(), await session.OpenAsync());
        using var stop = new CancellationTokenSource();
        var lease = await first.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        var waiting = second.Locks.TryAcquireAsync("nightly", Timeout.InfiniteTimeSpan, stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await lease!.DisposeAsync();

        await using var again = await first.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(again);
    }

    [PostgresFact]
    public async Task A_lock_whose_session_the_server_ends_is_lost()
    {
        using var session = await StoreSession.CreateAsync();
        var store = await session.OpenAsync();
        var lease = await store.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        var lost = new Gate();
        using var registered = lease!.Lost.Register(lost.Open);

        await session.Server.ExecuteAsync(
            session.Database, "SELECT pg_terminate_backend(pid) FROM cxone.advisory_locks() WHERE is_granted");

        await lost.WaitAsync();
        await lease.DisposeAsync();
    }
}
