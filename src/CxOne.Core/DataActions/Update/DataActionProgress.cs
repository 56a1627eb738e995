namespace CxOne.DataActions;

/// <summary>Counts completed rows and estimates the remaining time from the average so far.</summary>
internal sealed class DataActionProgress
{
    private const string Activity = DataActionsMessages.UpdatingActivity;
    private readonly int _total;
    private readonly TimeProvider _clock;
    private readonly ICxLog _log;
    private readonly long _started;
    private int _done;

    public DataActionProgress(int total, TimeProvider clock, ICxLog log)
    {
        _total = total;
        _clock = clock;
        _log = log;
        _started = clock.GetTimestamp();
    }

    public void Count()
    {
        var done = Interlocked.Increment(ref _done);
        var elapsed = _clock.GetElapsedTime(_started).TotalSeconds;
        _log.Progress(new CxProgress(Activity, DataActionsMessages.Progress(done, _total))
        {
            PercentComplete = (int)(100L * done / _total),
            SecondsRemaining = (int)Math.Ceiling(elapsed / done * (_total - done)),
        });
    }

    public void Complete() => _log.Progress(new CxProgress(Activity, DataActionsMessages.Progress(_done, _total)) { IsCompleted = true });
}
