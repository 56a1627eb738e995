using System.Globalization;
using CxOne.Errors;
using CxOne.Pacing;

namespace CxOne.Reports;

/// <summary>Abandonment and utilization over the ratio: what a picture shows.</summary>
public sealed class PacingCurve
{
    internal const string Title = "Abandonment and utilization over the dial ratio";

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

    /// <summary>The limit of the abandonment rate.</summary>
    internal double Limit { get; }

    internal string? LimitSource { get; }

    /// <summary>The highest ratio within the limit, as far as is known.</summary>
    internal double? Best { get; }

    /// <summary>One of the simulations, for what all of them share.</summary>
    internal DialerSimulationResult? Sample { get; }

    internal string Subtitle
    {
        get
        {
            List<string> parts = [];
            if (Sample is { } sample)
            {
                parts.Add($"{sample.Agents} agents");
                parts.Add(sample.Pacing switch
                {
                    DialerPacing.Lines => "lines per agent",
                    DialerPacing.IdleRatio => "lines per idle agent",
                    _ => sample.Pacing.ToString()
                });
                parts.Add(sample.TickSec > 0 ? FormattableString.Invariant($"tick {sample.TickSec:0.###} s") : "redialling at once");
                parts.Add($"up to {Points.Max(point => point.Days)} days");
                parts.Add($"seed {sample.Seed}");
            }

            return string.Join(", ", parts);
        }
    }

    internal string LimitText
        => FormattableString.Invariant($"limit {100 * Limit:0.##} %{(LimitSource is null ? null : $" ({LimitSource})")}");

    internal string Finding => Best is { } best
        ? FormattableString.Invariant($"Highest ratio whose upper bound stays within the limit: {best:0.###}.")
        : "No ratio stays within the limit.";

    /// <summary>Takes results of simulations, each a point, or the result of a search with all that it has looked at.</summary>
    /// <param name="results">Each a <see cref="DialerSimulationResult"/> or a <see cref="DialerRatioResult"/>.</param>
    /// <exception cref="CxValidationException">There is nothing to draw, or the results do not belong into one picture.</exception>
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
        Same("agents", of => of.Agents);
        Same("pacing rules", of => of.Pacing);
        Same("TickSec", of => of.TickSec);
        Same("answer rates", of => of.AnswerRate);
        Same("PatienceSec", of => of.PatienceSec);
        Same("MeanTalkSec", of => of.MeanTalkSec);
        Same("MeanWrapSec", of => of.MeanWrapSec);
        Same("counted hours a day", of => of.CountedHours);
        if (violations.Count == 0 && inputs.Count > 1)
        {
            violations.Add(
                "The results differ in ring times, in the shape or sample of a time, in the answer rates by time of day "
                    + "or in the warm-up, and do not belong into one picture.");
        }

        var limits = simulations
            .Select(result => result.MaxAbandonmentRate)
            .Concat(searches.Select(search => search.MaxAbandonmentRate))
            .Distinct()
            .ToList();
        if (limits.Count > 1)
        {
            violations.Add(
                $"The results have {limits.Count} different limits "
                    + $"({string.Join(", ", limits.Select(limit => limit.ToString(CultureInfo.InvariantCulture)))}) and do not belong into "
                    + $"one picture.");
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
                    .SelectMany(Looked)
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
            throw new CxValidationException([$"There is nothing to draw: no result of {CxHint.DialerSimulation} was given."]);
        }

        if (points.Length == 1)
        {
            throw new CxValidationException(
                [$"A curve needs results at two ratios or more, such as those of {CxHint.SimulateSeveralRatios}."]);
        }

        // Beyond the first ratio that passes the limit another one is within it by chance only.
        var known = searches.Count > 0
            ? searches.Max(search => search.Ratio)
            : points.TakeWhile(point => point.IsWithinLimit).LastOrDefault()?.Ratio;
        return new PacingCurve(
            points,
            limits[0],
            simulations.FirstOrDefault()?.LimitSource ?? searches.FirstOrDefault()?.LimitSource,
            known,
            simulations.FirstOrDefault());

        // Where there is a curve, what the search has tried far beyond it is not a part of the picture.
        static IEnumerable<DialerRatioCandidate> Looked(DialerRatioResult search)
            => search.Candidates.Where(candidate => search.Curve.Count == 0 || candidate.Ratio <= search.Curve.Max(point => point.Ratio));

        void Same<T>(string what, Func<DialerInputs, T> of)
        {
            var different = inputs.Select(of).Distinct().ToList();
            if (different.Count > 1)
            {
                violations.Add(
                    $"The results have {different.Count} different {what} "
                        + $"({string.Join(", ", different.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))}) and do "
                        + $"not belong into one picture.");
            }
        }
    }
}
