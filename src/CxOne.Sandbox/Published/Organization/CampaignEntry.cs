namespace CxOne.Sandbox.Published.Organization;

/// <summary>A campaign of the published family: a reporting group that does not dial.</summary>
internal sealed record CampaignEntry
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required bool IsActive { get; init; }

    public string? Description { get; init; }
}

/// <summary>The campaigns of the published family in the sample tenant.</summary>
internal static class SampleCampaignEntries
{
    public const string Autumn = "Autumn renewals";
    public const string Spring = "Spring win-back (not staffed)";
    public const string HealthPlan = "Health plan reminders";
    private const string Former = "Autumn renewals 2025";
    private const int FirstId = 31000;

    /// <summary>The departments, each of which has a campaign of its name.</summary>
    public static IReadOnlyList<string> Departments { get; } =
    [
        "Sales", "Renewals", "Technical Support", "Field Service", "Billing", "Collections", "Claims", "Orders",
        "Appointments", "Account Services", "Fraud Prevention", "General Enquiries",
    ];

    private static IReadOnlyList<string> Names { get; } =
        [.. Departments, Autumn, Spring, HealthPlan, "Customer surveys", Former, "Card activation"];

    private static Dictionary<string, int> Ids { get; } =
        Names.Index().ToDictionary(entry => entry.Item, entry => FirstId + entry.Index, StringComparer.Ordinal);

    public static int IdOf(string name) => Ids[name];

    public static List<CampaignEntry> All() =>
    [
        .. Names.Select((name, index) => new CampaignEntry
        {
            Id = FirstId + index,
            Name = name,
            IsActive = name != Former,
            Description = index < Departments.Count ? null : $"{name}, dialed",
        }),
    ];
}
