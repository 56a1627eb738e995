using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Http;

/// <summary>A request on its way through the tenant.</summary>
internal sealed class Exchange
{
    public required SandboxRequest Request { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The instant at which the request is applied.</summary>
    public required DateTimeOffset Now { get; init; }

    public IReadOnlyDictionary<string, string> RouteValues { get; set; } = new Dictionary<string, string>();

    /// <summary>Null only on routes that are open.</summary>
    public Session? Session { get; set; }

    /// <summary>The client that a token request turned out to come from.</summary>
    public string? ClientId { get; set; }

    /// <summary>The version that a write made, whatever is answered in the end.</summary>
    public string? WrittenETag { get; set; }

    public QueryString Query => field ??= QueryString.Parse(Request.Query);

    public string Value(string name) => RouteValues[name];
}
