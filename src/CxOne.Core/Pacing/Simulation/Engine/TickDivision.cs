namespace CxOne.Pacing;

/// <summary>Divides times by the tick with a multiplication.</summary>
internal static class TickDivision
{
    /// <summary>2⁶⁴ divided by a tick, rounded down.</summary>
    public static ulong Reciprocal(long tick) => (ulong)((UInt128.One << 64) / (ulong)tick);

    /// <summary>Returns the exact number of whole ticks in a time.</summary>
    public static long Quotient(long time, ulong reciprocal, long tick)
    {
        var quotient = (long)Math.BigMul((ulong)time, reciprocal, out _);
        return time - (quotient * tick) >= tick ? quotient + 1 : quotient;
    }
}
