using System.Text.Json;

namespace CxOne.Tests.Faults;

/// <summary>The state of the tenant and the requests that it received, read without the proxy.</summary>
internal sealed record TenantView(JsonElement State, IReadOnlyList<JsonElement> Requests)
{
    /// <summary>Returns the object with an id from a list of the state.</summary>
    public JsonElement Object(string list, string id) =>
        State.GetProperty(list).EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == id);

    /// <summary>
    /// Counts the requests with a method, a path suffix and a status, without replayed answers.
    /// </summary>
    public int Count(string method, string pathEnd, int status) =>
        Requests.Count(request => request.GetProperty("method").GetString() == method
        && request.GetProperty("path").GetString()!.EndsWith(pathEnd, StringComparison.Ordinal)
        && request.GetProperty("status") is { ValueKind: JsonValueKind.Number } number && number.GetInt32() == status
        && !request.TryGetProperty("replayed", out _));
}
