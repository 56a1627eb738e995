namespace CxOne.Pacing;

/// <summary>The tutorial's "Erlang C approximation", kept for comparison. It is no Erlang C.</summary>
internal static class PacingHeuristic
{
    public const string Warning =
        "The heuristic is for comparison only. It multiplies by the answer rate where it must divide: "
        + "the rate that keeps agents busy is agents ÷ handle time ÷ answer rate. "
        + "Its abandonment is 2 × target², whatever the dial rate, and its utilization depends on handle time and "
        + "answer rate alone. Use DropAfter, Engset or the simulation.";

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
            Warning = Warning,
        };
    }

    /// <summary>Rounds the exact value of the binary number, ties to even, as the tutorial's language does.</summary>
    private static double Round(double value, double scale)
    {
        var scaled = value * scale;
        var floor = Math.Floor(scaled);
        if (scaled - floor == 0.5)
        {
            // The product may only look like a tie; what multiplication rounded away decides.
            var lost = Math.FusedMultiplyAdd(value, scale, -scaled);
            return (lost > 0 ? floor + 1 : lost < 0 ? floor : Math.Round(scaled, MidpointRounding.ToEven)) / scale;
        }

        return Math.Round(scaled, MidpointRounding.ToEven) / scale;
    }
}
