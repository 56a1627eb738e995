using CxOne.Published;

namespace CxOne.Skills;

/// <summary>Represents the result of a start or a stop of the dialer of a skill.</summary>
public sealed record SkillRunUpdate
{
    /// <summary>Gets the id of the skill.</summary>
    public required int Id { get; init; }

    /// <summary>Gets the name of the skill.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Gets the status: <c>Changed</c>, <c>Unchanged</c> (the skill was in that state, and nothing was sent), or <c>Recognised</c> (the
    /// answer was lost, and a read showed the new state).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Gets whether the skill is running.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>Gets the skill as it was read last.</summary>
    public required Skill Skill { get; init; }

    /// <summary>Gets the time from the request until the tenant showed the new state, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Gets the tenant's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the id of the last record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? $"{Id}"}: {(IsRunning ? "running" : "stopped")} ({Status})";
}
