using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Webhooks;

namespace CxOne.DataActions;

/// <summary>Writes the date value of one row: calculates it, updates the action with its audit records, and calls the webhook.</summary>
internal sealed class DataActionDateWriter
{
    private readonly CxConnection _connection;
    private readonly DataActionApi _api;
    private readonly int _conflictRetryCount;
    private readonly bool _isPreview;
    private readonly ICxLog _log;
    private readonly TimeProvider _clock;

    public DataActionDateWriter(CxConnection connection, DataActionApi api, int conflictRetryCount, bool isPreview, ICxLog log)
    {
        _connection = connection;
        _api = api;
        _conflictRetryCount = conflictRetryCount;
        _isPreview = isPreview;
        _log = log;
        _clock = connection.Client.Clock;
    }

    /// <summary>Updates one data action.</summary>
    /// <exception cref="CxUnrecordedChangeException">
    /// The action was updated, but the outcome could not be recorded; the exception carries the result.
    /// </exception>
    /// <exception cref="CxException">The row is invalid, or the action could not be updated.</exception>
    public async Task<DataActionDateUpdate> WriteAsync(DataActionDateRow row, DataAction action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = row.Date ?? throw new CxValidationException([DataActionsMessages.Missing("Date")], action.Name ?? action.Id);
        var date = DataActionDateCalculator.Calculate(request with { RequiresSourceTimeZone = true });
        if (!date.AccuracyValid)
        {
            throw new CxException(
                CxErrors.DateInaccurate,
                DataActionsMessages.ValueInaccurate(date.Value, date.AccuracyErrorMs),
                action.Name ?? action.Id);
        }

        var started = _clock.GetTimestamp();
        var trail = new AuditTrail(_connection, "DataAction.UpdateDate", [action.Id], _log, cancellationToken);
        var name = action.Name;
        double? latency = null;
        var update = new AuditedUpdate<DataActionDateAudit>
        {
            Trail = trail,
            DetailsType = DataActionJson.Default.DataActionDateAudit,
            Part = static state => JsonFields.Get(state, DataActionFields.DateProcessing).ToElement(),
            StoppedNote = DataActionsMessages.Interrupted,
            Update = new VersionedUpdate
            {
                What = DataActionsMessages.Action(action.Name ?? action.Id),
                Item = action.Name ?? action.Id,
                Id = action.Id,
                Changes = Changes(row, date),
                ReadAsync = async token =>
                {
                    var state = await _api.ReadAsync(action.Id, token).ConfigureAwait(false);
                    name = DataActionFields.Name(state.Body) ?? name;
                    if (row.Name is not null && row.Name != name && (row.Id is not null || row.Name != action.Id))
                    {
                        throw new CxValidationException([DataActionsMessages.NameMismatch(action.Id, name, row.Name)], action.Id);
                    }

                    if (!row.Force)
                    {
                        DataActionFields.RequireDateProcessing(state.Body, action.Id);
                    }

                    return state;
                },
                WriteAsync = (current, body, token) => _api.PutAsync(action.Id, current.ETag, body, token),
                ConflictRetryCount = _conflictRetryCount,
                IsPreview = _isPreview,
                Clock = _clock,
                Jitter = _connection.Client.Jitter,
                Log = _log,
            },
            Details = (made, error) =>
            {
                latency = made is null ? null : Math.Round(_clock.GetElapsedTime(started).TotalMilliseconds, 2);
                var details = Details(action.Id, name, date, latency, made?.Writes, made?.RequestId, error);
                return row.Force ? details with { Forced = true } : details;
            },
        };
        var result = await update.RunAsync(null, cancellationToken).ConfigureAwait(false);
        var done = new DataActionDateUpdate
        {
            Row = row.Number,
            Id = action.Id,
            Name = name,
            Status = result.Status.ToString(),
            Value = date.Value,
            PreviousValue = DataActionFields.Value(result.Before.Body),
            Changes = JsonFields.Compare(result.Before.Body, result.Written, DataActionFields.Depth),
            Date = date,
            Attempts = result.Writes,
            LatencyMs = latency,
            AuditId = trail.Failure is null ? trail.Last?.AuditId : null,
        };
        if (result.IsChanged && row.Callback is not null && !_isPreview)
        {
            // The last record is that of the outcome or, if that could not be written, that of the start.
            var callback = await CallAsync(row.Callback, action.Id, trail.Last!, cancellationToken).ConfigureAwait(false);
            done = done with { Callback = callback };
        }

        trail.ThrowIfUnrecorded(DataActionsMessages.Outcome(name ?? action.Id, result.IsChanged), done);
        return done;
    }

    private static DataActionDateAudit Details(
        string id, string? name, DataActionDateResult date, double? latency, int? writes, string? requestId, string? error) => new()
    {
        ActionId = id,
        ActionName = name,
        Input = date.Input,
        Value = date.Value,
        TimeZone = date.TimeZone,
        Amount = date.Amount,
        Arithmetic = date.Arithmetic.ToString(),
        AccuracyValid = date.AccuracyValid,
        Attempts = writes,
        LatencyMs = latency,
        RequestId = requestId,
        Error = error,
    };

    private Task<CallbackResult> CallAsync(CallbackTarget target, string actionId, AuditRecord record, CancellationToken cancellationToken)
        => CallbackSender.SendAsync(
            _connection,
            target,
            JsonSerializer.SerializeToUtf8Bytes(
                new DataActionCallbackBody { AuditRecord = record, ActionId = actionId }, DataActionJson.Default.DataActionCallbackBody),
            _log,
            cancellationToken);

    /// <summary>Sets exactly the members that the contract names; other members of <c>dateProcessing</c> are kept.</summary>
    private static FieldChange[] Changes(DataActionDateRow row, DataActionDateResult date) =>
    [
        FieldChange.Set(Member("sourceField"), row.SourceField),
        FieldChange.Set(Member("targetField"), row.TargetField),
        FieldChange.Set(Member("computedValue"), date.Value),
        FieldChange.Set(Member("timezone"), date.TimeZone),
        FieldChange.Set(Member("dstAdjustment"), true),
        FieldChange.Set(Member("precision"), 3),
    ];

    private static FieldPath Member(string name) => new("configuration", "dateProcessing", name);
}
