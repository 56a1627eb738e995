using System.Text.Json.Nodes;
using CxOne.Campaigns;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>One audited write of a dialer configuration, and the event about it.</summary>
internal sealed class DialerConfigWriter
{
    private readonly CxConnection _connection;
    private readonly DialerConfigChange _change;
    private readonly IReadOnlyList<FieldChange> _changes;
    private readonly Campaign? _campaign;
    private readonly ICxLog _log;
    private readonly DialerConfigApi _api;
    private readonly TimeProvider _clock;
    private readonly AuditTrail _trail;
    private readonly string[] _changeTexts;
    private readonly long _started;
    private double? _latency;
    private string? _hash;

    public DialerConfigWriter(
        CxConnection connection,
        DialerConfigChange change,
        IReadOnlyList<FieldChange> changes,
        Campaign? campaign,
        string action,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        _connection = connection;
        _change = change;
        _changes = changes;
        _campaign = campaign;
        _log = log;
        _api = new DialerConfigApi(connection.Client, log);
        _clock = connection.Client.Clock;
        _trail = new AuditTrail(connection, action, [change.Id], log, cancellationToken);
        _changeTexts = [.. changes.Select(field => field.ToString())];
        _started = _clock.GetTimestamp();
    }

    /// <summary>Changes the form of the body before it is written, never its values.</summary>
    public Func<JsonObject, JsonObject>? Finish { get; init; }

    /// <summary>The audit record that a restore takes its state from.</summary>
    public string? RestoredFrom { get; init; }

    /// <summary>Those of the changes that repair a present value.</summary>
    public IReadOnlyList<FieldChange> Repairs { get; init; } = [];

    /// <summary>Advice about a value that breaks a rule, by member.</summary>
    public Func<string, string?>? Hint { get; init; }

    public static IEnumerable<string> Violations(JsonObject merged, Campaign? campaign, Func<string, string?>? hint = null)
        => campaign is null
            ? DialerRules.Violations(merged, hint)
            : DialerRules.Violations(merged, hint).Concat(DialerRules.CapacityViolations(merged, campaign));

    /// <summary>Makes every read and check of a write, and sends none.</summary>
    /// <param name="baseline">The state that the caller based the changes on; <see langword="null"/> reads it now.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    public async Task<DialerConfigUpdate> PreviewAsync(VersionedState? baseline, CancellationToken cancellationToken)
    {
        var result = await (Update() with { IsPreview = true }).RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        return new DialerConfigUpdate
        {
            Id = _change.Id,
            Status = result.Status.ToString(),
            Changes = JsonFields.Compare(result.Before.Body, result.Written),
            Config = DialerConfigApi.ToConfig(result.Before),
            ETag = result.Before.ETag,
            Warnings = Warnings(result),
        };
    }

    /// <param name="baseline">The state that the caller based the changes on; <see langword="null"/> reads it now.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    public async Task<DialerConfigUpdate> WriteAsync(VersionedState? baseline, CancellationToken cancellationToken)
    {
        var update = new AuditedUpdate<DialerConfigAudit>
        {
            Trail = _trail,
            DetailsType = DialerJson.Default.DialerConfigAudit,
            StoppedNote = () => DialerMessages.Stopped(_change.Id),
            Update = Update(),
            Details = Details,
        };
        var result = await update.RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        var warnings = Warnings(result);
        if (!result.IsChanged)
        {
            var unchanged = new DialerConfigUpdate
            {
                AuditId = _trail.Last?.AuditId,
                Id = _change.Id,
                Status = nameof(UpdateStatus.Unchanged),
                Config = DialerConfigApi.ToConfig(result.After),
                ETag = result.After.ETag,
                Warnings = warnings
            };
            _trail.ThrowIfUnrecorded(DialerMessages.AlreadyHeld(_change.Id), unchanged);
            return unchanged;
        }

        _log.SetInterruptionNotice(null);
        var exportId = await ExportAsync(result, warnings, cancellationToken).ConfigureAwait(false);
        var changed = new DialerConfigUpdate
        {
            Id = _change.Id,
            Status = result.Status.ToString(),
            Changes = JsonFields.Compare(result.Before.Body, result.Written),
            Config = DialerConfigApi.ToConfig(result.After),
            ETag = result.After.ETag,
            Attempts = result.Writes,
            LatencyMs = _latency,
            PayloadHash = _hash,
            RequestId = result.RequestId,
            EventExportId = exportId,
            AuditId = _trail.Failure is null ? _trail.Last?.AuditId : null,
            Warnings = warnings,
        };
        _trail.ThrowIfUnrecorded(DialerMessages.Changed(_change.Id), changed);
        return changed;
    }

