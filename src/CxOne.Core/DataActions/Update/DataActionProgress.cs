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

    /// <summary>Shows the number of rows before the first one is complete.</summary>
    public void Begin() => _log.Progress(Report(0) with { PercentComplete = 0 });

    public void Count()
    {
        var done = Interlocked.Increment(ref _done);
        var elapsed = _clock.GetElapsedTime(_started).TotalSeconds;
        _log.Progress(Report(done) with
        {
            PercentComplete = (int)(100L * done / _total),
            SecondsRemaining = (int)Math.Ceiling(elapsed / done * (_total - done)),
        });
    }

    public void Complete() => _log.Progress(Report(_done) with { IsCompleted = true });

    private CxProgress Report(int done)
        => new(Activity, DataActionsMessages.Progress(done, _total)) { ItemsCompleted = done, ItemsTotal = _total };
}
