namespace CxOne.Sandbox.Published;

/// <summary>The skills and agents of the sample tenant.</summary>
internal static class SampleSkills
{
    public const int BusinessUnitId = 4593210;
    private const int Count = 230;
    private const int FirstSkillId = 880101;
    private const int FirstAgentId = 1001;

    private static readonly string[] Departments =
    [
        "Sales", "Renewals", "Technical Support", "Field Service", "Billing", "Collections", "Claims", "Orders",
        "Appointments", "Account Services", "Fraud Prevention", "General Enquiries",
    ];

    private static readonly string[] Languages = ["English", "Spanish", "French", "German", "Portuguese"];

    private static readonly (int Id, string Name, string Channel, bool IsOutbound, int ThresholdSeconds)[] Media =
    [
        (4, "Phone Call", "Voice", false, 20),
        (4, "Phone Call", "Dialer", true, 5),
        (3, "Chat", "Chat", false, 45),
        (1, "Email", "Email", false, 14400),
    ];

    private static readonly (string First, string Last)[] People =
    [
        ("Avery", "Nguyen"), ("Jordan", "Bailey"), ("Morgan", "Silva"), ("Casey", "Okafor"), ("Riley", "Novak"),
        ("Taylor", "Haddad"), ("Robin", "Fischer"), ("Jamie", "Kowalski"), ("Alex", "Moreau"), ("Sam", "Lindqvist"),
        ("Charlie", "Tanaka"), ("Drew", "Castillo"),
    ];

    public static List<Skill> Skills()
    {
        var skills = new List<Skill>();
        foreach (var language in Languages)
        {
            foreach (var (mediaId, mediaName, channel, isOutbound, threshold) in Media)
            {
                for (var department = 0; department < Departments.Length && skills.Count < Count; department++)
                {
                    skills.Add(new Skill
                    {
                        SkillId = FirstSkillId + skills.Count,
                        SkillName = $"{Departments[department]} {channel} {language}",
                        MediaTypeId = mediaId,
                        MediaTypeName = mediaName,
                        IsOutbound = isOutbound,
                        IsActive = skills.Count % 23 != 22,
                        CampaignId = 31000 + department,
                        CampaignName = Departments[department],
                        ServiceLevelGoal = isOutbound ? 90 : 80,
                        ServiceLevelThreshold = threshold,
                    });
                }
            }
        }

        return skills;
    }

    public static List<Agent> Agents() =>
        [.. People.Select((person, index) => new Agent(FirstAgentId + index, person.First, person.Last))];
}
