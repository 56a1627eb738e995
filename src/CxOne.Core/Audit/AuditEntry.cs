using System.Text.Json;

namespace CxOne.Audit;

/// <summary>What is to be recorded, before the log gives it a number and its place in the chain.</summary>
public sealed record AuditEntry
{
    /// <summary>What was done, e.g. <c>IvrDeployment.Publish</c>.</summary>
    public required string Action { get; init; }

    /// <summary>One of <see cref="AuditOutcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The same for all records of one operation.</summary>
    public string OperationId { get; init; } = Guid.NewGuid().ToString("D");

    /// <summary>The tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>The client id that acted.</summary>
    public string? ActorId { get; init; }

    /// <summary>The tenant is a sandbox.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>The objects that it is about.</summary>
    public IReadOnlyList<string> Target { get; init; } = [];

    /// <summary>The state before the change.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>The state after the change.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Anything else that belongs to it.</summary>
    public JsonElement? Details { get; init; }
}
