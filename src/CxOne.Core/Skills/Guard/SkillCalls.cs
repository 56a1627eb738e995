namespace CxOne.Skills;

/// <summary>The calls of a campaign in the last 30 days.</summary>
/// <param name="Abandoned">Answered calls that no agent took.</param>
/// <param name="Answered">Calls that a person answered, abandoned ones included.</param>
/// <param name="Skills">The number of skills of the campaign.</param>
/// <param name="End">The end of the counted time.</param>
/// <param name="Problem">Why nothing is known; <see langword="null"/> if the history was read.</param>
internal sealed record SkillCalls(long Abandoned, long Answered, int Skills, DateTimeOffset End, string? Problem)
{
    /// <summary>Abandoned ÷ answered; <see langword="null"/> without an answered call.</summary>
    public double? Rate => Answered > 0 ? (double)Abandoned / Answered : null;
}
