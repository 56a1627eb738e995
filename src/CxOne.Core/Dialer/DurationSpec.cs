using CxOne.Pacing;

namespace CxOne.Dialer;

/// <summary>
/// Represents the settings of a duration: its mean and variation, or a sample. Unset values come from the call history or a default.
/// </summary>
public sealed record DurationSpec
{
    /// <summary>Gets the mean in seconds.</summary>
    public double? MeanSec { get; init; }

    /// <summary>Gets the coefficient of variation: standard deviation ÷ mean.</summary>
    public double? Cv { get; init; }

    /// <summary>Gets the durations in seconds to draw from, with replacement. A sample replaces mean and variation.</summary>
    public IReadOnlyList<double> Sample { get; init; } = [];

    internal DurationDistribution Resolve(string name, DialerDistribution shape, double meanSec, double cv, List<string> violations)
    {
        if (Sample.Count > 0)
        {
            if (MeanSec is not null || Cv is not null)
            {
                violations.Add(DialerMessages.SampleAndMean(name));
            }

            return DurationDistribution.Empirical(Sample);
        }

        if (Cv is not null && shape != DialerDistribution.LogNormal)
        {
            violations.Add(DialerMessages.VariationNotUsed(name, shape));
        }

        var mean = MeanSec ?? meanSec;
        return shape switch
        {
            DialerDistribution.Exponential => DurationDistribution.Exponential(mean),
            DialerDistribution.Constant => DurationDistribution.Constant(mean),
            _ => DurationDistribution.LogNormal(mean, Cv ?? cv),
        };
    }
}
