namespace CxOne.Sandbox.Webhooks;

/// <summary>An address that wants to be told of events.</summary>
internal sealed record SandboxWebhook
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Url { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public required bool Enabled { get; init; }

    public required string HttpMethod { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
