namespace CxOne.Pacing;

/// <summary>The answer rate from a time of the day until the next bucket begins.</summary>
/// <param name="StartSec">Seconds since the day began, including the warm-up, from 0 to 604,800.</param>
/// <param name="AnswerRate">Share of dialled numbers that a person answers, greater than 0 and at most 1.</param>
public sealed record AnswerRateBucket(double StartSec, double AnswerRate);
