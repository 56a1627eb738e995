using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Http;

/// <summary>An entry of <c>/sandbox/requests</c>. It contains no secrets: no body, and no headers except those listed here.</summary>
internal sealed class LoggedRequest
{
    public required long Number { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string? Query { get; init; }

    public required string? IdempotencyKey { get; init; }

    /// <summary>The precondition as sent. An ETag is not a secret.</summary>
    public required string? IfMatch { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Null while the request is running, or if it got no response.</summary>
    public int? Status { get; set; }

    public string? Client { get; set; }

    public string? Fault { get; set; }

    public string? RetryAfter { get; set; }

    /// <summary>For a PUT: the version that it created, even if the client did not receive it.</summary>
    public string? ETag { get; set; }

    public bool Replayed { get; set; }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["number"] = Number,
            ["receivedAt"] = WireTime.Format(ReceivedAt),
            ["method"] = Method,
            ["path"] = Path,
            ["query"] = Query,
            ["status"] = Status,
            ["client"] = Client,
            ["idempotencyKey"] = IdempotencyKey,
            ["requestId"] = RequestId,
        };
        if (Fault is not null)
        {
            json["fault"] = Fault;
        }

        if (RetryAfter is not null)
        {
            json["retryAfter"] = RetryAfter;
        }

        if (IfMatch is not null)
        {
            json["ifMatch"] = IfMatch;
        }

        if (ETag is not null)
        {
            json["etag"] = ETag;
        }

        if (Replayed)
        {
            json["replayed"] = true;
        }

        return json;
    }
}
