using System.Text.Json;

namespace CxOne.Tests.Faults;

/// <summary>What the tenant holds and has received, asked past the proxy.</summary>
internal sealed record TenantView(JsonElement State, IReadOnlyList<JsonElement> Requests)
{
    /// <summary>An object of a list of the state, by its id.</summary>
    public JsonElement Object(string list, string id) =>
        State.GetProperty(list).EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == id);

    /// <summary>
    /// How many requests with this method and end of path the tenant answered with this status, repeats of an answer aside.
    /// </summary>
    public int Count(string method, string pathEnd, int status) =>
        Requests.Count(request => request.GetProperty("method").GetString() == method
        && request.GetProperty("path").GetString()!.EndsWith(pathEnd, StringComparison.Ordinal)
        && request.GetProperty("status") is { ValueKind: JsonValueKind.Number } number && number.GetInt32() == status
        && !request.TryGetProperty("replayed", out _));
}
