using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Changes;

/// <summary>
/// The audit records of one operation: its start and its outcome. If the start cannot be recorded, nothing is sent. If the outcome cannot
/// be recorded, the operation has already happened, so that the failure is reported in addition to the result.
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
    /// <param name="connection">The tenant and the acting client.</param>
    /// <param name="action">The action, e.g. <c>DialerConfig.Set</c>.</param>
    /// <param name="target">The ids of the objects that the operation changes.</param>
    /// <param name="log">Receives warnings about the audit log.</param>
    /// <param name="cancellationToken">Cancels every wait for the log. The record of an outcome is then kept in the spool.</param>
    public AuditTrail(
        CxConnection connection, string action, IReadOnlyList<string> target, ICxLog log, CancellationToken cancellationToken = default)
    {
        _connection = connection;
        _action = action;
        _target = target;
        _log = log;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The start is recorded and the outcome is not.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The last record that was written.</summary>
    public AuditRecord? Last { get; private set; }

    /// <summary>The reason why an outcome could not be recorded; <see langword="null"/> if all were.</summary>
    public CxException? Failure { get; private set; }

    /// <summary>Writes one record.</summary>
    /// <exception cref="AuditWriteException">An outcome could not be recorded; the exception names the file that holds the record.
    /// </exception>
    /// <exception cref="CxException">The start could not be recorded: nothing may be sent.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled before the start was recorded.</exception>
    public AuditRecord Record<T>(string outcome, T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
    {
        // Without a recorded start nothing was sent: there is no outcome to record, and the caller gets the same exception again.
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

    /// <summary>Records the start, before anything is sent.</summary>
    /// <exception cref="CxException">The log could not be written (<c>AuditWriteFailed</c>): nothing may be sent.</exception>
    public AuditRecord Start<T>(T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
    {
        var record = Record(AuditOutcome.Started, details, type, before, after);
        IsOpen = true;
        return record;
    }

    /// <summary>Records an intermediate outcome of an operation that continues.</summary>
    /// <returns>The record, or <see langword="null"/> if it could not be written, see <see cref="Failure"/>.</returns>
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

    /// <summary>Records the outcome.</summary>
    /// <returns>The record, or <see langword="null"/> if it could not be written, see <see cref="Failure"/>.</returns>
    public AuditRecord? End<T>(string outcome, T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
    {
        IsOpen = false;
        return Note(outcome, details, type, before, after);
    }

    /// <summary>
    /// Records that the operation failed. The caller throws the exception of the operation, even if this cannot be recorded.
    /// </summary>
    /// <returns>The record, or <see langword="null"/> if it could not be written.</returns>
    /// <exception cref="AuditWriteException">The operation was cancelled and its outcome could not be recorded: a cancelled caller does
    /// not see warnings.</exception>
    public AuditRecord? Fail<T>(Exception exception, T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
    {
        var record = End(AuditOutcome.Of(exception), details, type, before, after);
        if (record is null && exception is OperationCanceledException)
        {
            throw Failure!;
        }

        if (record is null)
        {
            _log.Warning(ChangeMessages.OutcomeNotRecorded(Failure!.Message, _action, _target, exception.Message));
        }

        return record;
    }

    /// <summary>The error to return with a result whose outcome could not be recorded; <see langword="null"/> if it was.</summary>
    /// <param name="made">A sentence that says what was done and must not be done again.</param>
    /// <param name="result">The result.</param>
    /// <param name="item">The user's item; the result by default.</param>
    public CxUnrecordedChangeException? Unrecorded(string made, object? result, object? item = null)
        => Failure is null
            ? null
            : new CxUnrecordedChangeException(
                ChangeMessages.Unrecorded(made, Failure.Message), result, item ?? result, Failure);

    /// <exception cref="CxUnrecordedChangeException">The outcome could not be recorded; the exception holds the result.</exception>
    public void ThrowIfUnrecorded(string made, object? result, object? item = null)
    {
        if (Unrecorded(made, result, item) is { } unrecorded)
        {
            throw unrecorded;
        }
    }
}
