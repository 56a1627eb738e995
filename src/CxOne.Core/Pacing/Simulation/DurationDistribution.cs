using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>How long something takes: a distribution of seconds.</summary>
public sealed record DurationDistribution
{
    /// <summary>Longest mean or sample value, seconds: ten days.</summary>
    public const double MaximumSec = 864_000;

    private const double MaximumCv = 10;

    private DurationDistribution(DurationKind kind, double meanSec, double cv, IReadOnlyList<double> sample)
    {
        Kind = kind;
        MeanSec = meanSec;
        Cv = cv;
        Sample = sample;
    }

    /// <summary>The shape.</summary>
    public DurationKind Kind { get; }

    /// <summary>Mean, seconds.</summary>
    public double MeanSec { get; }

    /// <summary>Coefficient of variation: standard deviation ÷ mean.</summary>
    public double Cv { get; }

    /// <summary>The values of an empirical distribution, seconds; otherwise empty.</summary>
    public IReadOnlyList<double> Sample { get; }

    /// <summary>An exponential time.</summary>
    /// <param name="meanSec">Mean, seconds, 0 to 864,000.</param>
    public static DurationDistribution Exponential(double meanSec) => new(DurationKind.Exponential, meanSec, 1, []);

    /// <summary>A lognormal time: σ² = ln(1 + cv²), μ = ln(mean) − σ²/2.</summary>
    /// <param name="meanSec">Mean, seconds, 0 to 864,000.</param>
    /// <param name="cv">Coefficient of variation, 0 to 10.</param>
    public static DurationDistribution LogNormal(double meanSec, double cv) => new(DurationKind.LogNormal, meanSec, cv, []);

    /// <summary>A time that is always the same.</summary>
    /// <param name="sec">Seconds, 0 to 864,000.</param>
    public static DurationDistribution Constant(double sec) => new(DurationKind.Constant, sec, 0, []);

    /// <summary>Times drawn with replacement from a sample.</summary>
    /// <param name="sampleSec">Seconds, each 0 to 864,000; 1 to 1,000,000 of them.</param>
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

    /// <summary>What breaks a rule, in the words of the parameters that a time has: Sec, Cv and Sample.</summary>
    internal void Validate(string name, List<string> violations)
    {
        if (Kind == DurationKind.Empirical)
        {
            violations.Range($"The number of values in {name}Sample", Sample.Count, 1, 1_000_000);
            if (Sample.Count <= 1_000_000 && Sample.Where(value => !(value >= 0 && value <= MaximumSec)).Take(1).ToList() is [var wrong])
            {
                violations.Range($"Each value of {name}Sample", wrong, 0, MaximumSec);
            }

            return;
        }

        violations.Range($"{name}Sec", MeanSec, 0, MaximumSec);
        violations.Range($"{name}Cv", Cv, 0, MaximumCv);
    }
}
