using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Audit;

/// <summary>One line of the local audit log.</summary>
public sealed record AuditRecord : ICxContent
{
    /// <summary>Gets the sequence number, which starts at 1 and has no gaps; 0 for a record that is not in the log.</summary>
    [JsonRequired]
    public required long Sequence { get; init; }

    /// <summary>Gets the id of the record.</summary>
    [JsonRequired]
    public required string AuditId { get; init; }

    /// <summary>Gets the time at which the record was written, in UTC.</summary>
    [JsonRequired]
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Gets the name of the action, such as <c>IvrDeployment.Publish</c>.</summary>
    [JsonRequired]
    public required string Action { get; init; }

    /// <summary>Gets the outcome, one of <see cref="AuditOutcome"/>.</summary>
    [JsonRequired]
    public required string Outcome { get; init; }

    /// <summary>Gets the id that all records of one operation share.</summary>
    public string? OperationId { get; init; }

    /// <summary>Gets the id of the tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>Gets the id of the client that acted.</summary>
    public string? ActorId { get; init; }

    /// <summary>Gets whether the tenant is a sandbox.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Gets the ids of the objects that the action affects.</summary>
    public IReadOnlyList<string> Target { get; init; } = [];

    /// <summary>Gets the name of the operating system's user.</summary>
    public string? User { get; init; }

    /// <summary>Gets the name of the computer.</summary>
    public string? Machine { get; init; }

    /// <summary>Gets the id of the process.</summary>
    public int ProcessId { get; init; }

    /// <summary>Gets the state before the change.</summary>
    [JsonInclude]
    internal JsonElement? Before { get; init; }

    /// <summary>Gets the state after the change.</summary>
    [JsonInclude]
    internal JsonElement? After { get; init; }

    /// <summary>Gets further data about the action.</summary>
    [JsonInclude]
    internal JsonElement? Details { get; init; }

    /// <summary>Gets the SHA-256 (lower-case hex) of the previous line without its line end; 64 zeros in the first record.</summary>
    [JsonRequired]
    public required string PreviousHash { get; init; }

    /// <summary>Gets the members that differ between <see cref="Before"/> and <see cref="After"/>, as one text.</summary>
    [JsonIgnore]
    public string ChangeText => AuditChangeText.Of(Before, After);

    /// <summary>Gets the target objects, as one text.</summary>
    [JsonIgnore]
    public string TargetText => string.Join(", ", Target);

    /// <summary>Gets the path of the log that the record was read from; <see langword="null"/> if it was not read from a log.</summary>
    [JsonIgnore]
    public string? LogPath { get; init; }

    /// <inheritdoc/>
    IReadOnlyList<KeyValuePair<string, JsonElement?>> ICxContent.ContentMembers =>
    [
        new(nameof(Before), Before), new(nameof(After), After), new(nameof(Details), Details)
    ];
}
