using CxOne.DataActions;
using CxOne.Errors;

namespace CxOne.Tests.DataActions;

/// <summary>Helpers that return the value or the error of a request.</summary>
internal static class Dates
{
    public const string NewYork = "America/New_York";

    public static DataActionDateRequest Request(DataActionTimestamp timestamp, string zone = "UTC")
        => new() { Timestamp = timestamp, TimeZone = zone };

    public static string Value(DataActionDateRequest request) => DataActionDateCalculator.Calculate(request).Value;

    public static string Value(DataActionTimestamp timestamp, string zone = "UTC") => Value(Request(timestamp, zone));

    public static CxException Error(DataActionDateRequest request)
        => Assert.ThrowsAny<CxException>(() => DataActionDateCalculator.Calculate(request));

    public static CxException Error(DataActionTimestamp timestamp, string zone = "UTC") => Error(Request(timestamp, zone));
}
