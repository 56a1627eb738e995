using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.DataActions;

/// <summary>
/// Puts the date of a data action back to what it was before a recorded change: member by member, built on what that change wrote, so
/// that other changes of the action stay and a date that another client has set since is a conflict.
/// </summary>
public sealed class DataActionDateRestorer
{
    private const string UpdateAction = "DataAction.UpdateDate";
    private const string RestoreAction = "DataAction.RestoreDate";
    private readonly CxConnection _connection;
    private readonly AuditRecord _record;
    private readonly string _id;
    private readonly ICxLog _log;

    private DataActionDateRestorer(CxConnection connection, AuditRecord record, string id, ICxLog log)
    {
        _connection = connection;
        _record = record;
        _id = id;
        _log = log;
    }

    /// <summary>Restores the date and records it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="record">A record of a date update that holds the states before and after.</param>
    /// <param name="conflictRetryCount">Further attempts if another client changes the same action in the meantime, 0 to 1,000.</param>
    /// <param name="force">The former value wins over one that another client has set since.</param>
    /// <param name="log">Gets warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxConflictException">Another client has changed the same member since, or keeps changing the action.</exception>
    /// <exception cref="CxException">The record holds no date update on this tenant (<c>AuditRecordNotFound</c>), the restore cannot be
    /// recorded, or a request failed.</exception>
    public static async Task<DataActionDateRestore> RestoreAsync(
        CxConnection connection, AuditRecord record, int conflictRetryCount, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        var restorer = Create(connection, record, log);
        connection.AuditLog.EnsureWritable(cancellationToken);
        return await restorer.RunAsync(conflictRetryCount, force, isPreview: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads and checks everything that <see cref="RestoreAsync"/> reads and checks, and sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="record">A record of a date update that holds the states before and after.</param>
    /// <param name="force">The former value wins over one that another client has set since.</param>
    /// <param name="log">Gets warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>What the restore would change.</returns>
    /// <exception cref="CxException">As for <see cref="RestoreAsync"/>.</exception>
    public static Task<DataActionDateRestore> PreviewAsync(
        CxConnection connection, AuditRecord record, bool force, ICxLog log, CancellationToken cancellationToken)
        => Create(connection, record, log).RunAsync(conflictRetryCount: 0, force, isPreview: true, cancellationToken);

    private static DataActionDateRestorer Create(CxConnection connection, AuditRecord record, ICxLog log)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(log);
        return record.Action is UpdateAction or RestoreAction
            && record.TenantId == connection.TenantId
            && record.Target is [var id]
            && (record.Before ?? record.After) is { ValueKind: JsonValueKind.Object }
            ? new DataActionDateRestorer(connection, record, id, log)
            : throw new CxException(
                CxErrors.AuditRecordNotFound,
                DataActionsMessages.NoDateUpdate(record.AuditId, connection.TenantId),
                record.AuditId)
            {
                RecommendedAction = CxHint.FindDateRecord.ToString(),
            };
    }

    private async Task<DataActionDateRestore> RunAsync(
        int conflictRetryCount, bool force, bool isPreview, CancellationToken cancellationToken)
    {
        CxValidationException.ThrowIfAny(RetryViolations(conflictRetryCount), _record.AuditId);
        var (written, former) = (State(_record.After), State(_record.Before));
        var changes = JsonFields.Difference(written, former, DataActionFields.Depth);
        RequireNoHiddenSecret(changes);
        var clock = _connection.Client.Clock;
        var started = clock.GetTimestamp();
        var api = new DataActionApi(_connection.Client, _log);
        var trail = new AuditTrail(_connection, RestoreAction, [_id], _log, cancellationToken);
        double? latency = null;
        string? name = null;
        var update = new AuditedUpdate<DataActionDateRestoreAudit>
        {
            Trail = trail,
            DetailsType = DataActionJson.Default.DataActionDateRestoreAudit,
            Part = static state => JsonFields.Get(state, DataActionFields.DateProcessing).ToElement(),
            StoppedNote = () => DataActionsMessages.RestoreInterrupted(name ?? _id, _id),
            Update = new VersionedUpdate
            {
                What = DataActionsMessages.Action(_id),
                Item = _id,
                Id = _id,
                Changes = changes,
                ReadAsync = async token =>
                {
                    var state = await api.ReadAsync(_id, token).ConfigureAwait(false);
                    name = DataActionFields.Name(state.Body);
                    return state;
                },
                WriteAsync = (current, body, token) => api.PutAsync(_id, current.ETag, body, token),
                ConflictRetryCount = conflictRetryCount,
                Force = force,
                IsPreview = isPreview,
                Clock = clock,
                Jitter = _connection.Client.Jitter,
                Log = _log,
            },
            Details = (made, error) =>
            {
                latency = made is null ? null : Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 2);
                return new DataActionDateRestoreAudit
                {
                    ActionId = _id,
                    ActionName = name,
                    RestoredFrom = _record.AuditId,
                    Forced = force ? true : null,
                    Attempts = made?.Writes,
                    LatencyMs = latency,
                    RequestId = made?.RequestId,
                    Error = error,
                };
            },
        };
        var result = await update.RunAsync(new VersionedState(written, null), cancellationToken).ConfigureAwait(false);
        _log.SetInterruptionNotice(null);
        var done = new DataActionDateRestore
        {
            Id = _id,
            Name = name,
            Status = result.Status.ToString(),
            Value = DataActionFields.Value(result.Written),
            PreviousValue = DataActionFields.Value(result.Before.Body),
            Changes = JsonFields.Compare(result.Before.Body, result.Written, DataActionFields.Depth),
            RestoredFrom = _record.AuditId,
            Attempts = result.Writes,
            LatencyMs = latency,
            AuditId = trail.Failure is null ? trail.Last?.AuditId : null,
        };
        trail.ThrowIfUnrecorded(
            DataActionsMessages.RestoreOutcome(name ?? _id, result.IsChanged),
            done);
        return done;
    }

    private static List<string> RetryViolations(int conflictRetryCount)
    {
        List<string> violations = [];
        violations.Range("ConflictRetryCount", conflictRetryCount, 0, 1000);
        return violations;
    }

    /// <summary>A hidden value is not the value: written back it would replace a secret with three asterisks.</summary>
    private void RequireNoHiddenSecret(IEnumerable<FieldChange> changes)
    {
        if (changes.FirstOrDefault(change => change.Value.Json?.Contains("***", StringComparison.Ordinal) == true) is { } hidden)
        {
            throw new CxException(
                CxErrors.AuditRecordNotFound,
                DataActionsMessages.DateSecretHidden(_record.AuditId, hidden.Path.ToString(), _id),
                _id);
        }
    }

    /// <summary>The action as far as the record holds it. An action without a date has a configuration all the same.</summary>
    private static JsonObject State(JsonElement? dateProcessing)
    {
        var configuration = new JsonObject();
        if (dateProcessing is { ValueKind: JsonValueKind.Object } date)
        {
            configuration["dateProcessing"] = JsonFields.Parse(date);
        }

        return new JsonObject { ["configuration"] = configuration };
    }
}
