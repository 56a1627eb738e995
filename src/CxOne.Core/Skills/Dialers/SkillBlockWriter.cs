using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>One audited write of one block. The block has no version: it is read directly before and after each write.</summary>
internal sealed class SkillBlockWriter
{
    private readonly CxConnection _connection;
    private readonly SkillDialerChange _change;
    private readonly SkillBlock _block;
    private readonly IReadOnlyList<FieldChange> _changes;
    private readonly ICxLog _log;
    private readonly PublishedClient _client;
    private readonly TimeProvider _clock;
    private readonly AuditTrail _trail;
    private readonly long _started;
    private double? _latency;
    private string? _hash;

    public SkillBlockWriter(
        CxConnection connection,
        SkillDialerChange change,
        SkillBlock block,
        IReadOnlyList<FieldChange> changes,
        string action,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        _connection = connection;
        _change = change;
        _block = block;
        _changes = changes;
        _log = log;
        _client = new PublishedClient(connection, log);
        _clock = connection.Client.Clock;
        _trail = new AuditTrail(connection, action, [change.Id], log, cancellationToken);
        _started = _clock.GetTimestamp();
    }

    /// <summary>The id that all blocks of one change share.</summary>
    public required string ChangeId { get; init; }

    /// <summary>The audit record that a restore takes its state from.</summary>
    public string? RestoredFrom { get; init; }

    public SkillGuardResult? Guard { get; init; }

    /// <summary>Writes the block and returns what was done, with the members that changed.</summary>
    /// <param name="baseline">The state that the changes are based on.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    public async Task<(SkillBlockUpdate Update, IReadOnlyList<CxFieldDifference> Changes)> WriteAsync(
        VersionedState baseline, CancellationToken cancellationToken)
    {
        var update = new AuditedUpdate<SkillDialerAudit>
        {
            Trail = _trail,
            DetailsType = SkillsJson.Default.SkillDialerAudit,
            StoppedNote = () => SkillMessages.Stopped(_change.Id, _block.Key),
            Update = Update(),
            Details = Details,
        };
        var result = await update.RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        var shown = new SkillBlockUpdate
        {
            Block = _block.Key,
            Status = result.Status.ToString(),
            Attempts = result.Writes,
            RequestId = result.RequestId,
            PayloadHash = result.IsChanged ? _hash : null,
            AuditId = _trail.Failure is null ? _trail.Last?.AuditId : null,
        };
        if (result.IsChanged)
        {
            _log.SetInterruptionNotice(null);
        }

        _trail.ThrowIfUnrecorded(
            result.IsChanged ? SkillMessages.Changed(_change.Id, _block.Key) : SkillMessages.AlreadyHeld(_change.Id, _block.Key), shown);
        return (shown, JsonFields.Compare(result.Before.Body, result.Written));
    }

    private VersionedUpdate Update() => new()
    {
        What = SkillMessages.Subject(_change.Id, _block.Key),
        Item = _change.Id,
        Id = _change.Id,
        IsUnversioned = true,
        RefusalRetryCount = _connection.MaximumRetryCount,
        IsOwnBody = body => body.ContainsKey(_block.Key),
        Changes = _changes,
        ReadAsync = token => SkillBlockReader.ReadAsync(_client, _change.Id, _block, token),
        WriteAsync = (_, body, token) => WriteAsync(body, token),
        RefusalIn = response => ApiErrorReader.ReadRefusal(response.Body, _connection.Scrubber),
        Check = merged => CxValidationException.ThrowIfAny(
            _block == SkillBlocks.Schedule ? [.. SkillSchedule.Violations((JsonObject)merged[_block.Key]!)] : [], _change.Id),
        ConflictRetryCount = _change.ConflictRetryCount,
        Force = _change.Force,
        Clock = _clock,
        Jitter = _connection.Client.Jitter,
        Log = _log,
    };

    private Task<CxResponse> WriteAsync(JsonObject merged, CancellationToken cancellationToken)
    {
        var body = _block.ToWrite(merged);
        _hash = CanonicalJson.Hash(body);
        return _client.SendAsync(_block.Write, [_change.Id], null, body, _change.Id, cancellationToken);
    }

    private SkillDialerAudit Details(VersionedUpdateResult? made, string? error)
    {
        if (made is not null)
        {
            _latency = Math.Round(_clock.GetElapsedTime(_started).TotalMilliseconds, 2);
        }

        return new SkillDialerAudit
        {
            SkillId = _change.Id,
            ChangeId = ChangeId,
            Block = _block.Key,
            Changes = [.. _changes.Select(change => change.ToString())],
            RuleSet = _change.RuleSet,
            Verdict = Guard?.Verdict,
            Findings = Guard is { Findings.Count: > 0 } ? Guard.Findings : null,
            Forced = _change.Force,
            Reason = _change.Reason,
            Attempts = made?.Writes,
            LatencyMs = _latency,
            PayloadHash = made is null ? null : _hash,
            RequestId = made?.RequestId,
            RestoredFrom = RestoredFrom,
            Error = error,
        };
    }
}
