using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>The range and the step of a search for the highest ratio.</summary>
public sealed record DialerRatioSearch
{
    /// <summary>Gets the lowest ratio, from 0.1 to 10. The default is 1.</summary>
    public double LowestRatio { get; init; } = 1;

    /// <summary>
    /// Gets the highest ratio, greater than <see cref="LowestRatio"/> and at most 10. The default is 5, the highest that a tenant accepts.
    /// </summary>
    public double HighestRatio { get; init; } = 5;

    /// <summary>Gets the distance between two ratios of the search, from 0.001 to 1. The default is 0.01.</summary>
    public double Step { get; init; } = 0.01;

    internal void Validate() => CxValidationException.ThrowIfAny(Violations());

    /// <summary>Returns all violations, an empty list if the search is valid.</summary>
    internal List<string> Violations()
    {
        List<string> violations = [];
        if (!(LowestRatio >= 0.1 && LowestRatio < HighestRatio && HighestRatio <= 10))
        {
            violations.Add(PacingMessages.SearchBounds(LowestRatio, HighestRatio));
        }

        violations.Range("RatioStep", Step, 0.001, 1);

        return violations;
    }
}
