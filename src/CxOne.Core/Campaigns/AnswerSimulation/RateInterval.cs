using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>Represents a confidence interval of a rate.</summary>
/// <param name="Lower">The lower bound, 0 to 1.</param>
/// <param name="Upper">The upper bound, 0 to 1.</param>
public sealed record RateInterval(double Lower, double Upper)
{
    // 97.5 % quantile of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>
    /// The 95 % interval of a proportion by E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209.
    /// </summary>
    internal static RateInterval Wilson(double hits, double trials)
    {
        var share = hits / trials;
        var squared = Z * Z;
        var denominator = 1 + (squared / trials);
        var centre = (share + (squared / (2 * trials))) / denominator;
        var half = Z * Math.Sqrt((share * (1 - share) / trials) + (squared / (4 * trials * trials))) / denominator;

        // For no hits and for only hits the formula gives 0 and 1, except for rounding.
        return new RateInterval(hits == 0 ? 0 : Math.Max(0, centre - half), hits == trials ? 1 : Math.Min(1, centre + half));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Lower:0.0000}, {Upper:0.0000}]");
}
