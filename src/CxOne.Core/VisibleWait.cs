namespace CxOne;

/// <summary>The only delay of Core: one that the user can see. A delay without a reason would look like a hang.</summary>
internal static class VisibleWait
{
    /// <summary>Waits for a time on a clock.</summary>
    /// <param name="log">Is notified of the wait and its end.</param>
    /// <param name="reason">What the operation waits for.</param>
    /// <param name="time">How long it waits.</param>
    /// <param name="clock">The clock of the wait.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <param name="expected">The time that the user is shown, if further waits are expected to follow.</param>
    public static async Task DelayAsync(
        ICxLog log, string reason, TimeSpan time, TimeProvider clock, CancellationToken cancellationToken, TimeSpan? expected = null)
    {
        using var wait = log.BeginWait(new CxWait(reason, expected ?? time, clock));
        await Task.Delay(time, clock, cancellationToken).ConfigureAwait(false);
    }
}
