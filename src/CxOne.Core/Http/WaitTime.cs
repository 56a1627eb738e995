namespace CxOne.Http;

/// <summary>Times as timers keep them.</summary>
internal static class WaitTime
{
    /// <summary>The next whole millisecond: timers cut fractions off, and a wait that ends too early has been no use.</summary>
    public static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
