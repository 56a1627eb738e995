using CxOne.Audit;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Faults;

namespace CxOne.Tests.Published.Scripts;

/// <summary>Only the lock that the user has seen is taken away, and the audit log says what was done about it.</summary>
public sealed class ScriptUnlockerTests
{
    [Fact]
    public async Task A_lock_that_passed_to_another_user_since_the_question_is_not_taken_away()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        await bench.LockAsync(ScriptFaults.Anna);
        var seen = await FindAsync(bench);
        await bench.LockAsync(ScriptFaults.Bob);

        var failure = await Assert.ThrowsAsync<CxException>(() => UnlockAsync(bench, seen));

        Assert.Equal(CxErrors.ScriptLocked, failure.Definition);
        Assert.Contains(ScriptFaults.Bob, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, await bench.CountAsync("POST", "/scripts/kick"));
        Assert.Equal(0, await bench.CountAsync("PUT", "/scripts"));
        Assert.Equal(ScriptFaults.Bob, (await bench.ReadAsync()).LockedBy);
        Assert.Empty(bench.Records());
    }

    [Fact]
    public async Task A_script_that_was_free_is_left_alone_although_another_user_has_locked_it_since()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        var seen = await FindAsync(bench);
        await bench.LockAsync(ScriptFaults.Bob);

        var released = await UnlockAsync(bench, seen);

        Assert.Equal("Free", released.Status);
        Assert.Equal(0, await bench.CountAsync("POST", "/scripts/kick"));
        Assert.Equal(0, await bench.CountAsync("PUT", "/scripts"));
        Assert.Equal(ScriptFaults.Bob, (await bench.ReadAsync()).LockedBy);
    }

    [Fact]
    public async Task A_lock_that_was_taken_away_and_taken_again_at_once_is_not_recorded_as_refused()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        await bench.LockAsync(ScriptFaults.Anna);
        var seen = await FindAsync(bench);
        bench.Spoil("POST", "/scripts/kick", async exchange =>
        {
            var answer = await exchange.ApplyAsync();
            await bench.LockAsync(ScriptFaults.Bob);
            await exchange.SendAsync(HttpBytes.Of(answer));
        });

        var failure = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => UnlockAsync(bench, seen));

        Assert.Contains(ScriptFaults.Anna, failure.Message, StringComparison.Ordinal);
        Assert.Contains(ScriptFaults.Bob, failure.Message, StringComparison.Ordinal);
        Assert.Equal(AuditOutcome.Unknown, bench.Records()[^1].Outcome);
    }

    private static Task<ScriptUnlock> FindAsync(FaultBench bench)
        => ScriptUnlocker.FindAsync(bench.Connection, ScriptEdit.Name, bench.Log, CancellationToken.None);

    private static Task<ScriptUnlock> UnlockAsync(FaultBench bench, ScriptUnlock seen)
        => bench.RunAsync(ScriptUnlocker.UnlockAsync(bench.Connection, seen, force: true, bench.Log, CancellationToken.None));
}
