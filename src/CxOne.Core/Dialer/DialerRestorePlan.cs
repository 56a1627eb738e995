using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>What a restore would change.</summary>
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

    /// <summary>The configuration.</summary>
    public string Id { get; }

    /// <summary>The audit record that holds the state to bring back; nothing where a copy holds it.</summary>
    public AuditRecord? Record { get; }

    /// <summary>The members that would change.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; }

    internal JsonObject Target { get; }

    internal VersionedState Current { get; }

    internal IReadOnlyList<FieldChange> FieldChanges { get; }
}