    private List<string> Warnings(VersionedUpdateResult result)
    {
        var warnings = DialerRuleSets.Warnings(result.Written, _change.RuleSet).ToList();
        warnings.ForEach(warning => _log.Warning(DialerMessages.Warning(_change.Id, warning)));
        return warnings;
    }

    private VersionedUpdate Update() => new()
    {
        What = DialerMessages.Configuration(_change.Id),
        Item = _change.Id,
        Id = _change.Id,
        Changes = _changes,
        ReadAsync = async token =>
        {
            // A configuration that cannot be returned as an object is not written: the error would come after the change and hide it.
            var state = await _api.GetAsync(_change.Id, token).ConfigureAwait(false);
            _ = DialerConfigApi.ToConfig(state);
            return state;
        },
        Finish = Finish,
        WriteAsync = (current, body, token) => _api.PutAsync(_change.Id, current.ETag!, body, token),
        Check = merged => CxValidationException.ThrowIfAny(
            [.. Violations(merged, _campaign, Hint), .. DialerRules.NameViolations(merged, _changes)], _change.Id),

        // A write without a version would be unconditional and could overwrite another client's change.
        BeforeWrite = (current, merged) => _ = current.ETag ?? throw current.Invalid(DialerMessages.NoVersion, _change.Id),
        ConflictRetryCount = _change.ConflictRetryCount,
        Force = _change.Force,
        Clock = _clock,
        Jitter = _connection.Client.Jitter,
        Log = _log,
    };

    private DialerConfigAudit Details(VersionedUpdateResult? made, string? error)
    {
        if (made is not null)
        {
            _latency = Math.Round(_clock.GetElapsedTime(_started).TotalMilliseconds, 2);
            _hash = CanonicalJson.Hash(made.Written);
        }

        return new DialerConfigAudit
        {
            ConfigId = _change.Id,
            Changes = _changeTexts,
            Repaired = Repairs.Count == 0 ? null : [.. Repairs.Select(repair => repair.Path.ToString())],
            CampaignId = _change.CampaignId,
            RuleSet = _change.RuleSet.ToString(),
            Forced = _change.Force,
            Attempts = made?.Writes,
            LatencyMs = _latency,
            PayloadHash = _hash,
            RequestId = made?.RequestId,
            RestoredFrom = RestoredFrom,
            Error = error,
        };
    }

    /// <summary>Exports the event of a change. A failure adds a warning, since the change itself was made.</summary>
    private async Task<string?> ExportAsync(VersionedUpdateResult result, List<string> warnings, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.ExportEventAsync(
                new DialerEventBody
                {
                    ResourceId = _change.Id,
                    PayloadHash = _hash!,
                    Timestamp = TenantAudit.WireTime(_clock.GetUtcNow()),
                    LatencyMs = _latency!.Value,
                    AuditTrail = new DialerEventTrail
                    {
                        ComplianceCheck = warnings.Count == 0 ? "PASSED" : "WARNING",
                        RequestId = result.RequestId ?? Guid.NewGuid().ToString("D")
                    },
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            var warning = DialerMessages.EventNotExported(_change.Id, exception.OneLine);
            warnings.Add(warning);
            _log.Warning(warning);
            return null;
        }
    }
}
