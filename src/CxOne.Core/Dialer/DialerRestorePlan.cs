using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>Represents the changes that a restore would make.</summary>
public sealed class DialerRestorePlan
{
    internal DialerRestorePlan(
        string id,
        AuditRecord? record,
        JsonObject target,
        VersionedState current,
        IReadOnlyList<FieldChange> fieldChanges,
        IReadOnlyList<CxFieldDifference> changes)
    {
        Id = id;
        Record = record;
        Target = target;
        Current = current;
        FieldChanges = fieldChanges;
        Changes = changes;
    }

    /// <summary>Gets the id of the configuration.</summary>
    public string Id { get; }

    /// <summary>Gets the audit record that holds the state to restore; <see langword="null"/> if a copy holds it.</summary>
    public AuditRecord? Record { get; }

    /// <summary>Gets the members that would change.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; }

    internal JsonObject Target { get; }

    internal VersionedState Current { get; }

    internal IReadOnlyList<FieldChange> FieldChanges { get; }
}
