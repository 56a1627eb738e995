namespace CxOne.Pacing;

/// <summary>Reports progress after each percent of the days, and about once per second if a percent takes longer.</summary>
internal sealed class DialerProgress
{
    private readonly Action<CxProgress> _report;
    private readonly string _activity;
    private readonly long _days;
    private readonly ProgressThrottle _throttle;
    private readonly TimeSpan _begin;
    private readonly Lock _gate = new();
    private long _done;
    private long _reported;
    private int _percent;

    public DialerProgress(Action<CxProgress> report, string activity, long days, ProgressThrottle throttle)
    {
        _report = report;
        _activity = activity;
        _days = days;
        _throttle = throttle;
        _begin = throttle.Elapsed;
    }

    /// <summary>
    /// Progress of the larger operation that the days belong to, in percent. If set, reports depend on time alone, and the last day does
    /// not complete the operation.
    /// </summary>
    public int? PercentOfAll { get; init; }

    /// <summary>The part of the operation that the days belong to, shown before their number.</summary>
    public string Part { get; init; } = string.Empty;

    public void DayDone()
    {
        var done = Interlocked.Increment(ref _done);
        var percent = PercentOfAll is null ? (int)(100 * done / _days) : 0;
        if (percent <= Volatile.Read(ref _percent) && !_throttle.IsDue)
        {
            return;
        }

        lock (_gate)
        {
            if (done <= _reported || (percent <= _percent && !_throttle.IsDue))
            {
                return;
            }

            _reported = done;
            _percent = percent;
            _throttle.Restart();
            var left = Math.Ceiling((_throttle.Elapsed - _begin).TotalSeconds * (_days - done) / done);
            _report(new CxProgress(_activity, PacingMessages.DaysDone(Part, done, _days))
            {
                PercentComplete = PercentOfAll ?? percent,
                SecondsRemaining = PercentOfAll is null ? (int)Math.Min(int.MaxValue, left) : -1,
                IsCompleted = PercentOfAll is null && done == _days,
            });
        }
    }
}
