using System.Globalization;

namespace CxOne.Tests.Pacing;

/// <summary>Assertions for numbers that are approximately equal.</summary>
internal static class Near
{
    /// <summary>The specified relative accuracy of the closed forms.</summary>
    public static void Equal(double expected, double? actual, double relative = 1e-9)
    {
        Assert.NotNull(actual);
        Assert.True(
            Math.Abs(actual.Value - expected) <= relative * Math.Abs(expected),
            string.Create(
                CultureInfo.InvariantCulture,
                $"expected {expected:R}, got {actual.Value:R}, "
                    + $"relative error {Math.Abs(actual.Value - expected) / Math.Abs(expected):E2}"));
    }

    /// <summary>Asserts that two estimates of one quantity differ by at most 3.5 combined standard errors.</summary>
    public static void Statistically(double expected, double expectedError, double actual, double actualError, string what)
    {
        var combined = Math.Sqrt((expectedError * expectedError) + (actualError * actualError));
        Assert.True(
            Math.Abs(actual - expected) <= 3.5 * combined,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: expected {expected:G10} ± {expectedError:G3}, got {actual:G10} ± {actualError:G3}, "
                    + $"{(actual - expected) / combined:F2} standard errors apart"));
    }
}
