namespace CxOne.Numerics;

/// <summary>
/// Exact one-sided 95 % bounds of the mean of a Poisson count (F. Garwood, "Fiducial limits for the Poisson distribution", 1936).
/// </summary>
/// <remarks>
/// The bounds are half the quantiles of χ² with 2·count + 2 and 2·count degrees of freedom. The results are the same on every machine. The
/// upper bound of a count of 0 is the rule of three.
/// </remarks>
internal static class PoissonBound
{
    private const double Alpha = 0.05;
    private const double NormalQuantile = 1.6448536269514722;
    private const double HalfLogOfTwoPi = 0.91893853320467274;

    // −ln 0.05
    private const double RuleOfThree = 2.995732273553991;

    /// <summary>Returns the mean of which this count or a lower one has the probability 5 %.</summary>
    public static double Upper(long count) => count == 0 ? RuleOfThree : Mean(count, Alpha, NormalQuantile);

    /// <summary>Returns the mean of which this count or a higher one has the probability 5 %.</summary>
    public static double Lower(long count) => count switch
    {
        0 => 0,
        // −ln 0.95
        1 => 0.05129329438755058,
        _ => Mean(count - 1, 1 - Alpha, -NormalQuantile),
    };

    /// <summary>
    /// Returns the mean of which counts up to <paramref name="count"/> have a given probability, by Newton's method on its logarithm.
    /// </summary>
    private static double Mean(long count, double probability, double quantile)
    {
        // E. B. Wilson and M. M. Hilferty 1931: accurate to a few per cent, and to far more digits for large counts.
        var shape = count + 1d;
        var root = 1 - (1 / (9 * shape)) + (quantile / (3 * Math.Sqrt(shape)));
        var mean = shape * root * root * root;
        for (var round = 0; round < 20; round++)
        {
            // The sum of the probabilities up to the count ÷ the probability of the count, which is also 1 ÷ the slope of its logarithm.
            var sum = 1d;
            var term = 1d;
            for (var seen = count; seen > 0 && term > sum * 1e-17; seen--)
            {
                term *= seen / mean;
                sum += term;
            }

            var step = (LogOfDensity(count, mean) + PortableMath.Log(sum) - PortableMath.Log(probability)) * sum;
            mean += step;
            if (Math.Abs(step) <= 1e-14 * mean)
            {
                break;
            }
        }

        return mean;
    }

    /// <summary>ln(e^−mean · mean^count ÷ count!).</summary>
    private static double LogOfDensity(long count, double mean)
    {
        if (count < 16)
        {
            var factorial = 1d;
            for (var factor = 2; factor <= count; factor++)
            {
                factorial *= factor;
            }

            return (count * PortableMath.Log(mean)) - mean - PortableMath.Log(factorial);
        }

        // Stirling's series. The large terms of mean and count are combined first.
        var n = (double)count;
        var square = 1 / (n * n);
        var series = (((((-square / 1680) + (1d / 1260)) * square) - (1d / 360)) * square + (1d / 12)) / n;
        return (n * PortableMath.Log(mean / n)) - (mean - n) - (PortableMath.Log(n) / 2) - HalfLogOfTwoPi - series;
    }
}
