using System.Globalization;

namespace CxOne.Http;

/// <summary>Times as timers keep them and as messages show them.</summary>
internal static class WaitTime
{
    /// <summary>The next whole millisecond: timers cut fractions off, and a wait that ends too early has been no use.</summary>
    public static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    /// <summary>Such as <c>0.75 s</c>, whatever the culture of the caller: the words around it are English.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
