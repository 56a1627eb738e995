using static CxOne.Published.MemberKind;

namespace CxOne.Published;

/// <summary>The members of reports. Source: NICE's API description.</summary>
internal static class ReportingTables
{
    public static readonly MemberTable DialerInterval = new(
        new("intervalStartDate", Time),
        new("skillId", Number),
        new("skillName", Text),
        new("dials", Number),
        new("connects", Number),
        new("abandons", Number),
        new("rightPartyConnects", Number),
        new("connectsAht", Number));
}
