namespace CxOne.Pacing;

/// <summary>The answer rate from a moment of the day on, until the next bucket begins.</summary>
/// <param name="StartSec">Seconds since the day began, warm-up included; at least 0.</param>
/// <param name="AnswerRate">Share of dialled numbers that a person answers, above 0 to 1.</param>
public sealed record AnswerRateBucket(double StartSec, double AnswerRate);
