namespace CxOne.Pacing;

/// <summary>Says when somebody who waits should hear something: after a second, and later after a twentieth of the time that has gone by.</summary>
/// <remarks>A second at first, seldomer the longer it takes: a run of a whole day is told some two hundred times.</remarks>
internal sealed class ReportPace
{
    private const int Share = 20;

    private readonly TimeProvider _clock;
    private readonly long _begin;
    private long _due;

    public ReportPace(TimeProvider clock)
    {
        _clock = clock;
        _begin = clock.GetTimestamp();
        _due = _begin + clock.TimestampFrequency;
    }

    /// <summary>Since the beginning.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_begin);

    /// <summary>It is time for a report.</summary>
    public bool IsDue => _clock.GetTimestamp() >= Volatile.Read(ref _due);

    /// <summary>A report was made.</summary>
    public void Told()
    {
        var now = _clock.GetTimestamp();
        Volatile.Write(ref _due, now + Math.Max(_clock.TimestampFrequency, (now - _begin) / Share));
    }
}
