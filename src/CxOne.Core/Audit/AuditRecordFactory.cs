using System.Text.Json;
using CxOne.Http;

namespace CxOne.Audit;

/// <summary>Creates records from entries: with time, origin and a new id, without secrets, and not yet part of the chain.</summary>
internal sealed class AuditRecordFactory
{
    private readonly TimeProvider _clock;
    private readonly AuditOrigin? _origin;
    private readonly SecretScrubber? _scrubber;

    public AuditRecordFactory(TimeProvider clock, AuditOrigin? origin, SecretScrubber? scrubber)
    {
        _clock = clock;
        _origin = origin;
        _scrubber = scrubber;
    }

    public AuditRecord Create(AuditEntry entry) => new()
    {
        Sequence = 0,
        AuditId = Guid.NewGuid().ToString("D"),
        Timestamp = _clock.GetUtcNow(),
        Action = entry.Action,
        Outcome = entry.Outcome,
        OperationId = entry.OperationId,
        TenantId = entry.TenantId,
        ActorId = entry.ActorId,
        IsSandbox = entry.IsSandbox,
        Target = [.. entry.Target.Select(text => _scrubber?.Scrub(text) ?? text)],
        User = _origin?.User,
        Machine = _origin?.Machine,
        ProcessId = _origin?.ProcessId ?? 0,
        Before = Scrub(entry.Before),
        After = Scrub(entry.After),
        Details = Scrub(entry.Details),
        PreviousHash = AuditLine.NoHash,
    };

    /// <summary>Removes secrets from the caller's data, never from the record's own members: the chain must stay readable.</summary>
    private JsonElement? Scrub(JsonElement? json)
    {
        if (json is not { } element || _scrubber is null)
        {
            return json;
        }

        // In the spelling of the file: other escapes would hide a secret from the search.
        var text = AuditLine.Text(element);
        var clean = _scrubber.Scrub(text);
        if (clean == text)
        {
            return json;
        }

        try
        {
            using var document = JsonDocument.Parse(clean);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The secret itself looks like JSON: no part of the text can be kept safely.
            using var hidden = JsonDocument.Parse("\"***\"");
            return hidden.RootElement.Clone();
        }
    }
}
