namespace CxOne.Pacing;

/// <summary>Divides times by the tick without a division.</summary>
internal static class TickDivision
{
    /// <summary>2⁶⁴ divided by a tick, rounded down.</summary>
    public static ulong Reciprocal(long tick) => (ulong)((UInt128.One << 64) / (ulong)tick);

    /// <summary>Whole ticks in a time, exactly, by a multiplication.</summary>
    public static long Quotient(long time, ulong reciprocal, long tick)
    {
        var quotient = (long)Math.BigMul((ulong)time, reciprocal, out _);
        return time - (quotient * tick) >= tick ? quotient + 1 : quotient;
    }
}
