using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>Searches a grid of ratios for the highest one within the limit, by bisection.</summary>
internal sealed class DialerRatioFinder
{
    // A candidate needs no more days if its rate is this many times as far from the limit as its bound is from the rate.
    private const double ClearlyApart = 4;

    // With many calls per day, a few days suffice for a ratio far from the limit. With fewer days the error itself is too uncertain.
    private const int FirstDays = 8;

    // A candidate is rejected after fewer than ManyDays only if its calls would allow ManyDrops at the limit.
    private const int ManyDays = 32;
    private const int ManyDrops = 100;

    private readonly DialerSimulationRequest _request;
    private readonly Action<CxProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly ProgressThrottle _throttle;
    private readonly DialerPlan _plan;
    private readonly DialerRunner _runner;
    private readonly List<DialerSimulationRequest> _grid;
    private readonly SortedDictionary<int, DialerRatioCandidate> _candidates = [];
    private DayCounters[] _counters;
    private DayCounters[] _bestCounters;
    private int _bestDays;
    private int _percent;

    public DialerRatioFinder(
        DialerSimulationRequest request,
        DialerRatioSearch search,
        ProgressThrottle throttle,
        Action<CxProgress>? progress,
        CancellationToken cancellationToken)
    {
        _grid = Grid(request, search);
        _request = request;
        _throttle = throttle;
        _progress = progress;
        _cancellationToken = cancellationToken;
        _plan = new DialerPlan(request);
        _runner = new DialerRunner(_plan, request.Threads);
        _counters = new DayCounters[request.Days];
        _bestCounters = new DayCounters[request.Days];
    }

    public DialerRatioResult Find()
    {
        // Nothing exceeds a limit of 1, so the highest ratio is the result.
        var within = _request.MaxAbandonmentRate >= 1 ? _grid.Count - 1 : -1;
        var beyond = _grid.Count;
        while (beyond - within > 1)
        {
            // The last percent belongs to the remaining days of the result.
            _percent = Math.Min(99, 100 - (100 * (beyond - within) / (_grid.Count + 1)));
            var interval = Interval(within, beyond);
            Report(interval);
            // Results lie near the low end, and ratios that are far too high are slow to simulate: double until one exceeds the limit, then
            // bisect.
            var middle = beyond == _grid.Count
                ? Math.Min(beyond - 1, Math.Max(_grid.Count / 16, 2 * (within + 1)))
                : within + ((beyond - within) / 2);
            var days = Simulate(middle, _counters, 0, all: false, interval);
            if (_candidates[middle].IsWithinLimit)
            {
                within = middle;
                (_counters, _bestCounters) = (_bestCounters, _counters);
                _bestDays = days;
            }
            else
            {
                beyond = middle;
            }
        }

        // The best candidate may have been judged by few days; it has to stay within the limit with all of them.
        while (within >= 0)
        {
            _percent = 99;
            Simulate(within, _bestCounters, _bestDays, all: true, PacingMessages.RatioUnderTest(RatioAt(within)));
            if (_candidates[within].IsWithinLimit)
            {
                break;
            }

            within--;
            _bestDays = 0;
        }

        _progress?.Invoke(new CxProgress(PacingMessages.SearchActivity, PacingMessages.SearchDone)
        {
            PercentComplete = 100,
            SecondsRemaining = 0,
            IsCompleted = true,
        });
        return new DialerRatioResult
        {
            Best = within < 0 ? null : DialerReport.Create(_grid[within], _plan, _bestCounters),
            IsAtHighest = within == _grid.Count - 1,
            MaxAbandonmentRate = _request.MaxAbandonmentRate,
            LimitSource = _request.LimitSource,
            Candidates = _candidates.Values.ToArray(),
            Inputs = _plan.Inputs,
        };
    }

