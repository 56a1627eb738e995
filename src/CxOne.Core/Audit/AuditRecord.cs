using System.Text.Json;
using System.Text.Json.Serialization;

namespace CxOne.Audit;

/// <summary>One line of the local audit log.</summary>
public sealed record AuditRecord
{
    /// <summary>1 for the first record of the log, then without gaps; 0 for a record that is not in the log.</summary>
    [JsonRequired]
    public required long Sequence { get; init; }

    /// <summary>The record's own id.</summary>
    [JsonRequired]
    public required string AuditId { get; init; }

    /// <summary>When it was written (UTC).</summary>
    [JsonRequired]
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What was done.</summary>
    [JsonRequired]
    public required string Action { get; init; }

    /// <summary>One of <see cref="AuditOutcome"/>.</summary>
    [JsonRequired]
    public required string Outcome { get; init; }

    /// <summary>The same for all records of one operation.</summary>
    public string? OperationId { get; init; }

    /// <summary>The tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>The client id that acted.</summary>
    public string? ActorId { get; init; }

    /// <summary>The tenant is a sandbox.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>The objects that it is about.</summary>
    public IReadOnlyList<string> Target { get; init; } = [];

    /// <summary>The operating system's user.</summary>
    public string? User { get; init; }

    /// <summary>The machine.</summary>
    public string? Machine { get; init; }

    /// <summary>The process.</summary>
    public int ProcessId { get; init; }

    /// <summary>The state before the change.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>The state after the change.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Anything else that belongs to it.</summary>
    public JsonElement? Details { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the line before, without its line end; 64 zeros in the first record.</summary>
    [JsonRequired]
    public required string PreviousHash { get; init; }

    /// <summary>Gets the members that differ between <see cref="Before"/> and <see cref="After"/>, as one text.</summary>
    [JsonIgnore]
    public string ChangeText => AuditChangeText.Of(Before, After);

    /// <summary>Gets the target objects, as one text.</summary>
    [JsonIgnore]
    public string TargetText => string.Join(", ", Target);

    /// <summary>Gets the log's file that the record was read from; <see langword="null"/> if it was not read from a log.</summary>
    [JsonIgnore]
    public string? LogPath { get; init; }
}
