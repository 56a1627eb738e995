namespace CxOne.Stores;

/// <summary>The state of a store.</summary>
public sealed record CxStoreStatus
{
    /// <summary>Gets server, port and database.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the database user.</summary>
    public required string User { get; init; }

    /// <summary>Gets the version of the database server.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>Gets the version of the schema.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Gets the id of the store.</summary>
    public required Guid StoreId { get; init; }

    /// <summary>Gets the locks that are held now.</summary>
    public required IReadOnlyList<CxStoreLock> Locks { get; init; }

    /// <summary>Gets the request budgets.</summary>
    public required IReadOnlyList<CxStoreBudget> Budgets { get; init; }

    /// <summary>Gets the number of audit records.</summary>
    public required long AuditRecordCount { get; init; }

    /// <summary>Gets the size of the audit log with its indexes, in bytes.</summary>
    public required long AuditBytes { get; init; }

    /// <summary>Gets the time of the newest audit record.</summary>
    public DateTimeOffset? LastAuditAt { get; init; }

    /// <summary>Gets the number of records in the local spool of this computer that are not in the store yet.</summary>
    public int SpoolCount { get; init; }
}
