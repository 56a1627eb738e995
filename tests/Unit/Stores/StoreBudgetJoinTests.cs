using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

/// <summary>Requests that count for an address until the tenant is known, races with that, and budgets that are no longer used.</summary>
public sealed class StoreBudgetJoinTests
{
    private const string Address = "https://api.example";
    private const string Join = $"SELECT cxone.budget_join('{Address}', 'client', 'tenant-1')";

    [PostgresFact]
    public async Task A_request_that_waits_for_a_join_counts_for_the_tenant_and_the_address_does_not_come_back()
    {
        using var session = await StoreSession.CreateAsync();
        var places = await OpenAsync(session);
        await places.TakeAsync(1, 0, [], CancellationToken.None);
        await using var connection = await session.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Join;
        await command.ExecuteNonQueryAsync();

        var waiting = places.TakeAsync(2, 0, [], CancellationToken.None);
        await session.Server.UntilAsync(
            session.Database,
            $"EXISTS (SELECT FROM pg_locks w WHERE NOT w.granted AND {connection.ProcessID} = ANY (pg_blocking_pids(w.pid)))");
        await transaction.CommitAsync();

        Assert.True((await waiting.WaitAsync(Gate.Patience)).IsGranted);
        var budget = Assert.Single((await (await session.OpenAsync()).ReadStatusAsync(CancellationToken.None)).Budgets);
        Assert.Equal(("tenant-1", 2), (budget.TenantId, budget.UsedLastMinute));

        // The number that the connection knows is one of the address, and nothing is missing at the tenant.
        Assert.True((await places.TakeAsync(3, 0, [], CancellationToken.None)).IsGranted);
        Assert.Equal(3, (await (await session.OpenAsync()).ReadStatusAsync(CancellationToken.None)).Budgets.Single().UsedLastMinute);
    }

    [PostgresFact]
    public async Task A_row_that_vanishes_between_its_creation_and_its_lock_is_created_again()
    {
        using var session = await StoreSession.CreateAsync();
        var places = await OpenAsync(session);

        // The first creation has no effect, as if the row had been removed at once.
        await session.Server.ExecuteAsync(
            session.Database,
            """
            CREATE SEQUENCE public.creations;
            ALTER SEQUENCE public.creations OWNER TO cxone_owner;
            CREATE FUNCTION public.lose() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('public.creations') = 1 THEN RETURN NULL; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER lose BEFORE INSERT ON cxone.budget FOR EACH ROW EXECUTE FUNCTION public.lose();
            """);

        Assert.True((await places.TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
    }

    [PostgresFact]
    public async Task The_budget_of_a_known_tenant_is_not_deleted_by_a_caller_that_passes_it_as_an_address()
    {
        using var session = await StoreSession.CreateAsync();
        var places = await OpenAsync(session);
        await places.JoinAsync("tenant-1", CancellationToken.None);
        await places.TakeAsync(1, 0, [], CancellationToken.None);
        var wrong = (await session.OpenAsync()).OpenBudget("tenant-1", "client", 10, 10);

        var refused = await Assert.ThrowsAsync<CxException>(() => wrong.JoinAsync("tenant-2", CancellationToken.None));

        Assert.Equal(CxErrors.ParameterInvalid, refused.Definition);
        var budget = Assert.Single((await (await session.OpenAsync()).ReadStatusAsync(CancellationToken.None)).Budgets);
        Assert.Equal(("tenant-1", 1), (budget.TenantId, budget.UsedLastMinute));
    }

    [PostgresFact]
    public async Task A_tenant_that_had_no_id_and_has_one_now_takes_its_requests_along()
    {
        using var session = await StoreSession.CreateAsync();
        var places = await OpenAsync(session);
        await places.TakeAsync(1, 0, [], CancellationToken.None);
        await session.Server.ExecuteAsync(session.Database, $"SELECT cxone.budget_join('{Address}', 'client', '{Address}')");

        await places.JoinAsync("tenant-1", CancellationToken.None);

        var budget = Assert.Single((await (await session.OpenAsync()).ReadStatusAsync(CancellationToken.None)).Budgets);
        Assert.Equal(("tenant-1", 1), (budget.TenantId, budget.UsedLastMinute));
    }

    [PostgresFact]
    public async Task Budgets_that_no_connection_has_used_for_90_days_are_deleted_by_the_next_join()
    {
        using var session = await StoreSession.CreateAsync();
        foreach (var (tenant, days) in new[] { ("old", 91), ("recent", 89) })
        {
            var used = (await session.OpenAsync()).OpenBudget($"https://{tenant}.example", "client", 10, 10);
            await used.JoinAsync(tenant, CancellationToken.None);
            await used.TakeAsync(1, 0, [], CancellationToken.None);
            await session.Server.ExecuteAsync(
                session.Database,
                $"UPDATE cxone.budget_session s SET seen_at = s.seen_at - interval '{days} days' "
                    + $"FROM cxone.budget b WHERE b.budget_id = s.budget_id AND b.tenant = '{tenant}'");
        }

        await (await OpenAsync(session)).JoinAsync("tenant-1", CancellationToken.None);

        var status = await (await session.OpenAsync()).ReadStatusAsync(CancellationToken.None);
        Assert.Equal(["recent", "tenant-1"], status.Budgets.Select(budget => budget.TenantId));
        Assert.Equal(
            "https://api.example,https://recent.example",
            await session.Server.ReadAsync<string>(
                session.Database, "SELECT string_agg(a.address, ',' ORDER BY a.address) FROM cxone.budget_address a"));
        Assert.Equal(1L, await session.Server.ReadAsync<long>(session.Database, "SELECT count(*) FROM cxone.budget_place"));
    }

    [PostgresFact]
    public async Task A_store_that_lost_a_day_of_places_delays_requests_by_a_minute_and_no_longer()
    {
        using var session = await StoreSession.CreateAsync();
        var places = await OpenAsync(session);
        await places.TakeAsync(1, 0, [], CancellationToken.None);
        await session.Server.ExecuteAsync(session.Database, "UPDATE cxone.budget SET next_place = 144000");
        await AgeAsync(session);
        Assert.True((await places.TakeAsync(2, 0, [], CancellationToken.None)).IsGranted);

        // Restored from a backup of the day before.
        await session.Server.ExecuteAsync(session.Database, "DELETE FROM cxone.budget_place; UPDATE cxone.budget SET next_place = 1");

        Assert.False((await places.TakeAsync(3, 0, [], CancellationToken.None)).IsGranted);
        Assert.Equal(10L, await session.Server.ReadAsync<long>(session.Database, "SELECT count(*) FROM cxone.budget_place"));
        await AgeAsync(session);
        Assert.True((await places.TakeAsync(3, 0, [], CancellationToken.None)).IsGranted);
    }

    private static async Task<IRequestPlaces> OpenAsync(StoreSession session)
        => (await session.OpenAsync()).OpenBudget(Address, "client", 10, 10);

    private static Task AgeAsync(StoreSession session)
        => session.Server.ExecuteAsync(session.Database, "UPDATE cxone.budget_place SET granted_at = granted_at - interval '61 seconds'");
}
