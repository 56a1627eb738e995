using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>Whether the buckets of a history can have one answer rate: Pearson's χ² test.</summary>
/// <param name="ChiSquare">The statistic.</param>
/// <param name="DegreesOfFreedom">Buckets with attempts, less one.</param>
/// <param name="PValue">Chance of such a statistic, or a larger one, where all buckets
/// have one rate. Small: the rate changes over the day.</param>
public sealed record HomogeneityTest(double ChiSquare, int DegreesOfFreedom, double PValue)
{
    /// <inheritdoc/>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"chi2 {ChiSquare:0.####}, {DegreesOfFreedom} degrees, p {PValue:0.####}");
}
