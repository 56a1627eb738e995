using System.Data;
using CxOne.Errors;
using CxOne.Tests.Support;
using Npgsql;

namespace CxOne.Tests.Stores;

/// <summary>Isolation levels, conflicts, and what a transaction may lose in a crash.</summary>
public sealed class StoreTransactionTests
{
    private const string Take
        = "SELECT * FROM cxone.budget_take('t', 'c', gen_random_uuid(), 'm', 1, 1, 0, 0, '{}'::bigint[], '{}'::integer[], 10, 10)";

    private const string Append = "SELECT * FROM cxone.audit_append(json_build_object('auditId', gen_random_uuid())::text)";

    [PostgresFact]
    public async Task The_module_works_whatever_the_isolation_level_of_the_user_is()
    {
        using var session = await StoreSession.CreateAsync();
        await session.Server.ExecuteAsync(
            session.Database, $"ALTER ROLE app IN DATABASE {session.Database} SET default_transaction_isolation = 'serializable'");

        var store = await session.OpenAsync();
        var places = store.OpenBudget("https://api.example", "client", 10, 10);
        Assert.True((await places.TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
        await places.JoinAsync("tenant-1", CancellationToken.None);
        await using var lease = await store.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(lease);
        Assert.Equal(1, store.Audit.Append(Body(), CancellationToken.None).Sequence);
    }

    [PostgresTheory]
    [InlineData(IsolationLevel.RepeatableRead, Take)]
    [InlineData(IsolationLevel.Serializable, Take)]
    [InlineData(IsolationLevel.RepeatableRead, "SELECT cxone.budget_join('a', 'c', 't')")]
    [InlineData(IsolationLevel.RepeatableRead, "SELECT pg_advisory_lock(1); SELECT cxone.lock_note(1, 'n', 'u', 'm', 1)")]
    [InlineData(IsolationLevel.RepeatableRead, Append)]
    public async Task A_function_that_waits_for_others_refuses_a_snapshot_of_the_past(IsolationLevel level, string call)
    {
        using var session = await StoreSession.CreateAsync();
        await using var connection = await session.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(level);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, call));

        Assert.Equal(PostgresErrorCodes.InvalidTransactionState, refused.SqlState);
        Assert.Contains("READ COMMITTED", refused.MessageText, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task The_owner_cannot_retire_months_with_a_snapshot_of_the_past()
    {
        using var session = await StoreSession.CreateAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => session.Server.ExecuteAsync(
            session.Database, "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT cxone.audit_retire('2020-01-01')"));

        Assert.Equal(PostgresErrorCodes.InvalidTransactionState, refused.SqlState);
    }

    [PostgresTheory]
    [InlineData("40P01", 5, true)]
    [InlineData("40001", 5, true)]
    [InlineData("40001", 1000, false)]
    [InlineData("23505", 1, false)]
    public async Task A_statement_that_the_server_rolled_back_for_a_conflict_is_repeated_five_times(
        string state, int failures, bool succeeds)
    {
        using var session = await StoreSession.CreateAsync();
        var places = (await session.OpenAsync()).OpenBudget("https://api.example", "client", 10, 10);

        // A sequence counts attempts that were rolled back, too.
        await session.Server.ExecuteAsync(
            session.Database,
            $"""
            CREATE SEQUENCE public.attempts;
            CREATE OR REPLACE FUNCTION cxone.budget_tenant(p_address text, p_client text) RETURNS text
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            BEGIN
                IF nextval('public.attempts') <= {failures} THEN RAISE EXCEPTION 'Again.' USING ERRCODE = '{state}'; END IF;
                RETURN NULL;
            END $$;
            ALTER SEQUENCE public.attempts OWNER TO cxone_owner;
            """);

        if (succeeds)
        {
            Assert.True((await places.TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
        }
        else
        {
            var failed = await Assert.ThrowsAsync<CxException>(() => places.TakeAsync(1, 0, [], CancellationToken.None));
            Assert.Equal(CxErrors.StoreUnavailable, failed.Definition);
        }

        var attempts = await session.Server.ReadAsync<long>(session.Database, "SELECT last_value FROM public.attempts");
        Assert.Equal(state == "23505" ? 1 : 6, attempts);
    }

    [PostgresTheory]
    [InlineData(Take, "off")]
    [InlineData(Take + "; " + Append, "on")]
    [InlineData(Append + "; " + Take, "on")]
    [InlineData("SET LOCAL synchronous_commit = local; " + Append, "on")]
    [InlineData("SET LOCAL synchronous_commit = remote_apply; " + Append, "remote_apply")]
    public async Task Only_a_transaction_of_places_alone_is_committed_without_the_disk(string calls, string expected)
    {
        using var session = await StoreSession.CreateAsync();
        await using var connection = await session.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, calls);

        Assert.Equal(expected, await ShowAsync(connection));
        await transaction.CommitAsync();
        Assert.Equal("on", await ShowAsync(connection));
    }

    private static async Task<string> ShowAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT current_setting('synchronous_commit')", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Body() => $$"""{"auditId":"{{Guid.NewGuid()}}"}""";
}
