using CxOne.Errors;
using CxOne.Store;
using CxOne.Stores;
using CxOne.Tests.Support;
using Npgsql;

namespace CxOne.Tests.Stores;

public sealed class StoreSchemaTests
{
    [PostgresFact]
    public async Task Initializing_twice_keeps_the_store_and_its_records()
    {
        using var session = await StoreSession.CreateAsync();
        var before = await session.OpenAsync();
        before.Audit.Append(Body(), CancellationToken.None);

        await StoreSchema.InitializeAsync(
            new CxStoreOptions { ConnectionString = session.Server.AdminString(session.Database) }, CancellationToken.None);
        var after = await session.OpenAsync();

        Assert.Equal(before.Audit.StoreId, after.Audit.StoreId);
        Assert.Single(after.Audit.Read(CancellationToken.None));
    }

    [PostgresFact]
    public async Task A_user_with_CREATEROLE_and_CREATE_on_the_database_can_initialize_it()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync(
            "postgres",
            $"CREATE ROLE {database}_dba LOGIN CREATEROLE PASSWORD 'x-password'; GRANT CREATE ON DATABASE {database} TO {database}_dba; "
                + $"DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'cxone_owner') "
                + $"THEN GRANT cxone_owner, cxone_writer TO {database}_dba WITH ADMIN OPTION; END IF; END $$");

        await StoreSchema.InitializeAsync(
            new CxStoreOptions { ConnectionString = server.AdminString(database), UserName = $"{database}_dba", Password = "x-password" },
            CancellationToken.None);

