using System.Text.Json;

namespace CxOne.Audit;

/// <summary>A state of an object that the audit log holds.</summary>
/// <param name="Record">The record that holds the state.</param>
/// <param name="State">The object.</param>
internal sealed record RestorePoint(AuditRecord Record, JsonElement State)
{
    /// <summary>
    /// The newest change of the object is itself a restore: unless a record or a time is named, nothing is left to restore.
    /// </summary>
    public bool IsRestored { get; init; }
}
