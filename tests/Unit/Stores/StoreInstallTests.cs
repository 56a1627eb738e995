using CxOne.Errors;
using CxOne.Store;
using CxOne.Stores;
using CxOne.Tests.Support;
using Npgsql;

namespace CxOne.Tests.Stores;

/// <summary>
/// What an installation leaves on a server. The test of roles has a server of its own, because roles belong to all databases.
/// </summary>
public sealed class StoreInstallTests
{
    private const string IsMember
        = "SELECT pg_has_role('dba', 'cxone_owner', "
            + "CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END)";

    [PostgresFact]
    public async Task Roles_get_no_member_that_stays_and_those_with_dangerous_rights_are_refused()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync("postgres", "CREATE ROLE dba LOGIN CREATEROLE PASSWORD 'x-password'");
        var first = await CreateAsync(server);
        Assert.False(await server.ReadAsync<bool>(first, IsMember));

        // The roles exist now, and an installation in another database needs the membership again.
        var second = await CreateAsync(server);
        Assert.False(await server.ReadAsync<bool>(second, IsMember));

        await server.ExecuteAsync("postgres", "GRANT cxone_owner TO dba");
        await InitializeAsync(server, first);
        Assert.True(await server.ReadAsync<bool>(first, IsMember));

        foreach (var (change, undo, name) in new[]
        {
            ("ALTER ROLE cxone_writer LOGIN", "ALTER ROLE cxone_writer NOLOGIN", "cxone_writer"),
            ("ALTER ROLE cxone_owner SUPERUSER", "ALTER ROLE cxone_owner NOSUPERUSER", "SUPERUSER"),
            ("ALTER ROLE cxone_owner CREATEROLE", "ALTER ROLE cxone_owner NOCREATEROLE", "CREATEROLE"),
            ("GRANT cxone_owner TO cxone_writer", "REVOKE cxone_owner FROM cxone_writer", "REVOKE cxone_owner FROM cxone_writer"),
        })
        {
            await server.ExecuteAsync("postgres", change);
            var refused = await Assert.ThrowsAsync<CxException>(() => InitializeAsync(server, first));
            Assert.Equal(CxErrors.StoreRoleUnsafe, refused.Definition);
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
            await server.ExecuteAsync("postgres", undo);
        }

        await InitializeAsync(server, first);
    }

    [PostgresFact]
    public async Task A_function_of_an_earlier_version_with_other_parameters_is_dropped()
    {
        using var session = await StoreSession.CreateAsync();
        await session.Server.ExecuteAsync(
            session.Database,
            "SET ROLE cxone_owner; CREATE FUNCTION cxone.budget_take("
                + "text, text, uuid, text, integer, bigint, bigint, integer, integer, integer, OUT is_granted boolean) "
                + "LANGUAGE sql SECURITY DEFINER AS 'SELECT true'");
        Assert.Equal(2L, await CountAsync(session, "pg_proc p WHERE p.pronamespace = 'cxone'::regnamespace AND p.proname = 'budget_take'"));

        await StoreSchema.InitializeAsync(
            new CxStoreOptions { ConnectionString = session.Server.AdminString(session.Database) }, CancellationToken.None);

        Assert.Equal(1L, await CountAsync(session, "pg_proc p WHERE p.pronamespace = 'cxone'::regnamespace AND p.proname = 'budget_take'"));
    }

    [PostgresFact]
    public async Task A_function_that_the_owner_creates_later_is_not_callable_by_every_login()
    {
        using var session = await StoreSession.CreateAsync();
        await session.Server.ExecuteAsync(
            session.Database, "SET ROLE cxone_owner; CREATE FUNCTION cxone.later() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
        await using var connection = await session.ConnectAsync();
        await using var command = new NpgsqlCommand("SELECT cxone.later()", connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [PostgresFact]
    public async Task Schema_tables_and_functions_are_described_and_tables_that_change_all_the_time_are_vacuumed_by_number()
    {
        using var session = await StoreSession.CreateAsync();
        (await session.OpenAsync()).Audit.Append($$"""{"auditId":"{{Guid.NewGuid()}}"}""", CancellationToken.None);

        Assert.Equal(0L, await CountAsync(
            session,
            "(SELECT c.oid, 'pg_class'::regclass AS kind FROM pg_class c "
                + "WHERE c.relnamespace = 'cxone'::regnamespace AND c.relkind IN ('r', 'p') "
                + "UNION ALL SELECT p.oid, 'pg_proc'::regclass FROM pg_proc p WHERE p.pronamespace = 'cxone'::regnamespace "
                + "UNION ALL SELECT n.oid, 'pg_namespace'::regclass FROM pg_namespace n WHERE n.nspname = 'cxone') o "
                + "WHERE NOT EXISTS (SELECT FROM pg_description d WHERE d.objoid = o.oid AND d.classoid = o.kind AND d.objsubid = 0)"));
        Assert.Equal(5L, await CountAsync(
            session,
            "pg_class c WHERE c.relnamespace = 'cxone'::regnamespace AND c.reloptions @> ARRAY['autovacuum_vacuum_scale_factor=0'] "
                + "AND c.relname IN ('budget', 'budget_place', 'budget_session', 'lock_holder', 'audit_head')"));
    }

    private static Task<long> CountAsync(StoreSession session, string from)
        => session.Server.ReadAsync<long>(session.Database, $"SELECT count(*) FROM {from}");

    private static async Task<string> CreateAsync(PostgresServer server)
    {
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync("postgres", $"GRANT CREATE ON DATABASE {database} TO dba");
        await InitializeAsync(server, database);
        return database;
    }

    private static Task<string> InitializeAsync(PostgresServer server, string database)
        => StoreSchema.InitializeAsync(
            new CxStoreOptions { ConnectionString = server.AdminString(database), UserName = "dba", Password = "x-password" },
            CancellationToken.None);
}
