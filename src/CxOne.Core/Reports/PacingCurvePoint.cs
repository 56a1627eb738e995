namespace CxOne.Reports;

/// <summary>The results at one ratio.</summary>
/// <param name="Ratio">The ratio.</param>
/// <param name="AbandonmentRate">Abandoned ÷ live answered calls.</param>
/// <param name="AbandonmentUpperBound">One-sided 95 % upper bound.</param>
/// <param name="Utilization">Busy ÷ staffed time of the agents.</param>
/// <param name="Days">Number of simulated days.</param>
/// <param name="IsWithinLimit">Whether the upper bound is at or below the limit.</param>
internal sealed record PacingCurvePoint(
    double Ratio, double AbandonmentRate, double AbandonmentUpperBound, double Utilization, int Days, bool IsWithinLimit);
