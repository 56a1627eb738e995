using System.Collections.Concurrent;
using CxOne.Pacing;

namespace CxOne.Sandbox.Published.Reporting;

/// <summary>
/// Intervals that the pacing engine has simulated: for each traffic and answer rate a number of them, from which the history takes one per
/// skill and quarter of an hour. A year of history costs no more simulation than a day, and abandoned calls come in bursts as they do in
/// the engine. Safe for concurrent use.
/// </summary>
internal sealed class IntervalLibrary
{
    private const int Variants = 64;
    private const double WarmupHours = 0.25;
    private const double CountedHours = 0.25;
    private const double WrapSec = 20;
    private const double RingAnsweredSec = 8;
    private const double RingUnansweredSec = 20;

    // Means of equally likely parts of lognormal distributions with mean 1 and coefficients of variation 1 and 0.4. A sample of few values
    // is prepared at once, unlike the tables of the continuous distribution.
    private static readonly double[] Wide =
    [
        0.12, 0.2, 0.25, 0.29, 0.34, 0.38, 0.43, 0.47, 0.52, 0.57, 0.62, 0.68,
        0.74, 0.81, 0.88, 0.97, 1.06, 1.18, 1.31, 1.48, 1.7, 2.02, 2.56, 4.42,
    ];

    private static readonly double[] Narrow = [0.46, 0.59, 0.68, 0.75, 0.82, 0.89, 0.97, 1.05, 1.15, 1.27, 1.45, 1.91];

    // Shared by the tenants of the process: 35 KB per seed.
    private static readonly ConcurrentDictionary<(int Seed, DialerTraffic Traffic, int Level), DialerInterval[]> Simulated = new();

    private readonly int _seed;

    public IntervalLibrary(int seed) => _seed = seed;

    /// <summary>Returns the interval that 64 random bits select.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public DialerInterval Pick(DialerTraffic traffic, int level, ulong bits, CancellationToken cancellationToken)
    {
        if (!Simulated.TryGetValue((_seed, traffic, level), out var intervals))
        {
            // Two threads may compute the same; both results are equal.
            Simulated[(_seed, traffic, level)] = intervals = Simulate(traffic, level, cancellationToken);
        }

        return intervals[bits % Variants];
    }

    private DialerInterval[] Simulate(DialerTraffic traffic, int level, CancellationToken cancellationToken)
    {
        var request = new DialerSimulationRequest
        {
            Agents = traffic.Agents,
            Pacing = traffic.IdleRatio is null ? DialerPacing.Lines : DialerPacing.IdleRatio,
            Lines = traffic.IdleRatio is null ? traffic.Lines : null,
            Ratio = traffic.IdleRatio,
            AnswerRate = traffic.AnswerRateAt(level),
            RingAnswered = Scaled(Narrow, RingAnsweredSec),
            RingUnanswered = Scaled(Narrow, RingUnansweredSec),
            Talk = Scaled(Wide, traffic.TalkSec),
            Wrap = Scaled(Wide, WrapSec),
            Hours = WarmupHours + CountedHours,
            WarmupHours = WarmupHours,
            Days = 1,
            Threads = 1,
        };
        var intervals = new DialerInterval[Variants];
        for (var variant = 0; variant < Variants; variant++)
        {
            var seed = ((long)_seed << 20) | (uint)((level * Variants) + variant);
            var result = DialerSimulation.Run(request with { Seed = seed }, progress: null, cancellationToken);
            var dials = (int)Math.Round(result.DialsPerHour * CountedHours);
            intervals[variant] = new DialerInterval(dials, (int)result.Answered, (int)result.Abandoned);
        }

        return intervals;
    }

    private static DurationDistribution Scaled(double[] sample, double meanSec) =>
        DurationDistribution.Empirical(sample.Select(value => value * meanSec));
}
