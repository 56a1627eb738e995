using System.Text.Json;

namespace CxOne.Audit;

/// <summary>The content of a record, before the log adds its sequence number and its hash.</summary>
public sealed record AuditEntry
{
    /// <summary>Gets the name of the action, such as <c>IvrDeployment.Publish</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the outcome, one of <see cref="AuditOutcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Gets the id that all records of one operation share. The default is a new id.</summary>
    public string OperationId { get; init; } = Guid.NewGuid().ToString("D");

    /// <summary>Gets the id of the tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>Gets the id of the client that acted.</summary>
    public string? ActorId { get; init; }

    /// <summary>Gets whether the tenant is a sandbox.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Gets the ids of the objects that the action affects.</summary>
    public IReadOnlyList<string> Target { get; init; } = [];

    /// <summary>Gets the state before the change.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>Gets the state after the change.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Gets further data about the action.</summary>
    public JsonElement? Details { get; init; }
}
