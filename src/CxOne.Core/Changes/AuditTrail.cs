using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Changes;

/// <summary>
/// The records of one operation: what it is about to do, and how it ended. A record that says that something is about to be sent must be
/// written, or nothing is sent; one that says how it ended comes too late to refuse anything, and its failure never hides a result.
/// </summary>
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

    /// <summary>Something was begun and how it ended is not recorded yet.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The newest record that was written.</summary>
    public AuditRecord? Last { get; private set; }

    /// <summary>Why a record of an end could not be written; nothing where all were.</summary>
    public CxException? Failure { get; private set; }

    /// <summary>Writes one record.</summary>
    /// <exception cref="AuditWriteException">An outcome could not be recorded; the exception says where the record is kept.</exception>
    /// <exception cref="CxException">The record of the start could not be written: nothing may be sent.</exception>
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
            Last = _connection.AuditLog.Append(entry, _log, _cancellationToken);
            _isStarted |= outcome == AuditOutcome.Started;
            return Last;
        }
        catch (Exception exception) when (outcome == AuditOutcome.Started && !_isStarted)
        {
            _startFailure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }

    /// <summary>Records that something is about to be sent.</summary>
    /// <exception cref="CxException">The log could not be written (<c>AuditWriteFailed</c>): nothing may be sent.</exception>
    public AuditRecord Start<T>(T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
    {
        var record = Record(AuditOutcome.Started, details, type, before, after);
        IsOpen = true;
        return record;
    }

    /// <summary>Records something that is known of an operation which has not ended yet.</summary>
    /// <returns>The record; nothing where it could not be written, see <see cref="Failure"/>.</returns>
    public AuditRecord? Note<T>(string outcome, T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
    {
        try
        {
            return Record(outcome, details, type, before, after);
        }
        catch (CxException exception) when (exception.Definition == CxErrors.AuditWriteFailed)
        {
            Failure = exception;
            return null;
        }
    }

    /// <summary>Records how the operation ended.</summary>
    /// <returns>The record; nothing where it could not be written, see <see cref="Failure"/>.</returns>
    public AuditRecord? End<T>(string outcome, T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
    {
        IsOpen = false;
        return Note(outcome, details, type, before, after);
    }

    /// <summary>
    /// Records that the operation ended with an exception. That exception is the one to be thrown, also where this cannot be recorded.
    /// </summary>
    /// <returns>The record; nothing where it could not be written.</returns>
    /// <exception cref="AuditWriteException">The operation was stopped, and how it ended could
    /// not be recorded: a stopped caller reads no warning.</exception>
    public AuditRecord? Fail<T>(Exception exception, T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
    {
        var record = End(AuditOutcome.Of(exception), details, type, before, after);
        if (record is null && exception is OperationCanceledException)
        {
            throw Failure!;
        }

        if (record is null)
        {
            _log.Warning(
                $"{Failure!.Message} The audit log holds no record of how {_action} on "
                    + $"{string.Join(", ", _target)} ended: {exception.Message}");
        }

        return record;
    }

    /// <summary>The error to hand out beside a result of which the end could not be recorded; nothing where it could.</summary>
    /// <param name="made">What was done and must not be done again, a sentence.</param>
    /// <param name="result">The result.</param>
    /// <param name="item">The user's item; the result where it is absent.</param>
    public CxUnrecordedChangeException? Unrecorded(string made, object? result, object? item = null)
        => Failure is null
            ? null
            : new CxUnrecordedChangeException(
                $"{made} The local audit log does not hold how it ended: {Failure.Message}", result, item ?? result, Failure);

    /// <exception cref="CxUnrecordedChangeException">The end of the operation could
    /// not be recorded; the result is with the exception.</exception>
    public void ThrowIfUnrecorded(string made, object? result, object? item = null)
    {
        if (Unrecorded(made, result, item) is { } unrecorded)
        {
            throw unrecorded;
        }
    }
}
