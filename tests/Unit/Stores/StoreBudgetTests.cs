using System.Diagnostics;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

/// <summary>The request budget in the store. Time is set back in the database instead of being waited for.</summary>
public sealed class StoreBudgetTests
{
    [PostgresFact]
    public async Task All_connections_together_get_the_limit_and_no_more()
    {
        using var session = await StoreSession.CreateAsync();
        var places = await OpenAsync(session, 3, perMinute: 10, perSecond: 10);

        var granted = 0;
        for (var request = 1; request <= 4; request++)
        {
            foreach (var one in places)
            {
                granted += (await one.TakeAsync(request, 0, [], CancellationToken.None)).IsGranted ? 1 : 0;
            }
        }

        Assert.Equal(10, granted);
    }

    [PostgresFact]
    public async Task The_limit_per_second_holds_and_the_wait_says_for_how_long()
    {
        using var session = await StoreSession.CreateAsync();
        var places = (await OpenAsync(session, 1, perMinute: 100, perSecond: 2))[0];

        // Three requests within a second; on a busy machine a later try.
        for (var (request, isTimely) = (1, false); !isTimely; request += 3)
        {
            Assert.InRange(request, 1, 30);
            var watch = Stopwatch.StartNew();
            await places.TakeAsync(request, 0, [], CancellationToken.None);
            await places.TakeAsync(request + 1, 0, [], CancellationToken.None);
            var third = await places.TakeAsync(request + 2, 0, [], CancellationToken.None);
            isTimely = watch.Elapsed < TimeSpan.FromSeconds(1);
            Assert.True(!third.IsGranted || !isTimely);
            Assert.True(third.IsGranted || third.Wait.TotalSeconds is > 0 and <= 1.5);
            await AgeAsync(session, "1.5 seconds");
            Assert.True((await places.TakeAsync(request + 2, 0, [], CancellationToken.None)).IsGranted);
            await AgeAsync(session, "1.5 seconds");
        }
    }

    [PostgresFact]
    public async Task A_place_is_free_again_after_a_minute_and_not_before()
    {
        using var session = await StoreSession.CreateAsync();
        var places = (await OpenAsync(session, 1, perMinute: 2, perSecond: 2))[0];
        await places.TakeAsync(1, 0, [], CancellationToken.None);
        await places.TakeAsync(2, 0, [], CancellationToken.None);

        // Ten seconds are left, so that a busy machine does not come too late.
        await AgeAsync(session, "50 seconds");
        Assert.False((await places.TakeAsync(3, 0, [], CancellationToken.None)).IsGranted);
        await AgeAsync(session, "10.5 seconds");
        Assert.True((await places.TakeAsync(3, 0, [], CancellationToken.None)).IsGranted);
    }

