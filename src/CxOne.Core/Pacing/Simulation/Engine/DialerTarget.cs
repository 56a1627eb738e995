namespace CxOne.Pacing;

/// <summary>
/// The number of lines that a pacing rule intends to use, by idle agents. It is what differs between candidates of a search.
/// </summary>
internal sealed class DialerTarget
{
    public const double DefaultHighestLevel = 3;

    private DialerTarget(int[] wanted, double highestLevel)
    {
        Wanted = wanted;
        HighestLevel = highestLevel;
    }

    /// <summary>
    /// Intended lines (ringing, waiting or bound to an agent) by idle agents; a single entry if idle agents do not matter.
    /// </summary>
    public int[] Wanted { get; }

    /// <summary>Highest level of the adaptive rule.</summary>
    public double HighestLevel { get; }

    public static DialerTarget Constant(int lines) => new([lines], 0);

    public static DialerTarget Adaptive(double highestLevel) => new([0], highestLevel);

    public static DialerTarget PerIdleAgent(int agents, double ratio)
    {
        var wanted = new int[agents + 1];
        for (var idle = 0; idle <= agents; idle++)
        {
            wanted[idle] = agents - idle + Round(ratio * idle);
        }

        return new DialerTarget(wanted, 0);
    }

    public static DialerTarget Of(DialerSimulationRequest request) => request.Pacing switch
    {
        DialerPacing.Lines => Constant(request.Lines ?? LinesAt(request.Agents, request.Ratio!.Value)),
        DialerPacing.IdleRatio => PerIdleAgent(request.Agents, request.Ratio!.Value),
        DialerPacing.Progressive => PerIdleAgent(request.Agents, 1),
        _ => Adaptive(request.Ratio ?? DefaultHighestLevel),
    };

    /// <summary>Returns the whole lines for a number of lines per agent.</summary>
    public static int LinesAt(int agents, double ratio) => Math.Max(1, Round(ratio * agents));

    private static int Round(double value) => (int)Math.Floor(value + 0.5);
}