        Assert.Equal("cxone_owner", await server.ReadAsync<string>(
            database,
            "SELECT DISTINCT r.rolname::text FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner "
                + "WHERE c.relnamespace = 'cxone'::regnamespace"));
    }

    [PostgresFact]
    public async Task A_database_without_a_store_and_a_newer_store_are_refused()
    {
        using var session = await StoreSession.CreateAsync();
        var empty = await session.Server.CreateDatabaseAsync();
        var missing = await Assert.ThrowsAsync<CxException>(() => OpenAsync(session.Server.AppString(empty)));
        await session.Server.ExecuteAsync(session.Database, "UPDATE cxone.store SET version = 2");
        var newer = await Assert.ThrowsAsync<CxException>(() => session.OpenAsync());
        var older = await Assert.ThrowsAsync<CxException>(() => StoreSchema.InitializeAsync(
            new CxStoreOptions { ConnectionString = session.Server.AdminString(session.Database) }, CancellationToken.None));

        Assert.Equal(
            [CxErrors.StoreNotInitialized, CxErrors.StoreSchemaTooNew, CxErrors.StoreSchemaTooNew],
            [missing.Definition, newer.Definition, older.Definition]);
    }

    [PostgresFact]
    public async Task A_wrong_password_and_a_user_without_the_role_are_refused_without_their_secrets()
    {
        using var session = await StoreSession.CreateAsync();
        await session.Server.ExecuteAsync("postgres", $"CREATE ROLE {session.Database}_plain LOGIN PASSWORD 'plain-password'");
        var plain = session.ConnectionString.Replace("Username=app", $"Username={session.Database}_plain", StringComparison.Ordinal);

        var wrong = await Assert.ThrowsAsync<CxException>(() => OpenAsync(plain));
        var without = await Assert.ThrowsAsync<CxException>(
            () => OpenAsync(plain.Replace(PostgresServer.AppPassword, "plain-password", StringComparison.Ordinal)));

        Assert.Equal([CxErrors.StoreAccessDenied, CxErrors.StoreAccessDenied], [wrong.Definition, without.Definition]);
        Assert.DoesNotContain(PostgresServer.AppPassword, wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_StoreUnavailable()
    {
        var refused = await Assert.ThrowsAsync<CxException>(
            () => OpenAsync("Host=127.0.0.1;Port=1;Database=x;Username=app;Password=secret-1"));

        Assert.Equal(CxErrors.StoreUnavailable, refused.Definition);
        Assert.DoesNotContain("secret-1", refused.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task The_role_of_the_module_can_change_nothing_but_by_the_functions()
    {
        using var session = await StoreSession.CreateAsync();
        var store = await session.OpenAsync();
        store.Audit.Append(Body(), CancellationToken.None);
        await using var connection = new NpgsqlConnection(session.ConnectionString);
        await connection.OpenAsync();
        string[] attempts =
        [
            "UPDATE cxone.audit_record SET body = 'x'", "DELETE FROM cxone.audit_record", "TRUNCATE cxone.audit_record",
            "INSERT INTO cxone.audit_record SELECT * FROM cxone.audit_record", "UPDATE cxone.audit_head SET sequence = 0",
            "DELETE FROM cxone.audit_cut", "SELECT cxone.audit_retire(now())", "CREATE TABLE cxone.x ()", "DROP SCHEMA cxone CASCADE",
            "UPDATE cxone.store SET version = 9", "SELECT * FROM cxone.budget", "DELETE FROM cxone.lock_holder", "SET ROLE cxone_owner",
            "SELECT cxone.advisory_locks()",
        ];

        foreach (var attempt in attempts)
        {
            await using var command = new NpgsqlCommand(attempt, connection);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.True(refused.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{attempt}: {refused.MessageText}");
        }
    }

    [PostgresFact]
    public async Task Every_function_fixes_its_search_path_and_only_those_of_the_module_may_be_called()
    {
        using var session = await StoreSession.CreateAsync();

        Assert.Equal(0L, await session.Server.ReadAsync<long>(
            session.Database,
            "SELECT count(*) FROM pg_proc p WHERE p.pronamespace = 'cxone'::regnamespace AND (NOT p.prosecdef "
                + "OR NOT coalesce(p.proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false) "
                + "OR has_function_privilege('public', p.oid, 'EXECUTE'))"));
    }

    [PostgresFact]
    public async Task A_temporary_object_with_the_name_of_a_system_function_is_not_used()
    {
        using var session = await StoreSession.CreateAsync();
        await using var connection = new NpgsqlConnection(session.ConnectionString);
        await connection.OpenAsync();
        await using var trap = new NpgsqlCommand(
            "CREATE FUNCTION pg_temp.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$ SELECT '2001-01-01'::timestamptz $$; "
                + "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT '\\x00'::bytea $$; "
                + "SET search_path = pg_temp, pg_catalog",
            connection);
        await trap.ExecuteNonQueryAsync();
        await using var append = new NpgsqlCommand("SELECT hash FROM cxone.audit_append($1)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = Body() } },
        };

        Assert.Equal(64, ((string)(await append.ExecuteScalarAsync())!).Length);
        Assert.True((await session.OpenAsync()).Audit.Read(CancellationToken.None).Single().Time.Year > 2020);
    }

    [PostgresFact]
    public async Task Text_of_a_caller_is_never_part_of_a_statement()
    {
        using var session = await StoreSession.CreateAsync();
        var store = await session.OpenAsync();
        const string Text = "x'); DROP TABLE cxone.store; --";

        var places = store.OpenBudget(Text, Text, 10, 10);
        Assert.True((await places.TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
        await places.JoinAsync(Text + "2", CancellationToken.None);
        await using (await store.Locks.TryAcquireAsync(Text, TimeSpan.Zero, CancellationToken.None))
        {
            Assert.Equal(Text, (await store.ReadStatusAsync(CancellationToken.None)).Locks.Single().Name);
        }

        Assert.Equal(Text + "2", (await store.ReadStatusAsync(CancellationToken.None)).Budgets.Single().TenantId);
    }

    private static string Body() => $$"""{"sequence":0,"auditId":"{{Guid.NewGuid()}}","timestamp":"2026-11-27T00:00:00Z","action":"A","outcome":"Noted","previousHash":"{{new string('0', 64)}}"}""";

    private static Task<ICxStore> OpenAsync(string text)
        => PostgresStore.OpenAsync(new CxStoreOptions { ConnectionString = text }, CancellationToken.None);
}
