namespace CxOne.Pacing;

/// <summary>Turns days that are done into at most a hundred reports.</summary>
internal sealed class DialerProgress
{
    private readonly Action<CxProgress> _report;
    private readonly string _activity;
    private readonly long _days;
    private readonly Lock _gate = new();
    private long _done;
    private int _percent;

    public DialerProgress(Action<CxProgress> report, string activity, long days)
    {
        _report = report;
        _activity = activity;
        _days = days;
    }

    public void DayDone()
    {
        var done = Interlocked.Increment(ref _done);
        var percent = (int)(100 * done / _days);
        if (percent <= Volatile.Read(ref _percent))
        {
            return;
        }

        lock (_gate)
        {
            if (percent > _percent)
            {
                _percent = percent;
                _report(new CxProgress(_activity, $"{done} of {_days} days") { PercentComplete = percent, IsCompleted = done == _days });
            }
        }
    }
}
