using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>One audited write of a point of contact.</summary>
internal sealed class PointOfContactWriter
{
    private readonly CxConnection _connection;
    private readonly PointOfContactChange _change;
    private readonly IReadOnlyList<FieldChange> _changes;
    private readonly ICxLog _log;
    private readonly PublishedClient _client;
    private readonly TimeProvider _clock;
    private readonly AuditTrail _trail;
    private readonly long _started;
    private double? _latency;
    private string? _hash;

    public PointOfContactWriter(
        CxConnection connection,
        PointOfContactChange change,
        IReadOnlyList<FieldChange> changes,
        string action,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        _connection = connection;
        _change = change;
        _changes = changes;
        _log = log;
        _client = new PublishedClient(connection, log);
        _clock = connection.Client.Clock;
        _trail = new AuditTrail(connection, action, [change.Id], log, cancellationToken);
        _started = _clock.GetTimestamp();
    }

    /// <summary>The audit record that a restore takes its state from.</summary>
    public string? RestoredFrom { get; init; }

    /// <summary>Makes every read and check of a write, and sends none.</summary>
    /// <param name="baseline">The state that the caller based the changes on; <see langword="null"/> reads it now.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    public async Task<PointOfContactUpdate> PreviewAsync(VersionedState? baseline, CancellationToken cancellationToken)
    {
        var result = await (Update() with { IsPreview = true }).RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        return Result(result, result.Before);
    }

    /// <param name="baseline">The state that the caller based the changes on; <see langword="null"/> reads it now.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    public async Task<PointOfContactUpdate> WriteAsync(VersionedState? baseline, CancellationToken cancellationToken)
    {
        var update = new AuditedUpdate<PointOfContactAudit>
        {
            Trail = _trail,
            DetailsType = PublishedJson.Default.PointOfContactAudit,
            StoppedNote = () => PointOfContactMessages.Stopped(_change.Id),
            Update = Update(),
            Details = Details,
        };
        var result = await update.RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        WarnOfChangesSinceRead(baseline, result);
        var shown = Result(result, result.After) with { AuditId = _trail.Failure is null ? _trail.Last?.AuditId : null };
        if (result.IsChanged)
        {
            _log.SetInterruptionNotice(null);
            shown = shown with { LatencyMs = _latency, PayloadHash = _hash };
        }

        _trail.ThrowIfUnrecorded(
            result.IsChanged ? PointOfContactMessages.Changed(_change.Id) : PointOfContactMessages.AlreadyHeld(_change.Id), shown);
        return shown;
    }

    private static PointOfContactUpdate Result(VersionedUpdateResult result, VersionedState shown)
    {
        var point = PointOfContactShape.Read(shown);
        return new PointOfContactUpdate
        {
            Id = point.Id,
            Address = point.Address,
            Status = result.Status.ToString(),
            Changes = JsonFields.Compare(result.Before.Body, result.Written),
            PointOfContact = point,
            Attempts = result.Writes,
            RequestId = result.RequestId,
        };
    }

    /// <summary>Members that another client changed after the caller's read, and that this change does not name, are kept.</summary>
    private void WarnOfChangesSinceRead(VersionedState? baseline, VersionedUpdateResult result)
    {
        if (baseline is null)
        {
            return;
        }

        foreach (var difference in JsonFields.Compare(baseline.Body, result.Before.Body))
        {
            if (!_changes.Any(change => change.Path.ToString() == difference.Field))
            {
                _log.Warning(PointOfContactMessages.ChangedSinceRead(_change.Id, difference.ToString()));
            }
        }
    }

    private VersionedUpdate Update() => new()
    {
        What = PointOfContactMessages.Subject(_change.Id),
        Item = _change.Id,
        Id = _change.Id,
        IsUnversioned = true,
        RefusalRetryCount = _connection.MaximumRetryCount,
        HasHiddenChanges = _change.HiddenChanges.Count > 0,
        IsOwnBody = body => MemberTable.Text(body, "id") == _change.Id,
        Changes = _changes,
        ReadAsync = async token =>
        {
            // An object that cannot be returned is not written: the error would come after the change and hide it.
            var state = await PointOfContactReader.ReadAsync(_client, _change.Id, token).ConfigureAwait(false);
            _ = PointOfContactShape.Read(state);
            return state;
        },
        WriteAsync = (_, body, token) => WriteAsync(body, token),
        RefusalIn = response => ApiErrorReader.ReadRefusal(response.Body, _connection.Scrubber),
        Check = merged => CxValidationException.ThrowIfAny(
            PointOfContactShape.Missing(merged).ToArray() is { Length: > 0 } missing
                ? [PointOfContactMessages.RequiredMemberMissing(missing)]
                : [],
            _change.Id),
        ConflictRetryCount = _change.ConflictRetryCount,
        Force = _change.Force,
        Clock = _clock,
        Jitter = _connection.Client.Jitter,
        Log = _log,
    };

    private Task<CxResponse> WriteAsync(JsonObject merged, CancellationToken cancellationToken)
    {
        if ((_change.IvrReporting is null || _change.ChatProfileId is null)
            && PublishedSession.Of(_connection).IsFirst(nameof(PointOfContactMessages.HiddenMembersOmitted)))
        {
            _log.Warning(PointOfContactMessages.HiddenMembersOmitted);
        }

        var body = PointOfContactShape.ToWrite(merged, _change);
        _hash = CanonicalJson.Hash(body);
        return _client.SendAsync(PublishedRoutes.PointOfContactUpdate, [_change.Id], null, body, _change.Id, cancellationToken);
    }

    private PointOfContactAudit Details(VersionedUpdateResult? made, string? error)
    {
        if (made is not null)
        {
            _latency = Math.Round(_clock.GetElapsedTime(_started).TotalMilliseconds, 2);
        }

        return new PointOfContactAudit
        {
            PointOfContactId = _change.Id,
            Changes = [.. _changes.Select(change => change.ToString()), .. _change.HiddenChanges],
            IvrReporting = _change.IvrReporting,
            ChatProfileId = _change.ChatProfileId,
            Forced = _change.Force,
            Attempts = made?.Writes,
            LatencyMs = _latency,
            PayloadHash = made is null ? null : _hash,
            RequestId = made?.RequestId,
            RestoredFrom = RestoredFrom,
            Error = error,
        };
    }
}
