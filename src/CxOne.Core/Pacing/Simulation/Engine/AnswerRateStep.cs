namespace CxOne.Pacing;

/// <summary>An answer rate in the form in which it is compared with 32 random bits.</summary>
/// <param name="Tick">From which tick on.</param>
/// <param name="Threshold">Answer rate × 2³².</param>
internal readonly record struct AnswerRateStep(long Tick, ulong Threshold);
