namespace CxOne.Sandbox.Campaigns;

/// <summary>Computes how well the algorithm of a campaign predicts the dialer with given weights.</summary>
internal static class WeightAccuracy
{
    private const double LeastAnswerRate = 0.01;
    private const double GreatestAnswerRate = 0.99;

    /// <summary>Share of lines in addition to one per agent at a predictive factor of 0.</summary>
    private const double Overdial = 0.10;

    private const double CallRateEffect = 0.2;
    private const double LineCapPerAgent = 1.5;

    /// <summary>The difference of abandonment rates that counts as error 1: the limit of the US safe harbour.</summary>
    private const double WholeAbandonmentError = 0.03;

    private const int CountedSec = 144_000;
    private const int FewestReplications = 8;
    private const int MostReplications = 200;

    /// <summary>
    /// Returns 1 − the mean of three errors, each at most 1: the relative errors of utilization and of connects per hour, and the error of
    /// the abandonment rate in units of 3 %. It compares two runs with the same lines: one with the traffic that the algorithm assumes with
    /// these weights, and one with the actual traffic.
    /// </summary>
    /// <remarks>
    /// Lines are agents × (1 + 0.1 (1 + predictive_factor)) × (1 + 0.2 call_rate), and at most agents × 1.5 (1 + max_concurrent).
    /// The algorithm assumes its learnt answer rate × (1 + answer_rate) and its learnt talk time × (1 − agent_efficiency).
    /// A missing weight is 0.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static double Of(
        IReadOnlyDictionary<string, decimal> weights,
        CampaignTraffic traffic,
        int agents,
        int durationSec,
        int seed,
        CancellationToken cancellationToken)
    {
        var wanted = agents * (1 + (Overdial * (1 + Weight("predictive_factor")))) * (1 + (CallRateEffect * Weight("call_rate")));
        var cap = agents * LineCapPerAgent * (1 + Weight("max_concurrent"));
        var dialer = new CampaignDialer
        {
            Agents = agents,
            Lines = Math.Max(1, (int)Math.Round(Math.Min(wanted, cap))),
            TickSec = 1,
            CountedSec = durationSec,
            Replications = Math.Clamp(CountedSec / durationSec, FewestReplications, MostReplications),
            Seed = seed,
        };
        var believedRate = Math.Clamp(traffic.LearntAnswerRate * (1 + Weight("answer_rate")), LeastAnswerRate, GreatestAnswerRate);
        var predicted = dialer.Run(believedRate, traffic.LearntTalkSec * (1 - Weight("agent_efficiency")), cancellationToken);
        var actual = dialer.Run(traffic.AnswerRate, traffic.TalkSec, cancellationToken);
        var utilization = RelativeError.Of(predicted.Utilization, actual.Utilization);
        var connects = RelativeError.Of(predicted.ConnectsPerHour, actual.ConnectsPerHour);
        var abandonment = Math.Min(1, Math.Abs(predicted.AbandonmentRate - actual.AbandonmentRate) / WholeAbandonmentError);
        return 1 - ((utilization + connects + abandonment) / 3);

        double Weight(string name) => (double)weights.GetValueOrDefault(name);
    }
}
