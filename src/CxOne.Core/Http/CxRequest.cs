namespace CxOne.Http;

/// <summary>A request to the tenant. It can be sent any number of times.</summary>
public sealed record CxRequest
{
    /// <summary>Gets the HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Gets the escaped path and query below the connection's base address. It starts with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the body; <see langword="null"/> for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Gets the content type of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Gets the version of the object that the write is based on, which is sent as <c>If-Match</c>.</summary>
    public string? IfMatch { get; init; }

    /// <summary>
    /// Gets whether the request may be repeated without harm, because the body contains a version that the tenant checks, or because the
    /// call changes nothing. GET requests and writes with <see cref="IfMatch"/> may always be repeated.
    /// </summary>
    public bool RepeatIsHarmless { get; init; }

    /// <summary>Whether the call changes nothing at the tenant although its method could: a simulation, or a request for a token.</summary>
    internal bool ChangesNothing { get; init; }

    /// <summary>Gets the key that all attempts of a POST share.</summary>
    public string IdempotencyKey { get; init; } = Guid.NewGuid().ToString("D");

    /// <summary>Gets the scope that the message for a 403 names.</summary>
    public string? RequiredScope { get; init; }

    /// <summary>Gets the user's item that errors are about.</summary>
    public object? Item { get; init; }

    /// <summary>Gets the recommended action if the answer is lost: how to find out whether the request was applied.</summary>
    public string? LookUp { get; init; }

    /// <summary>
    /// Whether the pipeline itself waits and repeats the request after a refusal (429, or 503 with <c>Retry-After</c>). A write without a
    /// version is repeated by its workflow, which reads the object again first: other clients may change it during the wait.
    /// </summary>
    internal bool RepeatsRefusals { get; init; } = true;

    /// <summary>The recommended action for a 404 if it does not mean that the id of <see cref="Item"/> is wrong.</summary>
    internal string? NotFoundAdvice { get; init; }

    /// <summary>
    /// Limits the concurrent requests of one operation. It is entered for each attempt, so that a request does not block others while it
    /// waits for its next attempt.
    /// </summary>
    internal SemaphoreSlim? Concurrency { get; init; }

    /// <summary>The signature of the body of a callback, which is sent as <c>X-Cx-Signature</c>.</summary>
    internal string? Signature { get; init; }

    /// <summary>The client of a token request, encoded for the header <c>Authorization: Basic</c>; a secret.</summary>
    internal string? BasicCredential { get; init; }

    /// <summary>Whether <see cref="IdempotencyKey"/> is sent.</summary>
    internal bool CarriesIdempotencyKey => Method == HttpMethod.Post;

    /// <summary>Whether sending the request twice has the same effect as sending it once.</summary>
    internal bool IsRepeatable =>
        RepeatIsHarmless || IfMatch is not null || IsRead;

    /// <summary>
    /// Whether the request may change the tenant. An answer that is not the interface's own then leaves the outcome unknown.
    /// </summary>
    internal bool IsWrite => !ChangesNothing && !IsRead;

    private bool IsRead => Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Options;
}