    [PostgresFact]
    public async Task A_request_that_is_asked_for_again_is_counted_once()
    {
        using var session = await StoreSession.CreateAsync();
        var places = (await OpenAsync(session, 1, perMinute: 2, perSecond: 2))[0];

        Assert.True((await places.TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
        Assert.True((await places.TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
        Assert.True((await places.TakeAsync(2, 0, [], CancellationToken.None)).IsGranted);
        Assert.False((await places.TakeAsync(3, 0, [], CancellationToken.None)).IsGranted);
    }

    [PostgresFact]
    public async Task Who_asked_first_is_served_first_and_a_newcomer_does_not_overtake()
    {
        using var session = await StoreSession.CreateAsync();
        var places = await OpenAsync(session, 3, perMinute: 1, perSecond: 1);
        await places[0].TakeAsync(1, 0, [], CancellationToken.None);
        Assert.False((await places[1].TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
        var third = await places[2].TakeAsync(1, 0, [], CancellationToken.None);
        Assert.True(third.Wait > TimeSpan.FromSeconds(100));

        await AgeAsync(session, "61 seconds");
        Assert.False((await places[2].TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
        Assert.False((await places[0].TakeAsync(2, 0, [], CancellationToken.None)).IsGranted);
        Assert.True((await places[1].TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
    }

    [PostgresFact]
    public async Task The_position_of_a_connection_that_does_not_come_back_or_gives_up_is_passed_on()
    {
        using var session = await StoreSession.CreateAsync();
        var places = await OpenAsync(session, 4, perMinute: 1, perSecond: 1);
        await places[0].TakeAsync(1, 0, [], CancellationToken.None);
        await places[1].TakeAsync(1, 0, [], CancellationToken.None);
        await places[2].TakeAsync(1, 0, [], CancellationToken.None);
        await places[3].TakeAsync(1, 0, [], CancellationToken.None);
        await places[2].LeaveAsync();

        await AgeAsync(session, "61 seconds");
        Assert.False((await places[3].TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
        await session.Server.ExecuteAsync(
            session.Database, "UPDATE cxone.budget_session SET back_by = back_by - interval '1 minute' WHERE ticket = 1");
        Assert.True((await places[3].TakeAsync(1, 0, [], CancellationToken.None)).IsGranted);
    }

    [PostgresFact]
    public async Task Places_that_a_crash_of_the_server_lost_and_requests_sent_without_it_are_counted()
    {
        using var session = await StoreSession.CreateAsync();
        var places = (await OpenAsync(session, 1, perMinute: 5, perSecond: 5))[0];
        for (var request = 1; request <= 3; request++)
        {
            await places.TakeAsync(request, 0, [], CancellationToken.None);
        }

        // As after the loss of the last two places: one request was sent without the store.
        await session.Server.ExecuteAsync(
            session.Database, "DELETE FROM cxone.budget_place WHERE place > 1; UPDATE cxone.budget SET next_place = 2");

        Assert.True((await places.TakeAsync(4, 1, [], CancellationToken.None)).IsGranted);
        Assert.False((await places.TakeAsync(5, 0, [], CancellationToken.None)).IsGranted);
    }

    [PostgresFact]
    public async Task A_request_that_reached_the_tenant_late_keeps_its_place_and_those_after_it_longer()
    {
        using var session = await StoreSession.CreateAsync();
        var places = (await OpenAsync(session, 1, perMinute: 3, perSecond: 3))[0];
        var first = await places.TakeAsync(1, 0, [], CancellationToken.None);
        await places.TakeAsync(2, 0, [], CancellationToken.None);
        await AgeAsync(session, "30 seconds");
        await places.TakeAsync(3, 0, [new LateRequest(first.Number, TimeSpan.FromSeconds(20.5))], CancellationToken.None);

        // The first two count from 10 seconds ago instead of 30.
        await AgeAsync(session, "31 seconds");
        var waiting = await places.TakeAsync(4, 0, [], CancellationToken.None);
        Assert.False(waiting.IsGranted);
        Assert.InRange(waiting.Wait.TotalSeconds, 15, 20);
    }

    [PostgresFact]
    public async Task A_clock_that_was_set_back_does_not_block_the_budget_for_longer_than_a_minute()
    {
        using var session = await StoreSession.CreateAsync();
        var places = (await OpenAsync(session, 1, perMinute: 1, perSecond: 1))[0];
        await places.TakeAsync(1, 0, [], CancellationToken.None);
        await AgeAsync(session, "-3 hours");

        Assert.InRange((await places.TakeAsync(2, 0, [], CancellationToken.None)).Wait.TotalSeconds, 30, 61);
    }

    [PostgresFact]
    public async Task Requests_before_the_tenant_is_known_are_counted_for_the_tenant_and_the_next_connection_knows_it()
    {
        using var session = await StoreSession.CreateAsync();
        var places = await OpenAsync(session, 2, perMinute: 2, perSecond: 2);
        await places[0].TakeAsync(1, 0, [], CancellationToken.None);
        await places[0].JoinAsync("tenant-1", CancellationToken.None);
        await places[1].TakeAsync(1, 0, [], CancellationToken.None);

        var budget = Assert.Single((await (await session.OpenAsync()).ReadStatusAsync(CancellationToken.None)).Budgets);
        Assert.Equal(("tenant-1", "client", 2), (budget.TenantId, budget.ClientId, budget.UsedLastMinute));
        Assert.False((await places[0].TakeAsync(2, 0, [], CancellationToken.None)).IsGranted);
    }

    private static async Task<List<IRequestPlaces>> OpenAsync(StoreSession session, int count, int perMinute, int perSecond)
    {
        List<IRequestPlaces> places = [];
        for (var number = 0; number < count; number++)
        {
            places.Add((await session.OpenAsync()).OpenBudget("https://api.example", "client", perMinute, perSecond));
        }

        return places;
    }

    private static Task AgeAsync(StoreSession session, string time)
        => session.Server.ExecuteAsync(session.Database, $"UPDATE cxone.budget_place SET granted_at = granted_at - interval '{time}'");
}
