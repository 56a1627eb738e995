namespace CxOne;

/// <summary>A wait of an operation, from its creation until the object that <see cref="ICxLog.BeginWait"/> returned is disposed.</summary>
/// <param name="Reason">What the operation waits for, without secrets.</param>
/// <param name="Duration">How long the wait takes; <see langword="null"/> if it is unknown.</param>
/// <param name="Clock">The clock of the wait.</param>
public sealed record CxWait(string Reason, TimeSpan? Duration, TimeProvider Clock)
{
    private readonly long _started = Clock.GetTimestamp();

    /// <summary>Gets the time since the wait began.</summary>
    public TimeSpan Elapsed => Clock.GetElapsedTime(_started);

    /// <summary>Gets the time until the wait ends, not less than zero; <see langword="null"/> if it is unknown.</summary>
    public TimeSpan? Remaining => Duration - Elapsed is { } left ? left > TimeSpan.Zero ? left : TimeSpan.Zero : null;
}
