using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>Where the highest ratio is looked for.</summary>
public sealed record DialerRatioSearch
{
    /// <summary>Lowest ratio, 0.1 to 10.</summary>
    public double LowestRatio { get; init; } = 1;

    /// <summary>Highest ratio, above the lowest, to 10. The wire allows 5.</summary>
    public double HighestRatio { get; init; } = 5;

    /// <summary>Distance of two ratios that are told apart, 0.001 to 1.</summary>
    public double Step { get; init; } = 0.01;

    internal void Validate() => CxValidationException.ThrowIfAny(Violations());

    /// <summary>Everything that breaks a rule.</summary>
    internal List<string> Violations()
    {
        List<string> violations = [];
        if (!(LowestRatio >= 0.1 && LowestRatio < HighestRatio && HighestRatio <= 10))
        {
            violations.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"LowestRatio and HighestRatio must be between 0.1 and 10 in ascending order "
                        + $"(were {LowestRatio} and {HighestRatio})."));
        }

        violations.Range("RatioStep", Step, 0.001, 1);

        return violations;
    }
}
