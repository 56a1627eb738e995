using CxOne.Audit;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>Represents the changes that a restore would make.</summary>
public sealed class PointOfContactRestorePlan
{
    internal PointOfContactRestorePlan(
        string id, AuditRecord record, IReadOnlyList<FieldChange> fieldChanges, VersionedState current, bool isRestored)
    {
        Id = id;
        Record = record;
        FieldChanges = fieldChanges;
        Current = current;
        IsRestored = isRestored;
        Changes = JsonFields.Compare(current.Body, JsonFields.With(current.Body, fieldChanges));
    }

    /// <summary>Gets the id of the point of contact.</summary>
    public string Id { get; }

    /// <summary>Gets the audit record that holds the state to restore.</summary>
    public AuditRecord Record { get; }

    /// <summary>Gets the members that would change.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; }

    /// <summary>Gets whether the newest change is itself a restore, so that without a named record nothing is left to restore.</summary>
    public bool IsRestored { get; }

    internal IReadOnlyList<FieldChange> FieldChanges { get; }

    internal VersionedState Current { get; }

    /// <summary>The point of contact as it is.</summary>
    public PointOfContact PointOfContact => PointOfContactShape.Read(Current);
}
