namespace CxOne.Http;

/// <summary>One request to the tenant, before it is sent; it can be sent any number of times.</summary>
public sealed record CxRequest
{
    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query below the connection's base address; starts with <c>/</c> and is escaped already.</summary>
    public required string Path { get; init; }

    /// <summary>The body, or nothing.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The body's content type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Version of the object that the write builds on; sent as <c>If-Match</c>.</summary>
    public string? IfMatch { get; init; }

    /// <summary>
    /// The body carries a version that the tenant checks, or the call changes nothing: a repeat does no harm.
    /// GET and writes with <see cref="IfMatch"/> are harmless without saying so.
    /// </summary>
    public bool RepeatIsHarmless { get; init; }

    /// <summary>The call changes nothing at the tenant although its method could: a simulation, or a request for a token.</summary>
    internal bool ChangesNothing { get; init; }

    /// <summary>Stays the same over all attempts of one POST.</summary>
    public string IdempotencyKey { get; init; } = Guid.NewGuid().ToString("D");

    /// <summary>The scope that a 403 names.</summary>
    public string? RequiredScope { get; init; }

    /// <summary>The user's item, for errors.</summary>
    public object? Item { get; init; }

    /// <summary>How to find out what became of the request when its answer is lost; a sentence.</summary>
    public string? LookUp { get; init; }

    /// <summary>
    /// Bounds how many requests of one operation are under way at once. Taken for each attempt,
    /// so that a request that waits before its next one holds nobody up.
    /// </summary>
    internal SemaphoreSlim? Concurrency { get; init; }

    /// <summary>Signs a callback's body; sent as <c>X-Cx-Signature</c>.</summary>
    internal string? Signature { get; init; }

    /// <summary>Sends <see cref="IdempotencyKey"/>.</summary>
    internal bool CarriesIdempotencyKey => Method == HttpMethod.Post;

    /// <summary>Whether a second delivery of the same request leaves the tenant as one delivery does.</summary>
    internal bool IsRepeatable =>
        RepeatIsHarmless || IfMatch is not null || IsRead;

    /// <summary>The request may change the tenant: an answer that is not the interface's own leaves open whether it did.</summary>
    internal bool IsWrite => !ChangesNothing && !IsRead;

    private bool IsRead => Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Options;
}
