using System.Globalization;

namespace CxOne.Sandbox.Http;

/// <summary>Formats timestamps as on the wire: UTC, exactly three decimals.</summary>
internal static class WireTime
{
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Truncates an instant to milliseconds, so that differences of formatted times are exact.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
