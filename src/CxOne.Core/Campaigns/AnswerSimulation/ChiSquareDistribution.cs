namespace CxOne.Campaigns;

/// <summary>The χ² distribution, computed with the regularised incomplete gamma function Q(a, x).</summary>
internal static class ChiSquareDistribution
{
    private const double Precision = 1e-16;
    private const double Tiny = 1e-300;
    private const double HalfLogTwoPi = 0.91893853320467274;

    /// <summary>The probability of at least this value. The relative error is below 1e-10 for probabilities above 1e-300.</summary>
    /// <param name="value">0 or more.</param>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    public static double UpperTail(double value, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        var a = degrees / 2.0;
        var x = value / 2;
        return x == 0 ? 1 : x < a + 1 ? 1 - LowerSeries(a, x) : UpperFraction(a, x);
    }

    // P(a, x) = xᵃ e⁻ˣ / Γ(a + 1) · Σ xⁿ / ((a + 1)…(a + n)); NIST Digital Library of Mathematical Functions, 8.7.1 with 8.2.4.
    private static double LowerSeries(double a, double x)
    {
        var term = 1.0;
        var sum = 1.0;
        for (var n = 1; term > sum * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum * Math.Exp((a * Math.Log(x)) - x - LogGamma(a + 1));
    }

    // Q(a, x) as a continued fraction (the same library, 8.9.2, contracted), evaluated by the modified method of Lentz.
    private static double UpperFraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var fraction = d;
        for (var n = 1; ; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = 1 / NotZero((numerator * d) + b);
            c = NotZero(b + (numerator / c));
            var factor = c * d;
            fraction *= factor;
            if (Math.Abs(factor - 1) <= 4 * Precision)
            {
                return fraction * Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
            }
        }
    }

    // Stirling's series (the same library, 5.11.1). The argument is raised to at least 16, where the series has ample precision.
    private static double LogGamma(double z)
    {
        var shift = 0.0;
        while (z < 16)
        {
            shift -= Math.Log(z);
            z++;
        }

        var inverse = 1 / z;
        var square = inverse * inverse;
        var tail =
            inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square / 1188))))))));
        return shift + ((z - 0.5) * Math.Log(z)) - z + HalfLogTwoPi + tail;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
