namespace CxOne.Sandbox.Http;

/// <summary>The first response to a request with an <c>Idempotency-Key</c>.</summary>
internal sealed record StoredAnswer
{
    public required string Client { get; init; }

    public required string Path { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of the body of the request, hexadecimal.</summary>
    public required string BodyHash { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    public required int Status { get; init; }

    public required Dictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }
}
