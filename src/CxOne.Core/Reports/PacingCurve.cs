using System.Globalization;
using CxOne.Errors;
using CxOne.Pacing;

namespace CxOne.Reports;

/// <summary>Abandonment and utilization by ratio: the points and the limit of a chart.</summary>
public sealed class PacingCurve
{
    private PacingCurve(
        IReadOnlyList<PacingCurvePoint> points, double limit, string? limitSource, double? best, DialerSimulationResult? sample)
    {
        Points = points;
        Limit = limit;
        LimitSource = limitSource;
        Best = best;
        Sample = sample;
    }

    internal IReadOnlyList<PacingCurvePoint> Points { get; }

    /// <summary>The limit of the abandonment rate, greater than 0 and at most 1.</summary>
    internal double Limit { get; }

    internal string? LimitSource { get; }

    /// <summary>The highest ratio that is known to be within the limit.</summary>
    internal double? Best { get; }

    /// <summary>One of the simulations, for the inputs that all of them share.</summary>
    internal DialerSimulationResult? Sample { get; }

    /// <summary>What the ratio counts, which differs between the rules.</summary>
    internal string RatioName => Sample?.Pacing switch
    {
        null => "ratio",
        DialerPacing.Lines => "lines per agent",
        DialerPacing.IdleRatio => "lines per idle agent",
        DialerPacing.Progressive => "lines per idle agent, always 1",
        _ => "highest lines per agent",
    };

    internal string Subtitle
    {
        get
        {
            List<string> parts = [];
            if (Sample is { } sample)
            {
                parts.Add($"{sample.Agents} agents");
                parts.Add(RatioName);
                parts.Add(sample.TickSec > 0 ? FormattableString.Invariant($"tick {sample.TickSec:0.###} s") : "redialling at once");
                parts.Add($"up to {Points.Max(point => point.Days)} days");
                parts.Add($"seed {sample.Seed}");
            }

            return string.Join(", ", parts);
        }
    }

    internal string LimitText
        => ReportsMessages.Limit(Limit, LimitSource);

    internal string Finding => Best is { } best
        ? ReportsMessages.HighestRatio(best)
        : ReportsMessages.NoRatioWithinLimit;

    /// <summary>Creates a curve from the results of simulations, one point each, or of searches with all their candidates.</summary>
    /// <param name="results">Instances of <see cref="DialerSimulationResult"/> or <see cref="DialerRatioResult"/>.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="CxValidationException">The results have fewer than two ratios, or do not have the same inputs and
    /// limit.</exception>
    public static PacingCurve From(IReadOnlyList<object> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var searches = results.OfType<DialerRatioResult>().ToList();
        var simulations = results
            .OfType<DialerSimulationResult>()
            .Concat(searches.SelectMany(search => search.Curve))
            .Concat(searches.Select(search => search.Best).OfType<DialerSimulationResult>())
            .ToList();
        List<string> violations = [];
        var inputs = simulations
            .Select(result => result.Inputs)
            .Concat(searches.Select(search => search.Inputs).OfType<DialerInputs>())
            .Distinct()
            .ToList();
        Same("number of agents", of => of.Agents);
        Same("pacing rule", of => of.Pacing);
        Same("TickSec", of => of.TickSec);
        Same("answer rate", of => of.AnswerRate);
        Same("PatienceSec", of => of.PatienceSec);
        Same("MeanTalkSec", of => of.MeanTalkSec);
        Same("MeanWrapSec", of => of.MeanWrapSec);
        Same("counted hours per day", of => of.CountedHours);
        if (violations.Count == 0 && inputs.Count > 1)
        {
            violations.Add(ReportsMessages.OtherInputs);
        }

        var limits = simulations
            .Select(result => result.MaxAbandonmentRate)
            .Concat(searches.Select(search => search.MaxAbandonmentRate))
            .Distinct()
            .ToList();
        if (limits.Count > 1)
        {
            violations.Add(ReportsMessages.DifferentInputs(
                "limit", string.Join(", ", limits.Select(limit => limit.ToString(CultureInfo.InvariantCulture)))));
        }

        CxValidationException.ThrowIfAny(violations);
        var points = simulations
            .Select(result => new PacingCurvePoint(
                result.Ratio,
                result.AbandonmentRate,
                result.AbandonmentUpperBound,
                result.Utilization,
                result.Days,
                result.AbandonmentUpperBound <= result.MaxAbandonmentRate))
            .Concat(
                searches
                    .SelectMany(Drawn)
                    .Select(candidate => new PacingCurvePoint(
                        candidate.Ratio,
                        candidate.AbandonmentRate,
                        candidate.AbandonmentUpperBound,
                        candidate.Utilization,
                        candidate.Days,
                        candidate.IsWithinLimit)))
            .GroupBy(point => Math.Round(point.Ratio, 6))
            .Select(same => same.MaxBy(point => point.Days)!)
            .OrderBy(point => point.Ratio)
            .ToArray();
        if (points.Length == 0)
        {
            throw new CxValidationException([ReportsMessages.ResultsRequired()]);
        }

        if (points.Length == 1)
        {
            throw new CxValidationException([ReportsMessages.TwoRatiosRequired()]);
        }

        // A ratio within the limit above one that exceeds it is within the limit only by chance.
        var known = searches.Count > 0
            ? searches.Max(search => search.Ratio)
            : points.TakeWhile(point => point.IsWithinLimit).LastOrDefault()?.Ratio;
        return new PacingCurve(
            points,
            limits[0],
            simulations.FirstOrDefault()?.LimitSource ?? searches.FirstOrDefault()?.LimitSource,
            known,
            simulations.FirstOrDefault());

        // If there is a curve, candidates of the search far above it are not drawn.
        static IEnumerable<DialerRatioCandidate> Drawn(DialerRatioResult search)
            => search.Candidates.Where(candidate => search.Curve.Count == 0 || candidate.Ratio <= search.Curve.Max(point => point.Ratio));

        void Same<T>(string name, Func<DialerInputs, T> of)
        {
            var different = inputs.Select(of).Distinct().ToList();
            if (different.Count > 1)
            {
                violations.Add(ReportsMessages.DifferentInputs(
                    name, string.Join(", ", different.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))));
            }
        }
    }
}

/// <summary>The results at one ratio.</summary>
/// <param name="Ratio">The ratio.</param>
/// <param name="AbandonmentRate">Abandoned ÷ live answered calls.</param>
/// <param name="AbandonmentUpperBound">One-sided 95 % upper bound.</param>
/// <param name="Utilization">Busy ÷ staffed time of the agents.</param>
/// <param name="Days">Number of simulated days.</param>
/// <param name="IsWithinLimit">Whether the upper bound is at or below the limit.</param>
internal sealed record PacingCurvePoint(
    double Ratio, double AbandonmentRate, double AbandonmentUpperBound, double Utilization, int Days, bool IsWithinLimit);
