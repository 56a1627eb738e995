using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>Represents Pearson's χ² test of the hypothesis that all buckets of a history have the same answer rate.</summary>
/// <param name="ChiSquare">The statistic, at least 0.</param>
/// <param name="DegreesOfFreedom">The number of buckets with attempts, minus 1.</param>
/// <param name="PValue">The probability, 0 to 1, of such a statistic or a larger one if all buckets have the same rate. A small value
/// means that the rate changes over the day.</param>
public sealed record HomogeneityTest(double ChiSquare, int DegreesOfFreedom, double PValue)
{
    /// <inheritdoc/>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"chi2 {ChiSquare:0.####}, {DegreesOfFreedom} degrees, p {PValue:0.####}");
}
