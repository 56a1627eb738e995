using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Faults;

/// <summary>A fault for a number of matching requests.</summary>
internal sealed class FaultRule
{
    public string? Method { get; init; }

    /// <summary>A pattern for the path as sent; <c>*</c> matches any characters.</summary>
    public string? Path { get; init; }

    /// <summary>The fault; null if the rule only delays or responds with <see cref="Status"/>.</summary>
    public SandboxFault? Fault { get; init; }

    /// <summary>The status of the response, instead of that of the fault.</summary>
    public int? Status { get; init; }

    /// <summary>The value of the <c>Retry-After</c> header, sent unchanged; empty for no header.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The body of the response, sent unchanged.</summary>
    public string? Body { get; init; }

    public string? ContentType { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Whether the request takes effect before the response with <see cref="Status"/>.</summary>
    public bool IsApplied { get; init; }

    /// <summary>Number of matching requests to skip before the first fault.</summary>
    public int Skip { get; set; }

    /// <summary>Number of remaining faults.</summary>
    public int Count { get; set; }

    public int Fired { get; set; }

    /// <summary>Whether the rule responds itself instead of affecting the transport.</summary>
    public bool IsAnswer => Status is not null || Fault is
        SandboxFault.TooManyRequests or SandboxFault.ServerError or SandboxFault.ServiceUnavailable;

    public string Name => Fault is { } fault
        ? SandboxFaultNames.Of(fault)
        : Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? SandboxFaultNames.Of(SandboxFault.Latency);

    public bool Matches(SandboxRequest request) =>
        (Method is null || string.Equals(Method, request.Method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || Glob.IsMatch(Path, request.Path));

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["fault"] = Name,
            ["method"] = Method,
            ["path"] = Path,
            ["skip"] = Skip,
            ["count"] = Count,
            ["fired"] = Fired,
        };
        if (Status is not null)
        {
            json["status"] = Status;
        }

        if (RetryAfter is not null)
        {
            json["retryAfter"] = RetryAfter;
        }

        if (Body is not null)
        {
            json["body"] = Body;
        }

        if (ContentType is not null)
        {
            json["contentType"] = ContentType;
        }

        if (Delay > TimeSpan.Zero)
        {
            json["latencyMs"] = (int)Delay.TotalMilliseconds;
        }

        if (IsApplied)
        {
            json["apply"] = true;
        }

        return json;
    }
}
