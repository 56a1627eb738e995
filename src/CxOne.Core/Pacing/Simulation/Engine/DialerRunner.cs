namespace CxOne.Pacing;

/// <summary>
/// Simulates days on several threads. The result of a day depends only on its number, so the number of threads affects only the duration.
/// </summary>
internal sealed class DialerRunner
{
    private readonly DialerPlan _plan;
    private readonly IDaySimulator?[] _engines;

    public DialerRunner(DialerPlan plan, int threads)
    {
        _plan = plan;
        _engines = new IDaySimulator?[threads == 0 ? Environment.ProcessorCount : threads];
    }

    /// <summary>Simulates the days of a span; its first element is day <paramref name="firstDay"/>.</summary>
    /// <param name="target">The target of the pacing rule.</param>
    /// <param name="counters">Receives the counters of each day.</param>
    /// <param name="firstDay">Number of the first day.</param>
    /// <param name="count">Number of days.</param>
    /// <param name="dayDone">Called after each day on the thread that simulated it; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the run within a fraction of a day.</param>
    public void Run(
        DialerTarget target, DayCounters[] counters, int firstDay, int count, Action? dayDone, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (count == 0)
        {
            return;
        }

        var next = -1;
        var workers = Math.Min(_engines.Length, count);
        if (workers == 1)
        {
            Work(0);
            return;
        }

        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, Work);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(cancellationToken);
        }

        void Work(int worker)
        {
            var engine = _engines[worker] ??= _plan.IsInstant ? new EventDrivenSimulator(_plan) : new TimingWheelSimulator(_plan);
            for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                engine.Run(firstDay + index, target, out counters[firstDay + index], cancellationToken);
                dayDone?.Invoke();
            }
        }
    }
}
