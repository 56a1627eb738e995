using System.Globalization;
using CxOne.Audit;
using CxOne.Store;
using CxOne.Stores;
using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

/// <summary>A primary and its standby, both named in the connection string.</summary>
public sealed class StoreFailoverTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    [Trait(Tier.Name, Tier.Full)]
    public async Task A_promoted_standby_continues_chain_and_budget_and_the_locks_of_the_primary_are_lost()
    {
        await using var primary = await PostgresServer.StartAsync();
        using var session = await StoreSession.CreateAsync(primary);
        await using var standby = await primary.StartStandbyAsync();
        var hosts = string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1:{primary.Port},127.0.0.1:{standby.Port};Host Recheck Seconds=1");
        var text = session.ConnectionString.Replace("Host=127.0.0.1", hosts, StringComparison.Ordinal);
        using var store = await PostgresStore.OpenAsync(
            new CxStoreOptions { ConnectionString = $"{text};Target Session Attributes=primary" }, CancellationToken.None);
        var log = new AuditLog(_folder.FullName, TimeProvider.System, null, null, null, store.Audit);
        var places = store.OpenBudget("https://api.example", "client", 100, 100);
        for (var number = 1; number <= 3; number++)
        {
            log.Append(Note(number), NullCxLog.Instance);
            await places.TakeAsync(number, 0, [], CancellationToken.None);
        }

        var lease = await store.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        var lost = new Gate();
        using var registered = lease!.Lost.Register(lost.Open);

        await primary.StopAsync("immediate");
        var during = Task.Run(() => log.Append(Note(4), NullCxLog.Instance));
        await standby.PromoteAsync();

        Assert.Equal(4, (await during.WaitAsync(Gate.Patience)).Sequence);
        await lost.WaitAsync();
        await lease.DisposeAsync();
        await using var again = await store.Locks.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(again);
        var verified = log.Verify();
        Assert.True(verified.IsValid, verified.Reason);
        Assert.Equal((4, 4L), (verified.RecordCount, verified.LastSequence));

        // Places that the standby had not received yet are counted again.
        var place = await places.TakeAsync(4, 0, [], CancellationToken.None);
        Assert.Equal((true, 4L), (place.IsGranted, place.Number));
        Assert.Equal(4, Assert.Single((await store.ReadStatusAsync(CancellationToken.None)).Budgets).UsedLastMinute);
    }

    private static AuditEntry Note(int number) => new() { Action = "Test.Write", Outcome = AuditOutcome.Noted, Target = [$"{number}"] };
}
