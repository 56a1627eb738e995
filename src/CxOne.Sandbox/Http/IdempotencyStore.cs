using System.Security.Cryptography;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Http;

/// <summary>Keeps the first response to each <c>Idempotency-Key</c> for 24 hours.</summary>
internal sealed class IdempotencyStore
{
    private const int LongestKey = 255;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private readonly TenantStore _store;

    public IdempotencyStore(TenantStore store) => _store = store;

    /// <summary>Returns the stored response or a refusal; null if the request must be applied.</summary>
    public SandboxResponse? Find(RequestContext context, string key)
    {
        var request = context.Request;
        if (string.IsNullOrWhiteSpace(key) || key.Length > LongestKey)
        {
            var message = $"Idempotency-Key must have 1 to {LongestKey} characters.";
            return Responses.BadRequest(request, message, new ErrorEntry("OUT_OF_RANGE", message) { Field = "Idempotency-Key" });
        }

        Prune(context.Now);
        var stored = _store.State.Answers.Find(answer => IsFor(answer, context, key));
        if (stored is null)
        {
            return null;
        }

        if (!string.Equals(stored.BodyHash, Hash(request), StringComparison.Ordinal))
        {
            const string Message = "This Idempotency-Key was used with another body. A new request requires a new key.";
            return Responses.Refuse(
                request,
                422,
                "idempotency_key_reused",
                Message,
                [new ErrorEntry("IDEMPOTENCY_KEY_REUSED", Message) { Field = "Idempotency-Key" }]);
        }

        var replay = new SandboxResponse { Status = stored.Status, Headers = stored.Headers, Body = stored.Body };
        return Responses.With(replay, ("Idempotent-Replayed", "true"));
    }

    /// <summary>
    /// Keeps a response, unless it depends on the current state (401, 404, 409, 429, 5xx): the same request may succeed later.
    /// </summary>
    public void Keep(RequestContext context, string key, SandboxResponse response)
    {
        if (response.Status is not ((>= 200 and < 300) or 400))
        {
            return;
        }

        _store.State.Answers.Add(new StoredAnswer
        {
            Client = context.Session!.ClientId,
            Path = PathOf(context.Request),
            Key = key,
            BodyHash = Hash(context.Request),
            StoredAt = context.Now,
            Status = response.Status,
            Headers = new Dictionary<string, string>(response.Headers, StringComparer.OrdinalIgnoreCase),
            Body = response.Body.ToArray(),
        });
        _store.MarkChanged();
    }

    private static bool IsFor(StoredAnswer answer, RequestContext context, string key) =>
        string.Equals(answer.Key, key, StringComparison.Ordinal)
        && string.Equals(answer.Client, context.Session!.ClientId, StringComparison.Ordinal)
        && string.Equals(answer.Path, PathOf(context.Request), StringComparison.Ordinal);

    private static string PathOf(SandboxRequest request) =>
        request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query.TrimStart('?')}";

    private static string Hash(SandboxRequest request) => Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));

    private void Prune(DateTimeOffset now) => _store.State.Answers.RemoveAll(answer => now - answer.StoredAt >= Lifetime);
}