    private static List<DialerSimulationRequest> Grid(DialerSimulationRequest request, DialerRatioSearch search)
    {
        List<DialerSimulationRequest> grid = [];
        var steps = (int)Math.Floor(((search.HighestRatio - search.LowestRatio) / search.Step) + 1e-9);
        var lastLines = 0;
        for (var step = 0; step <= steps; step++)
        {
            var ratio = search.LowestRatio + (step * search.Step);
            if (request.Pacing != DialerPacing.Lines)
            {
                grid.Add(request with { Ratio = Math.Round(ratio, 6) });
                continue;
            }

            // Rounding to whole lines may leave the range of the search at either end.
            var lines = DialerTarget.LinesAt(request.Agents, ratio);
            var linesPerAgent = lines / (double)request.Agents;
            if (lines > lastLines && linesPerAgent >= search.LowestRatio && linesPerAgent <= search.HighestRatio)
            {
                grid.Add(request with { Lines = lines });
                lastLines = lines;
            }
        }

        if (grid.Count == 0)
        {
            throw new CxValidationException(
                [PacingMessages.NoWholeLines(search.LowestRatio, search.HighestRatio, search.Step, request.Agents)]);
        }

        return grid;
    }

    private string Interval(int within, int beyond)
        => PacingMessages.SearchInterval(within < 0 ? 0 : RatioAt(within), RatioAt(Math.Min(beyond, _grid.Count - 1)));

    private double RatioAt(int index) => _grid[index].Ratio ?? (_grid[index].Lines!.Value / (double)_request.Agents);

    private void Report(string status)
    {
        if (_progress is not null)
        {
            _throttle.Restart();
            _progress(new CxProgress(PacingMessages.SearchActivity, status) { PercentComplete = _percent });
        }
    }

    /// <summary>Simulates a candidate until it is clearly above or below the limit, or for all days.</summary>
    private int Simulate(int index, DayCounters[] counters, int done, bool all, string part)
    {
        var target = DialerTarget.Of(_grid[index]);
        var days = done;
        while (true)
        {
            var wanted = all ? _request.Days : Math.Min(_request.Days, Math.Max(FirstDays, 2 * days));
            Action? dayDone = _progress is null
                ? null
                : new DialerProgress(_progress, PacingMessages.SearchActivity, wanted - days, _throttle)
                {
                    PercentOfAll = _percent,
                    Part = part,
                }.DayDone;
            _runner.Run(target, counters, days, wanted - days, dayDone, _cancellationToken);
            days = wanted;
            var counted = counters.AsSpan(0, days);
            if (days == _request.Days || IsClear(counted))
            {
                _candidates[index] = Candidate(index, counted);
                return days;
            }
        }
    }

    private bool IsClear(ReadOnlySpan<DayCounters> days)
    {
        var limit = _request.MaxAbandonmentRate;
        var (rate, upper, _) = DialerReport.Abandonment(days);
        if (!(Math.Abs(rate.Value - limit) > ClearlyApart * Math.Max(rate.StandardError, upper - rate.Value)))
        {
            return false;
        }

        // A candidate accepted too early fails later with all days; a candidate rejected too early is never simulated again.
        return rate.Value < limit || days.Length >= ManyDays || limit * DialerReport.Answered(days) >= ManyDrops;
    }

    private DialerRatioCandidate Candidate(int index, ReadOnlySpan<DayCounters> days)
    {
        var staffed = _plan.CountedSec * DurationTable.UnitsPerSec * _plan.Agents;
        var (rate, upper, lower) = DialerReport.Abandonment(days);
        return new DialerRatioCandidate
        {
            Ratio = RatioAt(index),
            Lines = _grid[index].Lines,
            Days = days.Length,
            AbandonmentRate = rate.Value,
            AbandonmentUpperBound = upper,
            Utilization = DayEstimate.Ratio(days, day => day.Busy, _ => staffed).Value,
            IsWithinLimit = upper <= _request.MaxAbandonmentRate,
            Verdict = DialerReport.Verdict(upper, lower, _request.MaxAbandonmentRate),
        };
    }
}
