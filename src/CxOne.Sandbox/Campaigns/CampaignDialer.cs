using CxOne.Pacing;

namespace CxOne.Sandbox.Campaigns;

/// <summary>
/// The dialer of all campaigns: constant lines, the default ring and wrap-up times of the pacing engine, patience 2 s. Runs with the same
/// agents, lines and seed use the same random numbers, so that they differ by their assumptions and not by chance.
/// </summary>
internal sealed record CampaignDialer
{
    private const double WarmupHours = 0.25;

    public required int Agents { get; init; }

    public required int Lines { get; init; }

    /// <summary>Seconds between two decisions of the dialer.</summary>
    public required double TickSec { get; init; }

    /// <summary>Counted seconds of a replication after a warm-up of 15 minutes.</summary>
    public required double CountedSec { get; init; }

    public required int Replications { get; init; }

    public required int Seed { get; init; }

    /// <summary>Simulates an answer rate, greater than 0, and a mean talk time in seconds.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
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
