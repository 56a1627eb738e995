namespace CxOne.Pacing;

/// <summary>An answer rate as a threshold for 32 random bits.</summary>
/// <param name="Tick">The first tick to which it applies.</param>
/// <param name="Threshold">Answer rate × 2³².</param>
internal readonly record struct AnswerRateStep(long Tick, ulong Threshold);
