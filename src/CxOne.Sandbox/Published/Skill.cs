namespace CxOne.Sandbox.Published;

/// <summary>A skill with the members of the published response that the sandbox supports.</summary>
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

    /// <summary>Percentage of contacts that should be answered within the threshold.</summary>
    public required int ServiceLevelGoal { get; init; }

    /// <summary>The threshold of the service level in seconds.</summary>
    public required int ServiceLevelThreshold { get; init; }
}

/// <summary>An agent who can have skills.</summary>
internal sealed record Agent(int AgentId, string FirstName, string LastName);
