namespace CxOne.Skills;

/// <summary>The details of an audit record of a start or a stop.</summary>
internal sealed record SkillRunAudit
{
    public required string SkillId { get; init; }

    public string? SkillName { get; init; }

    /// <summary>Whether a stop ends active calls at once.</summary>
    public bool? Forced { get; init; }

    public double? LatencyMs { get; init; }

    public string? RequestId { get; init; }

    public string? Error { get; init; }
}
