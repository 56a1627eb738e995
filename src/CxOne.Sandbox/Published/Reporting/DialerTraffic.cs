using CxOne.Sandbox.Campaigns;
using CxOne.Sandbox.Published.Skills;

namespace CxOne.Sandbox.Published.Reporting;

/// <summary>
/// The agents, lines and called people of the skills of a group: the skills of the first group abandon more than 3 % of the live answered
/// calls, those of the second group fewer, and the third group dials too rarely for a verdict.
/// </summary>
internal sealed record DialerTraffic
{
    /// <summary>The number of answer rates over the day.</summary>
    public const int Levels = 9;

    private const int SkillsPerGroup = 4;

    private static readonly DialerTraffic Reckless = new() { Agents = 20, Lines = 23, AnswerRate = 0.36, TalkSec = 150 };
    private static readonly DialerTraffic Careful = Usual(agents: 20, lines: 21);
    private static readonly DialerTraffic Rare = Usual(agents: 2, lines: 2) with { IsRare = true };
    private static readonly DialerTraffic Sensitive = Of(CampaignTraffic.Of(SampleCampaigns.SensitiveId), agents: 24, lines: 25);
    private static readonly DialerTraffic Other = Usual(agents: 24, lines: 25);

    // The hours from 9 to 20 at the time of the business unit: people answer most often in the evening.
    private static readonly int[] LevelsByHour = [3, 4, 4, 3, 2, 2, 3, 4, 6, 7, 6];

    public required int Agents { get; init; }

    public required int Lines { get; init; }

    /// <summary>The mean share of dialed numbers that are answered, from 0 to 1.</summary>
    public required double AnswerRate { get; init; }

    /// <summary>The mean talk time in seconds.</summary>
    public required double TalkSec { get; init; }

    /// <summary>Calls per available agent; <see langword="null"/> for a constant number of lines.</summary>
    public double? IdleRatio { get; init; }

    /// <summary>Whether only one skill dials, for half an hour per week.</summary>
    public bool IsRare { get; init; }

    public static DialerTraffic Of(int skillIndex) => (skillIndex / SkillsPerGroup) switch
    {
        0 => Reckless,
        1 => Careful,
        2 => Rare,
        3 => Sensitive,
        _ => Other,
    };

    /// <summary>Returns the answer rate of a level, from 0.76 to 1.24 of the mean.</summary>
    public double AnswerRateAt(int level) => AnswerRate * (0.76 + (0.06 * level));

    /// <summary>Returns the level of an hour on a day whose people answer more or less often by <paramref name="shift"/> levels.</summary>
    public static int LevelAt(DateTime local, int shift) => Math.Clamp(LevelsByHour[local.Hour - 9] + shift, 0, Levels - 1);

    /// <summary>Returns whether a skill dials at a time of the business unit.</summary>
    public bool DialsAt(DateTime local, int skillIndex) => IsRare
        ? skillIndex % SkillsPerGroup == 0 && local is { DayOfWeek: DayOfWeek.Wednesday, Hour: 15, Minute: < 30 }
        : local.DayOfWeek switch
        {
            DayOfWeek.Sunday => false,
            DayOfWeek.Saturday => local.Hour is >= 10 and < 16,
            _ => local.Hour is >= 9 and < 20,
        };

    private static DialerTraffic Usual(int agents, int lines) => Of(CampaignTraffic.Of(string.Empty), agents, lines);

    private static DialerTraffic Of(CampaignTraffic traffic, int agents, int lines) => new()
    {
        Agents = agents,
        Lines = lines,
        AnswerRate = traffic.AnswerRate,
        TalkSec = traffic.TalkSec,
    };
}
