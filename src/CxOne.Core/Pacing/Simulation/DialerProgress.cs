namespace CxOne.Pacing;

/// <summary>Turns days that are done into reports: one a percent, and one about every second where a percent takes longer.</summary>
internal sealed class DialerProgress
{
    private readonly Action<CxProgress> _report;
    private readonly string _activity;
    private readonly long _days;
    private readonly ProgressThrottle _throttle;
    private readonly TimeSpan _begin;
    private readonly Lock _gate = new();
    private long _done;
    private long _told;
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
    /// The days are a part of something larger that is so far: then only the time makes a report, and the last day ends nothing.
    /// </summary>
    public int? PercentOfAll { get; init; }

    /// <summary>What the days belong to, said before their number.</summary>
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
            if (done <= _told || (percent <= _percent && !_throttle.IsDue))
            {
                return;
            }

            _told = done;
            _percent = percent;
            _throttle.Restart();
            var left = Math.Ceiling((_throttle.Elapsed - _begin).TotalSeconds * (_days - done) / done);
            _report(new CxProgress(_activity, $"{Part}{done} of {_days} days")
            {
                PercentComplete = PercentOfAll ?? percent,
                SecondsRemaining = PercentOfAll is null ? (int)Math.Min(int.MaxValue, left) : -1,
                IsCompleted = PercentOfAll is null && done == _days,
            });
        }
    }
}
