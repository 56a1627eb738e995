using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CxOne.Connection;

namespace CxOne.Audit;

/// <summary>The records of one operation: what it is about to do, and how it ended.</summary>
internal sealed class AuditTrail
{
    private readonly CxConnection _connection;
    private readonly string _action;
    private readonly IReadOnlyList<string> _target;
    private readonly ICxLog _log;
    private readonly string _operationId = Guid.NewGuid().ToString("D");

    private readonly CancellationToken _cancellationToken;
    private bool _isStarted;
    private ExceptionDispatchInfo? _startFailure;

    /// <summary>Initializes a new instance for one operation.</summary>
    /// <param name="connection">The tenant, and who acts.</param>
    /// <param name="action">What is done.</param>
    /// <param name="target">The objects that it is about.</param>
    /// <param name="log">Is warned of what is found in the log.</param>
    /// <param name="cancellationToken">Ends every wait for the log. A record of an outcome is then kept in the spool.</param>
    public AuditTrail(
        CxConnection connection, string action, IReadOnlyList<string> target, ICxLog log, CancellationToken cancellationToken = default)
    {
        _connection = connection;
        _action = action;
        _target = target;
        _log = log;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Writes one record.</summary>
    /// <exception cref="AuditWriteException">An outcome could not be recorded; the exception says where the record is kept.</exception>
    /// <exception cref="Errors.CxException">The record of the start could not be written: nothing may be sent.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled before the record of the start was written.</exception>
    public AuditRecord Record<T>(string outcome, T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
    {
        // Without a record of the start nothing was sent: there is no outcome to record, and the caller gets the same failure again.
        _startFailure?.Throw();
        var entry = new AuditEntry
        {
            Action = _action,
            Outcome = outcome,
            OperationId = _operationId,
            TenantId = _connection.TenantId,
            ActorId = _connection.ClientId,
            IsSandbox = _connection.IsSandbox,
            Target = _target,
            Before = before,
            After = after,
            Details = JsonSerializer.SerializeToElement(details, type),
        };
        try
        {
            var record = _connection.AuditLog.Append(entry, _log, _cancellationToken);
            _isStarted |= outcome == AuditOutcome.Started;
            return record;
        }
        catch (Exception exception) when (outcome == AuditOutcome.Started && !_isStarted)
        {
            _startFailure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }
}
