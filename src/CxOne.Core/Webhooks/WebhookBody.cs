namespace CxOne.Webhooks;

internal sealed record WebhookBody
{
    public required string Name { get; init; }

    public required string Url { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public bool Enabled { get; init; } = true;

    public string HttpMethod { get; init; } = "POST";
}
