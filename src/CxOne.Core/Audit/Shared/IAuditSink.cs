namespace CxOne.Audit;

/// <summary>An audit log in a store, with one chain for all machines. It can be appended to and read.</summary>
public interface IAuditSink
{
    /// <summary>Gets the name of the log: server and database.</summary>
    string Name { get; }

    /// <summary>Gets the id of the store.</summary>
    Guid StoreId { get; }

    /// <summary>Appends a record and returns it when it is durable. A record whose id is in the log is returned unchanged.</summary>
    /// <param name="body">The record as JSON.</param>
    /// <param name="cancellationToken">Cancels the call; the record may have been appended.</param>
    /// <exception cref="Errors.CxException">The store cannot be reached (<c>StoreUnavailable</c>) or refuses the record
    /// (<c>StoreAccessDenied</c>, <c>StoreClockAhead</c>, <c>AuditRecordTooLarge</c>).</exception>
    AuditSinkRecord Append(string body, CancellationToken cancellationToken);

    /// <summary>Reads the records, oldest first, up to the newest one at the start of the call.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="Errors.CxException">The store cannot be reached (<c>StoreUnavailable</c>).</exception>
    IEnumerable<AuditSinkRecord> Read(CancellationToken cancellationToken);

    /// <summary>Reads the records of one operation, oldest first.</summary>
    /// <param name="operationId">The id of the operation.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="Errors.CxException">The store cannot be reached (<c>StoreUnavailable</c>).</exception>
    IReadOnlyList<AuditSinkRecord> ReadOperation(string operationId, CancellationToken cancellationToken);

    /// <summary>Reads both ends of the chain.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Errors.CxException">The store cannot be reached (<c>StoreUnavailable</c>).</exception>
    AuditSinkEnds ReadEnds(CancellationToken cancellationToken);
}
