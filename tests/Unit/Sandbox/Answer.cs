using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

/// <summary>A response of the tenant with its parsed body.</summary>
internal sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonNode this[string member] => Json[member]!;

    /// <summary>The entries of <c>errors</c> as field or node and code.</summary>
    public IReadOnlyList<string> Errors =>
    [
        .. Json["errors"]!.AsArray().Select(entry => $"{entry!["field"] ?? entry["nodeId"]}:{entry["code"]}"),
    ];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }
}
