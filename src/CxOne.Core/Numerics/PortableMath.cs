namespace CxOne.Numerics;

/// <summary>Logarithm, exponential and normal quantile, computed with the four basic operations only.</summary>
/// <remarks>
/// The functions of <see cref="Math"/> call the C library of the machine, whose last digits differ. A simulation must give the same result
/// on every machine.
/// </remarks>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // Coefficients of AS 241, highest power first.
    private static readonly double[] CentralNumerator =
    [
        2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
        13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080,
    ];

    private static readonly double[] CentralDenominator =
    [
        5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
        5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1,
    ];

    private static readonly double[] NearNumerator =
    [
        7.74545014278341407640e-4, 0.0227238449892691845833, 0.241780725177450611770, 1.27045825245236838258,
        3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734,
    ];

    private static readonly double[] NearDenominator =
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 0.0151986665636164571966, 0.148103976427480074590,
        0.689767334985100004550, 1.67638483018380384940, 2.05319162663775882187, 1,
    ];

    private static readonly double[] FarNumerator =
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.00124266094738807843860, 0.0265321895265761230930,
        0.296560571828504891230, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720,
    ];

    private static readonly double[] FarDenominator =
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        0.0148753612908506148525, 0.136929880922735805310, 0.599832206555887937690, 1,
    ];

    /// <summary>Returns the natural logarithm of a positive normal number.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2·artanh((m − 1)/(m + 1)). With |s| ≤ 0.172 twelve terms are exact to a double.
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0d;
        for (var term = 23; term > 1; term -= 2)
        {
            sum = (sum + (1d / term)) * square;
        }

        return (exponent * Ln2High) + ((2 * s) + ((2 * s * sum) + (exponent * Ln2Low)));
    }

    /// <summary>Returns e^x for |x| less than 700.</summary>
    public static double Exp(double x)
    {
        var power = Math.Floor((x / 0.69314718055994530942) + 0.5);
        var rest = x - (power * Ln2High) - (power * Ln2Low);
        var sum = 1d;
        for (var term = 15; term > 0; term--)
        {
            sum = 1 + (rest / term * sum);
        }

        return sum * BitConverter.Int64BitsToDouble(((long)power + 1023) << 52);
    }

    /// <summary>
    /// Returns the normal quantile (M. J. Wichura, algorithm AS 241, PPND16) from both tail probabilities, so that neither is rounded.
    /// </summary>
    /// <param name="below">Probability below the quantile.</param>
    /// <param name="above">Probability above the quantile; both add up to 1.</param>
    public static double NormalQuantile(double below, double above)
    {
        var centre = (below - above) / 2;
        if (Math.Abs(centre) <= 0.425)
        {
            var square = 0.180625 - (centre * centre);
            return centre * Polynomial(CentralNumerator, square) / Polynomial(CentralDenominator, square);
        }

        var root = Math.Sqrt(-Log(Math.Min(below, above)));
        var quantile = root <= 5
            ? Polynomial(NearNumerator, root - 1.6) / Polynomial(NearDenominator, root - 1.6)
            : Polynomial(FarNumerator, root - 5) / Polynomial(FarDenominator, root - 5);
        return centre < 0 ? -quantile : quantile;
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        var sum = 0d;
        foreach (var coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }
}
