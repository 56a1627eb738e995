using System.Globalization;

namespace CxOne.Http;

/// <summary>Times for timers and for messages.</summary>
internal static class WaitTime
{
    /// <summary>Rounds up to whole milliseconds. Timers truncate fractions, so that a wait would end too early.</summary>
    public static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    /// <summary>Formats a time such as <c>0.75 s</c>, in the invariant culture.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
