namespace CxOne.Sandbox.Published;

/// <summary>A skill, with the members of the published answer that the sandbox knows.</summary>
internal sealed record Skill
{
    public required int SkillId { get; init; }

    public required string SkillName { get; init; }

    public required int MediaTypeId { get; init; }

    public required string MediaTypeName { get; init; }

    public required bool IsOutbound { get; init; }

    public required bool IsActive { get; init; }

    public required int CampaignId { get; init; }

    public required string CampaignName { get; init; }

    /// <summary>Share of contacts, in percent, that should be answered in time.</summary>
    public required int ServiceLevelGoal { get; init; }

    /// <summary>What in time means, in seconds.</summary>
    public required int ServiceLevelThreshold { get; init; }
}
