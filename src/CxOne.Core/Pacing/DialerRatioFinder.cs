namespace CxOne.Pacing;

/// <summary>Halves a grid of ratios until the highest one within the limit is left.</summary>
internal sealed class DialerRatioFinder
{
    // A candidate whose rate is this many standard errors away from the limit needs no more days.
    private const double ClearlyApart = 4;
    private const int FirstLook = 32;

    private readonly DialerSimulationRequest _request;
    private readonly Action<CxProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly DialerPlan _plan;
    private readonly DialerRunner _runner;
    private readonly List<DialerSimulationRequest> _grid;
    private readonly SortedDictionary<int, DialerRatioCandidate> _candidates = [];
    private DayTally[] _tallies;
    private DayTally[] _bestTallies;
    private int _bestDays;

    public DialerRatioFinder(DialerSimulationRequest request, DialerRatioSearch search, Action<CxProgress>? progress, CancellationToken cancellationToken)
    {
        _request = request;
        _progress = progress;
        _cancellationToken = cancellationToken;
        _plan = new DialerPlan(request);
        _runner = new DialerRunner(_plan, request.Threads);
        _tallies = new DayTally[request.Days];
        _bestTallies = new DayTally[request.Days];
        _grid = Grid(request, search);
    }

    public DialerRatioResult Find()
    {
        var within = -1;
        var beyond = _grid.Count;
        while (beyond - within > 1)
        {
            _progress?.Invoke(new CxProgress("Finding the ratio", Interval(within, beyond)) { PercentComplete = 100 - (100 * (beyond - within) / (_grid.Count + 1)) });
            // Answers lie near the low end, and a ratio far too high is dear to simulate: double until one is beyond, then halve.
            var middle = beyond == _grid.Count && within < beyond / 2 ? Math.Max(within + 1, Math.Max(_grid.Count / 16, 2 * within)) : within + ((beyond - within) / 2);
            var days = Look(middle, _tallies, 0, all: false);
            if (_candidates[middle].IsWithinLimit)
            {
                within = middle;
                (_tallies, _bestTallies) = (_bestTallies, _tallies);
                _bestDays = days;
            }
            else
            {
                beyond = middle;
            }
        }

        // The winner was perhaps judged by few days; it has to hold with all of them.
        while (within >= 0)
        {
            Look(within, _bestTallies, _bestDays, all: true);
            if (_candidates[within].IsWithinLimit)
            {
                break;
            }

            within--;
            _bestDays = 0;
        }

        _progress?.Invoke(new CxProgress("Finding the ratio", "done") { PercentComplete = 100, IsCompleted = true });
        return new DialerRatioResult
        {
            Best = within < 0 ? null : DialerReport.Create(_grid[within], _plan, _bestTallies),
            IsAtHighest = within == _grid.Count - 1,
            MaxAbandonmentRate = _request.MaxAbandonmentRate,
            LimitSource = _request.LimitSource,
            Candidates = _candidates.Values.ToArray(),
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

            var lines = DialerTarget.LinesAt(request.Agents, ratio);
            if (lines > lastLines)
            {
                grid.Add(request with { Lines = lines });
                lastLines = lines;
            }
        }

        return grid;
    }

    private string Interval(int within, int beyond)
        => FormattableString.Invariant($"between {(within < 0 ? 0 : RatioAt(within)):0.###} and {RatioAt(Math.Min(beyond, _grid.Count - 1)):0.###}");

    private double RatioAt(int index) => _grid[index].Ratio ?? (_grid[index].Lines!.Value / (double)_request.Agents);

    /// <summary>Simulates a candidate until its side of the limit is clear, or all days.</summary>
    private int Look(int index, DayTally[] tallies, int done, bool all)
    {
        var target = DialerTarget.Of(_grid[index]);
        var limit = _request.MaxAbandonmentRate;
        var days = done;
        while (true)
        {
            var wanted = all ? _request.Days : Math.Min(_request.Days, Math.Max(FirstLook, 2 * days));
            _runner.Run(target, tallies, days, wanted - days, null, _cancellationToken);
            days = wanted;
            var counted = tallies.AsSpan(0, days);
            var (rate, upper, _) = DialerReport.Abandonment(counted);
            if (days == _request.Days || Math.Abs(rate.Value - limit) > ClearlyApart * Math.Max(rate.StandardError, upper - rate.Value))
            {
                var staffed = _plan.CountedSec * DurationTable.UnitsPerSec * _plan.Agents;
                _candidates[index] = new DialerRatioCandidate
                {
                    Ratio = RatioAt(index),
                    Lines = _grid[index].Lines,
                    Days = days,
                    AbandonmentRate = rate.Value,
                    AbandonmentUpperBound = upper,
                    Utilization = DayEstimate.Ratio(counted, day => day.Busy, _ => staffed).Value,
                    IsWithinLimit = upper <= limit,
                };
                return days;
            }
        }
    }
}
