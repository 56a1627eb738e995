namespace CxOne.Pacing;

/// <summary>Limits progress reports: one after a second, later ones after a twentieth of the elapsed time.</summary>
/// <remarks>The longer a run takes, the fewer the reports: a run of a whole day reports about two hundred times.</remarks>
internal sealed class ProgressThrottle
{
    private const int Share = 20;

    private readonly TimeProvider _clock;
    private readonly long _begin;
    private long _due;

    public ProgressThrottle(TimeProvider clock)
    {
        _clock = clock;
        _begin = clock.GetTimestamp();
        _due = _begin + clock.TimestampFrequency;
    }

    /// <summary>The time since the run began.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_begin);

    /// <summary>Gets a value indicating whether the next report is due.</summary>
    public bool IsDue => _clock.GetTimestamp() >= Volatile.Read(ref _due);

    /// <summary>Starts the wait for the next report; call it after each report.</summary>
    public void Restart()
    {
        var now = _clock.GetTimestamp();
        Volatile.Write(ref _due, now + Math.Max(_clock.TimestampFrequency, (now - _begin) / Share));
    }
}
