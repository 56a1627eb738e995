using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>Halves a grid of ratios until the highest one within the limit is left.</summary>
internal sealed class DialerRatioFinder
{
    private const string Activity = "Finding the ratio";

    // A candidate whose rate is so many times as far from the limit as its bound is from the rate needs no more days.
    private const double ClearlyApart = 4;

    // Where a day has many calls few days tell what is far away; the errors of fewer are themselves too uncertain.
    private const int FirstLook = 8;

    // The scatter of few days is believed against a candidate only where the limit stands for this many drops.
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
    private DayCounters[] _tallies;
    private DayCounters[] _bestTallies;
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
        _tallies = new DayCounters[request.Days];
        _bestTallies = new DayCounters[request.Days];
    }

    public DialerRatioResult Find()
    {
        // A limit that nothing passes leaves nothing to look for.
        var within = _request.MaxAbandonmentRate >= 1 ? _grid.Count - 1 : -1;
        var beyond = _grid.Count;
        while (beyond - within > 1)
        {
            // A last percent is left for the answer's own days.
            _percent = Math.Min(99, 100 - (100 * (beyond - within) / (_grid.Count + 1)));
            var interval = Interval(within, beyond);
            Tell(interval);
            // Answers lie near the low end, and a ratio far too high is dear to simulate: double until one is beyond, then halve.
            var middle = beyond == _grid.Count
                ? Math.Min(beyond - 1, Math.Max(_grid.Count / 16, 2 * (within + 1)))
                : within + ((beyond - within) / 2);
            var days = Look(middle, _tallies, 0, all: false, interval);
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
            _percent = 99;
            Look(within, _bestTallies, _bestDays, all: true, string.Create(CultureInfo.InvariantCulture, $"{RatioAt(within):0.###}"));
            if (_candidates[within].IsWithinLimit)
            {
                break;
            }

            within--;
            _bestDays = 0;
        }

        _progress?.Invoke(new CxProgress(Activity, "done") { PercentComplete = 100, SecondsRemaining = 0, IsCompleted = true });
        return new DialerRatioResult
        {
            Best = within < 0 ? null : DialerReport.Create(_grid[within], _plan, _bestTallies),
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

            // Lines are whole, and rounding may lead out of the search at either end.
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
            throw new CxValidationException([
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Lines are whole: {CxHint.Option("LowestRatio")} {search.LowestRatio}, "
                        + $"{CxHint.Option("HighestRatio")} {search.HighestRatio} and {CxHint.Option("RatioStep")} {search.Step} leave no "
                        + $"number of lines for {request.Agents} {(request.Agents == 1 ? "agent" : "agents")}. Widen the search.")]);
        }

        return grid;
    }

    private string Interval(int within, int beyond)
        => FormattableString.Invariant(
            $"between {(within < 0 ? 0 : RatioAt(within)):0.###} and {RatioAt(Math.Min(beyond, _grid.Count - 1)):0.###}");

    private double RatioAt(int index) => _grid[index].Ratio ?? (_grid[index].Lines!.Value / (double)_request.Agents);

    private void Tell(string status)
    {
        if (_progress is not null)
        {
            _throttle.Restart();
            _progress(new CxProgress(Activity, status) { PercentComplete = _percent });
        }
    }

    /// <summary>Simulates a candidate until its side of the limit is clear, or all days.</summary>
    private int Look(int index, DayCounters[] counters, int done, bool all, string part)
    {
        var target = DialerTarget.Of(_grid[index]);
        var days = done;
        while (true)
        {
            var wanted = all ? _request.Days : Math.Min(_request.Days, Math.Max(FirstLook, 2 * days));
            Action? dayDone = _progress is null
                ? null
                : new DialerProgress(_progress, Activity, wanted - days, _throttle) { PercentOfAll = _percent, Part = part + ": " }.DayDone;
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

        // Who is taken for compliant too early is found out with all days; who is taken for too high is never looked at again.
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
