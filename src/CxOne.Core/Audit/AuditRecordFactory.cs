using System.Text.Json;
using CxOne.Http;

namespace CxOne.Audit;

/// <summary>Makes records of entries: with time, origin and a new id, without secrets, and without a place in the chain.</summary>
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

    /// <summary>Takes secrets out of what a caller brings, never out of the record's own members: the chain must stay readable.</summary>
    private JsonElement? Scrub(JsonElement? json)
    {
        if (json is not { } element || _scrubber is null)
        {
            return json;
        }

        // As it will stand in the file: escapes of another spelling would hide a secret from the search.
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
            // A secret that looks like JSON itself: nothing of the text can be kept safely.
            using var hidden = JsonDocument.Parse("\"***\"");
            return hidden.RootElement.Clone();
        }
    }
}
