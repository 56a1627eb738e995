namespace CxOne.Sandbox.Published.Skills;

/// <summary>A skill, with the members in which the skills of the sample differ or that a call changes.</summary>
internal sealed record Skill
{
    public required int SkillId { get; init; }

    public required string SkillName { get; init; }

    public required int MediaTypeId { get; init; }

    public required string MediaTypeName { get; init; }

    /// <summary>Whether the skill dials. All outbound skills of the sample use Personal Connection.</summary>
    public required bool IsOutbound { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>Whether the dialer of the skill is started.</summary>
    public bool IsRunning { get; init; }

    public required int CampaignId { get; init; }

    public required string ScriptName { get; init; }

    /// <summary>Percentage of contacts that should be answered within the threshold.</summary>
    public required int ServiceLevelGoal { get; init; }

    /// <summary>The threshold of the service level in seconds.</summary>
    public required int ServiceLevelThreshold { get; init; }
}
