namespace CxOne.Pacing;

/// <summary>
/// The Erlang loss formula and its variant for a finite number of sources, as recursions that neither overflow nor cancel.
/// </summary>
internal static class ErlangB
{
    private const int ScaleBits = 512;
    private const double Tiny = 1e-150;

    /// <summary>
    /// Blocking of <paramref name="agents"/> agents under <paramref name="load"/> erlangs
    /// (A. K. Erlang 1917; B₀ = 1, B_k = a·B_{k−1} ÷ (k + a·B_{k−1})).
    /// </summary>
    public static double Blocking(int agents, double load)
    {
        var blocking = 1d;
        var scales = 0;
        for (var agent = 1; agent <= agents; agent++)
        {
            var product = load * blocking;
            if (scales == 0)
            {
                blocking = product / (agent + product);
            }
            else
            {
                // A blocking this small does not change the denominator, so only the scaled value needs to be carried.
                blocking = product / agent;
            }

            if (blocking < Tiny && agent > load)
            {
                blocking = Math.ScaleB(blocking, ScaleBits);
                scales++;
            }
        }

        return Unscale(blocking, scales);
    }

    /// <summary>
    /// Call congestion of <paramref name="lines"/> sources, each offering <paramref name="alpha"/>
    /// erlangs while it is free (T. O. Engset 1918).
    /// </summary>
    public static double EngsetBlocking(int agents, int lines, double alpha)
    {
        if (lines <= agents)
        {
            return 0;
        }

        var blocking = 1d;
        var scales = 0;
        for (var agent = 1; agent <= agents; agent++)
        {
            var rate = alpha * (lines - agent);
            var product = rate * blocking;
            blocking = scales == 0 ? product / (agent + product) : product / agent;
            if (blocking < Tiny && agent > rate)
            {
                blocking = Math.ScaleB(blocking, ScaleBits);
                scales++;
            }
        }

        return Unscale(blocking, scales);
    }

    private static double Unscale(double blocking, int scales)
        => scales > 4 ? 0 : Math.ScaleB(blocking, -ScaleBits * scales);
}
