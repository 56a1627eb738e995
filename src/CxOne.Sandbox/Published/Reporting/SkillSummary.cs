using CxOne.Sandbox.Published.Skills;

namespace CxOne.Sandbox.Published.Reporting;

/// <summary>The contacts of a skill in a range of time.</summary>
internal sealed record SkillSummary(Skill Skill, int Offered, int Abandoned, int Dials, int TalkSec)
{
    public int Handled => Offered - Abandoned;

    /// <summary>Handled contacts within the threshold of the service level.</summary>
    public int WithinServiceLevel => Handled * 17 / 20;

    public decimal AbandonRate => Percentage(Abandoned, Offered);

    public decimal ServiceLevel => Percentage(WithinServiceLevel, Handled);

    private static decimal Percentage(int part, int whole) => whole == 0 ? 0 : Math.Round(100m * part / whole, 2);
}
