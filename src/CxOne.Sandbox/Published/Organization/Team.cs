using System.Globalization;

namespace CxOne.Sandbox.Published.Organization;

/// <summary>A team of agents.</summary>
internal sealed record Team
{
    public required int TeamId { get; init; }

    public required string TeamUuid { get; init; }

    public required string TeamName { get; init; }

    public required bool IsActive { get; init; }

    public required int AgentCount { get; init; }
}

/// <summary>The teams of the sample tenant.</summary>
internal static class SampleTeams
{
    private const int FirstId = 1501;

    private static readonly string[] Names =
    [
        "Default", "Sales East", "Sales West", "Collections East", "Collections West", "Support", "Billing", "Claims", "Night desk",
        "Former team",
    ];

    public static List<Team> All() => [.. Names.Select((name, index) => new Team
    {
        TeamId = FirstId + index,
        TeamUuid = string.Create(CultureInfo.InvariantCulture, $"7d1f{index:0000}-2a3b-4c5d-8e6f-90a1b2c3d4e5"),
        TeamName = name,
        IsActive = name != "Former team",
        AgentCount = index == 0 ? 12 : 0,
    })];
}
