namespace CxOne.Webhooks;

internal sealed record WebhookBody
{
    public required string Name { get; init; }

    public required string Url { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public bool Enabled { get; init; } = true;

    public string HttpMethod { get; init; } = "POST";
}

/// <summary>The details of a webhook in the audit log. The query of its address may contain a key and is hidden.</summary>
internal sealed record WebhookAudit
{
    public string? WebhookId { get; init; }

    public string? Uri { get; init; }

    public IReadOnlyList<string>? Events { get; init; }

    public string? Note { get; init; }

    public string? Error { get; init; }
}
