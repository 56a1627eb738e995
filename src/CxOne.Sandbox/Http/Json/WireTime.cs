using System.Globalization;

namespace CxOne.Sandbox.Http;

/// <summary>Time stamps on the wire: UTC, exactly three decimals.</summary>
internal static class WireTime
{
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Cuts what the wire cannot show, so that differences of shown times are the real ones.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
