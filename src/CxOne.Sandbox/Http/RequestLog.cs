namespace CxOne.Sandbox.Http;

/// <summary>The latest 50,000 requests, without control requests.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 50_000;

    // Only values of these names are shown; any other value may be a secret.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "page", "pageSize", "skip", "top", "filter", "status", "targetEnvironment", "eventType", "tenantId", "campaignId",
        "mediaTypeId", "outboundStrategy", "isActive", "isOutbound", "isDeleted", "startDate", "endDate", "fields", "orderBy", "force",
        "scriptPath", "scriptId", "lockScript",
    };

    private readonly Queue<LoggedRequest> _entries = new();
    private long _number;

    public IEnumerable<LoggedRequest> Entries => _entries;

    public LoggedRequest Add(SandboxRequest request, DateTimeOffset receivedAt, string requestId)
    {
        var entry = new LoggedRequest
        {
            Number = ++_number,
            ReceivedAt = receivedAt,
            Method = request.Method,
            Path = request.Path,
            Query = Redact(request.Query),
            IdempotencyKey = request.Header("Idempotency-Key"),
            IfMatch = request.Header("If-Match"),
            RequestId = requestId,
        };
        _entries.Enqueue(entry);
        if (_entries.Count > Capacity)
        {
            _entries.Dequeue();
        }

        return entry;
    }

    public void Clear()
    {
        _entries.Clear();
        _number = 0;
    }

    private static string? Redact(string query)
    {
        var pairs = QueryString.Parse(query).Pairs;
        return pairs.Count == 0
            ? null
            : string.Join('&', pairs.Select(pair => $"{pair.Key}={(Harmless.Contains(pair.Key) ? pair.Value : "***")}"));
    }
}
