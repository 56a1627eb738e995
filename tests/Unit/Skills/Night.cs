namespace CxOne.Tests.Skills;

/// <summary>One nightly run.</summary>
/// <param name="Date">The day.</param>
/// <param name="AnswerRate">The answer rate of the 14 days before.</param>
/// <param name="Recommended">The ratio that the search recommends.</param>
/// <param name="Ratio">The ratio after the run.</param>
/// <param name="Rate">The abandonment rate of the 30 days before.</param>
internal sealed record Night(DateTimeOffset Date, double AnswerRate, double Recommended, double Ratio, double Rate);
