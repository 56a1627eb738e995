namespace CxOne.Webhooks;

/// <summary>What the audit log keeps of a webhook; the query of its address, which may be a key, is hidden.</summary>
internal sealed record WebhookAudit
{
    public string? WebhookId { get; init; }

    public string? Uri { get; init; }

    public IReadOnlyList<string>? Events { get; init; }

    public string? Note { get; init; }

    public string? Error { get; init; }
}
