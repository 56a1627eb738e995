namespace CxOne.Pacing;

/// <summary>The "Erlang C approximation" of tutorials, kept for comparison. It is not Erlang C.</summary>
internal static class PacingHeuristic
{
    public static PacingHeuristicResult Evaluate(double answerRate, int agents, double targetAbandonment, double handleTimeSec)
    {
        var load = agents * (1 - targetAbandonment) / answerRate;
        var effective = agents / handleTimeSec * answerRate;
        var safety = 1 - (targetAbandonment * 2);
        return new PacingHeuristicResult
        {
            OptimalDialRate = Round(effective * safety, 100),
            RecommendedQueueDepth = (int)Math.Min(int.MaxValue, Math.Max(1, Math.Ceiling(load * 0.2))),
            EstimatedAbandonment = Round(targetAbandonment * (1 - safety), 10_000),
            AgentUtilization = Round(Math.Min(1, effective / (agents * 1.2)), 1000),
            Warning = PacingMessages.HeuristicWarning,
        };
    }

    /// <summary>Rounds the exact binary value, ties to even, as the tutorials' own code does.</summary>
    private static double Round(double value, double scale)
    {
        var scaled = value * scale;
        var floor = Math.Floor(scaled);
        if (scaled - floor == 0.5)
        {
            // Rounding of the product may have produced the tie; the exact remainder decides.
            var lost = Math.FusedMultiplyAdd(value, scale, -scaled);
            return (lost > 0 ? floor + 1 : lost < 0 ? floor : Math.Round(scaled, MidpointRounding.ToEven)) / scale;
        }

        return Math.Round(scaled, MidpointRounding.ToEven) / scale;
    }
}
