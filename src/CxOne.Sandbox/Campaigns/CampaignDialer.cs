using CxOne.Pacing;

namespace CxOne.Sandbox.Campaigns;

/// <summary>
/// The dialer of every campaign: constant lines, D1's ring and wrap times (see the pacing engine), patience 2 s. Two runs with
/// the same agents, lines and seed see the same random numbers, so that they differ by what is believed, and not by chance.
/// </summary>
internal sealed record CampaignDialer
{
    private const double WarmupHours = 0.25;

    public required int Agents { get; init; }

    public required int Lines { get; init; }

    /// <summary>Seconds between two looks of the dialer.</summary>
    public required double TickSec { get; init; }

    /// <summary>What is counted of a replication, after a warm-up of a quarter of an hour.</summary>
    public required double CountedSec { get; init; }

    public required int Replications { get; init; }

    public required int Seed { get; init; }

    /// <summary>Simulates an answer rate above 0 and a mean talk time in seconds.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public DialerSimulationResult Run(double answerRate, double talkSec, CancellationToken cancellationToken) => DialerSimulation.Run(
        new DialerSimulationRequest
        {
            Agents = Agents,
            Lines = Lines,
            AnswerRate = answerRate,
            Talk = DurationDistribution.LogNormal(talkSec, 1),
            TickSec = TickSec,
            Hours = WarmupHours + (CountedSec / 3600),
            WarmupHours = WarmupHours,
            Days = Replications,
            Seed = Seed,
            Threads = 1,
        },
        progress: null,
        cancellationToken);
}
