using System.Globalization;
using CxOne.Sandbox.Published.Organization;
using CxOne.Sandbox.Published.Scripts;

namespace CxOne.Sandbox.Published.Skills;

/// <summary>The skills of the sample tenant: 40 that dial, then those that receive contacts.</summary>
internal static class SampleSkills
{
    /// <summary>The number of skills of the sample.</summary>
    public const int Count = 230;

    public const int FirstSkillId = 880101;

    /// <summary>The number of skills that dial.</summary>
    public const int DialerCount = 40;

    /// <summary>Skills with this many ids between them are inactive.</summary>
    private const int InactiveStep = 23;

    /// <summary>The dialers with this many ids between them are running.</summary>
    private const int RunningStep = 6;

    private static readonly string[] Regions = ["East", "West", "North", "South"];

    // In the order of the ids, so that Collections-East is the first skill.
    private static readonly (string Name, string Campaign)[] Dialers =
    [
        ("Collections", "Collections"),
        ("Renewals", SampleCampaignEntries.Autumn),
        ("WinBack", SampleCampaignEntries.Spring),
        ("HealthPlan", SampleCampaignEntries.HealthPlan),
        ("Appointments", "Appointments"),
        ("Billing", "Billing"),
        ("Sales", "Sales"),
        ("Orders", "Orders"),
        ("Surveys", "Customer surveys"),
        ("Cards", "Card activation"),
    ];

    private static readonly string[] Languages = ["EN", "ES", "FR", "DE", "PT"];

    private static readonly (int Id, string Name, string Channel, int ThresholdSeconds)[] Media =
    [
        (4, "Phone Call", "Voice", 20),
        (3, "Chat", "Chat", 45),
        (1, "Email", "Email", 14400),
        (5, "Voicemail", "Voicemail", 3600),
    ];

    public static List<Skill> All(int count)
    {
        var skills = new List<Skill>(count);
        for (var index = 0; index < DialerCount; index++)
        {
            skills.Add(Dialer(index));
        }

        var combinations = Media.Length * Languages.Length * SampleCampaignEntries.Departments.Count;
        for (var index = 0; skills.Count < count; index++)
        {
            skills.Add(Inbound(skills.Count, index, combinations));
        }

        return skills;
    }

    private static bool IsActive(int index) => index % InactiveStep != InactiveStep - 1;

    private static Skill Dialer(int index)
    {
        var (name, campaign) = Dialers[index / Regions.Length];
        return new Skill
        {
            SkillId = FirstSkillId + index,
            SkillName = $"{name}-{Regions[index % Regions.Length]}",
            MediaTypeId = 4,
            MediaTypeName = "Phone Call",
            IsOutbound = true,
            IsActive = IsActive(index),
            IsRunning = index % RunningStep == RunningStep - 1,
            CampaignId = SampleCampaignEntries.IdOf(campaign),
            ScriptName = SampleScripts.Dialer,
            ServiceLevelGoal = 90,
            ServiceLevelThreshold = 5,
        };
    }

    private static Skill Inbound(int position, int index, int combinations)
    {
        var departments = SampleCampaignEntries.Departments;
        var department = departments[index % departments.Count];
        var media = Media[index / departments.Count % Media.Length];
        var language = Languages[index / (departments.Count * Media.Length) % Languages.Length];
        return new Skill
        {
            SkillId = FirstSkillId + position,
            // Names have at most 30 characters. Skills beyond the sample are numbered instead of named after a department.
            SkillName = index < combinations
                ? $"{department} {media.Channel} {language}"
                : string.Create(CultureInfo.InvariantCulture, $"Overflow {media.Channel} {position + 1:00000}"),
            MediaTypeId = media.Id,
            MediaTypeName = media.Name,
            IsOutbound = false,
            IsActive = IsActive(position),
            CampaignId = SampleCampaignEntries.IdOf(department),
            ScriptName = SampleScripts.InboundFor(media.Id),
            ServiceLevelGoal = 80,
            ServiceLevelThreshold = media.ThresholdSeconds,
        };
    }
}
