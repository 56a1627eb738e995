using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>The distribution of a duration.</summary>
public sealed record DurationDistribution
{
    /// <summary>The longest mean or sample value in seconds: ten days.</summary>
    public const double MaximumSec = 864_000;

    private const double MaximumCv = 10;

    private DurationDistribution(DurationKind kind, double meanSec, double cv, IReadOnlyList<double> sample)
    {
        Kind = kind;
        MeanSec = meanSec;
        Cv = cv;
        Sample = sample;
    }

    /// <summary>Gets the shape of the distribution.</summary>
    public DurationKind Kind { get; }

    /// <summary>Gets the mean in seconds.</summary>
    public double MeanSec { get; }

    /// <summary>Gets the coefficient of variation: standard deviation ÷ mean.</summary>
    public double Cv { get; }

    /// <summary>Gets the values of an empirical distribution in seconds; otherwise empty.</summary>
    public IReadOnlyList<double> Sample { get; }

    /// <summary>Creates an exponential distribution.</summary>
    /// <param name="meanSec">Mean in seconds, from 0 to 864,000.</param>
    /// <returns>The distribution.</returns>
    public static DurationDistribution Exponential(double meanSec) => new(DurationKind.Exponential, meanSec, 1, []);

    /// <summary>Creates a lognormal distribution with σ² = ln(1 + cv²) and μ = ln(mean) − σ²/2.</summary>
    /// <param name="meanSec">Mean in seconds, from 0 to 864,000.</param>
    /// <param name="cv">Coefficient of variation, from 0 to 10.</param>
    /// <returns>The distribution.</returns>
    public static DurationDistribution LogNormal(double meanSec, double cv) => new(DurationKind.LogNormal, meanSec, cv, []);

    /// <summary>Creates a constant duration.</summary>
    /// <param name="sec">Seconds, from 0 to 864,000.</param>
    /// <returns>The distribution.</returns>
    public static DurationDistribution Constant(double sec) => new(DurationKind.Constant, sec, 0, []);

    /// <summary>Creates a distribution that draws from a sample with replacement.</summary>
    /// <param name="sampleSec">1 to 1,000,000 values in seconds, each from 0 to 864,000.</param>
    /// <returns>The distribution.</returns>
    public static DurationDistribution Empirical(IEnumerable<double> sampleSec)
    {
        ArgumentNullException.ThrowIfNull(sampleSec);
        double[] sample = [.. sampleSec];
        var mean = sample.Length == 0 ? 0 : sample.Sum() / sample.Length;
        var variance = sample.Length == 0 ? 0 : sample.Sum(value => (value - mean) * (value - mean)) / sample.Length;
        return new DurationDistribution(DurationKind.Empirical, mean, mean > 0 ? Math.Sqrt(variance) / mean : 0, sample);
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        DurationKind.Constant => string.Create(CultureInfo.InvariantCulture, $"constant {MeanSec:0.###} s"),
        DurationKind.Exponential => string.Create(CultureInfo.InvariantCulture, $"exponential, mean {MeanSec:0.###} s"),
        DurationKind.LogNormal => string.Create(CultureInfo.InvariantCulture, $"lognormal, mean {MeanSec:0.###} s, cv {Cv:0.###}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"sample of {Sample.Count}, mean {MeanSec:0.###} s, cv {Cv:0.###}"),
    };

    /// <summary>Adds the violations of this distribution. Options are named by a prefix: {name}Sec, {name}Cv and {name}Sample.</summary>
    internal void Validate(string name, List<string> violations)
    {
        if (Kind == DurationKind.Empirical)
        {
            violations.Range(PacingMessages.SampleCountName(name), Sample.Count, 1, 1_000_000);
            if (Sample.Count <= 1_000_000 && Sample.Where(value => !(value >= 0 && value <= MaximumSec)).Take(1).ToList() is [var wrong])
            {
                violations.Range(PacingMessages.SampleValueName(name), wrong, 0, MaximumSec);
            }

            return;
        }

        violations.Range($"{name}Sec", MeanSec, 0, MaximumSec);
        violations.Range($"{name}Cv", Cv, 0, MaximumCv);
    }
}
