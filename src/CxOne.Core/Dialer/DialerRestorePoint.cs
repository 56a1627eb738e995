using System.Text.Json;
using CxOne.Audit;

namespace CxOne.Dialer;

/// <summary>A state of a dialer configuration that the audit log holds.</summary>
/// <param name="Record">The record that holds the state.</param>
/// <param name="State">The configuration.</param>
public sealed record DialerRestorePoint(AuditRecord Record, JsonElement State)
{
    /// <summary>
    /// The newest change of the configuration is itself a restore: unless a record or a time is named, nothing is left to restore.
    /// </summary>
    public bool IsRestored { get; init; }
}
