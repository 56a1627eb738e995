using CxOne.Audit;
using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.Published;
using CxOne.Sandbox;
using CxOne.Tests.Faults;

namespace CxOne.Tests.Published.Scripts;

/// <summary>A script is saved only under a lock that the module really holds, and what is reported is what is known.</summary>
public sealed class ScriptSaveSafetyTests
{
    [Fact]
    public async Task A_lock_that_is_refused_without_a_reason_is_not_taken_for_granted()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        var plan = await bench.PlanAsync();
        bench.Spoil("PUT", "/scripts", exchange => exchange.SendAsync(
            HttpBytes.Of(200, HttpBytes.Json, """{"errorState":true,"errorMessage":"","lockUnlockResult":"NotLocked"}""")));

        var (result, failure) = await bench.PublishAsync(plan);

        Assert.Equal(CxErrors.ScriptLocked, failure!.Definition);
        Assert.Equal("Refused", result.Status);
        Assert.Equal(0, await bench.CountAsync("POST", "/scripts"));
    }

    [Fact]
    public async Task A_publication_whose_lock_in_the_store_is_lost_before_the_save_does_not_save()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        using var locks = new LosableLocks();
        var plan = await bench.PlanAsync();
        bench.Spoil("GET", "/scripts", async exchange =>
        {
            var answer = await exchange.ApplyAsync();
            locks.Lose();
            await exchange.SendAsync(HttpBytes.Of(answer));
        });

        var (result, failure) = await bench.RunAsync(
            ScriptPublisher.PublishAsync(bench.Connection, plan, locks, bench.Log, CancellationToken.None));

        Assert.Equal(CxErrors.LockLost, failure!.Definition);
        Assert.Equal("Refused", result.Status);
        Assert.Equal(0, await bench.CountAsync("POST", "/scripts"));
        Assert.Null((await bench.ReadAsync()).LockedBy);
        Assert.Equal(AuditOutcome.Failed, bench.Records()[^1].Outcome);
        Assert.Single(bench.Log.Warnings, warning => warning.Contains("was lost", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_404_that_does_not_come_from_the_tenant_is_not_a_missing_script(bool force)
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        var request = (await ScriptEdit.RequestAsync(bench.Connection)) with { Force = force };
        bench.Spoil("GET", "/scripts", static exchange => exchange.SendAsync(HttpBytes.Of(404, HttpBytes.Html, "<html>Not here</html>")));

        var failure = await Assert.ThrowsAsync<CxRequestException>(
            () => bench.RunAsync(ScriptEdit.PublishAsync(bench.Connection, request, bench.Log)));

        Assert.Equal(CxErrors.ResponseInvalid, failure.Definition);
        Assert.Equal(0, await bench.CountAsync("POST", "/scripts"));
    }

    [Fact]
    public async Task A_script_that_appears_after_the_plan_is_not_replaced_without_a_lock_even_by_force()
    {
        const string name = @"DEV\Brand new";
        await using var bench = await ScriptFaults.ConnectAsync();
        var request = (await ScriptEdit.RequestAsync(bench.Connection, name)) with { Force = true };
        var plan = await ScriptPublisher.PlanAsync(bench.Connection, request, bench.Log, CancellationToken.None);
        await bench.RunAsync(ScriptEdit.PublishAsync(
            bench.Connection, await ScriptEdit.RequestAsync(bench.Connection, name, "By another user"), bench.Log));

        var (result, failure) = await bench.PublishAsync(plan);

        Assert.Equal(CxErrors.EditConflict, failure!.Definition);
        Assert.Equal("Refused", result.Status);
        Assert.Equal(1, await bench.CountAsync("POST", "/scripts"));
    }

    [Fact]
    public async Task A_confirmed_save_that_the_tenant_does_not_show_has_an_unknown_outcome()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        var plan = await bench.PlanAsync();
        var isSaved = false;
        SandboxResponse? former = null;
        bench.Spoil("GET", "/scripts", async exchange =>
        {
            former = isSaved ? former : await exchange.ApplyAsync();
            await exchange.SendAsync(HttpBytes.Of(former!));
        }, count: 1000);
        bench.Spoil("POST", "/scripts", async exchange =>
        {
            var answer = await exchange.ApplyAsync();
            isSaved = true;
            await exchange.SendAsync(HttpBytes.Of(answer));
        });

        var (result, failure) = await bench.PublishAsync(plan);

        Assert.IsType<CxUnknownOutcomeException>(failure);
        Assert.Equal("Unknown", result.Status);
        var record = bench.Records()[^1];
        Assert.Equal(AuditOutcome.Unknown, record.Outcome);
        Assert.NotNull(record.Before);
        Assert.NotNull(record.After);
        Assert.Equal(1, await bench.CountAsync("POST", "/scripts"));
    }

    [Fact]
    public async Task A_refused_save_leaves_no_interruption_notice_that_contradicts_its_error()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        var plan = await bench.PlanAsync();
        bench.Spoil("POST", "/scripts", static exchange => exchange.SendAsync(HttpBytes.Of(409, HttpBytes.Json, """
            {"results":[{"success":"False","error_code":{"details":{"actions":{"1":{"errors":[{"key":"action-not-available"}]}}}}}]}
            """)));

        var (result, _) = await bench.PublishAsync(plan);

        Assert.Equal("Refused", result.Status);
        Assert.Empty(bench.Log.StoppedNotes[^1]);
    }

    [Fact]
    public async Task A_lock_that_the_user_had_before_is_kept()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        await bench.LockAsync(bench.Connection.ClientId);
        var held = (await bench.ReadAsync()).LockedBy;

        var (result, failure) = await bench.PublishAsync(await bench.PlanAsync());

        Assert.Null(failure);
        Assert.Equal("Published", result.Status);
        Assert.Null(result.IsUnlocked);
        Assert.NotNull(held);
        Assert.Equal(held, (await bench.ReadAsync()).LockedBy);
        Assert.Contains("was kept", Assert.Single(bench.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_another_user_gave_back_in_time_is_released_at_the_end()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        await bench.LockAsync(ScriptFaults.Anna);
        var plan = await bench.PlanAsync();
        await bench.LockAsync(null);

        var (result, failure) = await bench.PublishAsync(plan);

        Assert.Null(failure);
        Assert.True(result.IsUnlocked);
        Assert.Null((await bench.ReadAsync()).LockedBy);
    }

    [Fact]
    public async Task A_stop_while_the_holder_of_a_refused_lock_is_read_releases_nothing()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        var plan = await bench.PlanAsync();
        await bench.LockAsync(ScriptFaults.Anna);
        bench.StopAt("GET", "/scripts");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.PublishAsync(plan));

        Assert.Equal(1, await bench.CountAsync("PUT", "/scripts"));
        Assert.DoesNotContain(bench.Log.Everything, text => text.Contains("could not be released", StringComparison.Ordinal));
        Assert.Equal(AuditOutcome.Interrupted, bench.Records()[^1].Outcome);
    }

    /// <summary>The locks of a store whose connection the test ends.</summary>
    private sealed class LosableLocks : IExclusiveLocks, IExclusiveLease, IDisposable
    {
        private readonly CancellationTokenSource _lost = new();

        public CancellationToken Lost => _lost.Token;

        public void Lose() => _lost.Cancel();

        public Task<IExclusiveLease?> TryAcquireAsync(string name, TimeSpan timeout, CancellationToken cancellationToken)
            => Task.FromResult<IExclusiveLease?>(this);

        public Task<ExclusiveHolder?> FindHolderAsync(string name, CancellationToken cancellationToken)
            => Task.FromResult<ExclusiveHolder?>(null);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public void Dispose() => _lost.Dispose();
    }
}
