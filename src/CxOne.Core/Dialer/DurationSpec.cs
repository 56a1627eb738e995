using CxOne.Pacing;

namespace CxOne.Dialer;

/// <summary>
/// What a user says of a time: its mean, how much it scatters, or a sample. What is not said comes from the history or a default.
/// </summary>
public sealed record DurationSpec
{
    /// <summary>Mean, seconds.</summary>
    public double? MeanSec { get; init; }

    /// <summary>Coefficient of variation: standard deviation ÷ mean.</summary>
    public double? Cv { get; init; }

    /// <summary>Seconds that are drawn from with replacement; instead of the mean.</summary>
    public IReadOnlyList<double> Sample { get; init; } = [];

    internal DurationDistribution Resolve(string name, DialerDistribution shape, double meanSec, double cv, List<string> violations)
    {
        if (Sample.Count > 0)
        {
            if (MeanSec is not null || Cv is not null)
            {
                violations.Add($"{name}Sample already says the mean and the scatter; leave out {name}Sec and {name}Cv.");
            }

            return DurationDistribution.Empirical(Sample);
        }

        if (Cv is not null && shape != DialerDistribution.LogNormal)
        {
            violations.Add($"{name}Cv does not belong to {shape}: its scatter follows from its mean.");
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
