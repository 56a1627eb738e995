using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox.Published;

/// <summary>A tenant, and the calls of the published family on it.</summary>
internal sealed class PublishedApi : IDisposable
{
    public const string Root = "/inContactAPI/services";
    private static readonly (string, string) Accept = ("Accept", "application/json");

    public PublishedApi(Func<SandboxOptions, SandboxOptions>? configure = null) => Tenant = new TestTenant(configure);

    public TestTenant Tenant { get; }

    public string Client { get; init; } = "sandbox";

    public void Dispose() => Tenant.Dispose();

    public Task<Answer> GetAsync(string path, int version = 30) => SendAsync("GET", path, null, version);

    public Task<Answer> PutAsync(string path, string body) => SendAsync("PUT", path, body);

    public Task<Answer> PostAsync(string path, string? body = null) => SendAsync("POST", path, body);

    public Task<Answer> SendAsync(string method, string path, string? body, int version = 30) =>
        Tenant.SendAsync(method, $"{Root}/v{version}.0{path}", body, Client, Accept);

    /// <summary>Sends a request as another client.</summary>
    public Task<Answer> AsAsync(string client, string method, string path, string? body = null) =>
        Tenant.SendAsync(method, $"{Root}/v30.0{path}", body, client, Accept);

    /// <summary>Returns all items of a list by following <c>next</c>.</summary>
    public async Task<IReadOnlyList<JsonNode>> AllAsync(string path, string key)
    {
        var items = new List<JsonNode>();
        string? address = $"{Root}/v30.0{path}";
        while (address is not null)
        {
            var answer = await Tenant.GetAsync(address, Client, Accept);
            Assert.Equal(200, answer.Status);
            var body = answer.Json["resultSet"] ?? answer.Json;
            items.AddRange(body[key]!.AsArray().Select(item => item!));
            address = body["_links"]?["next"]?.GetValue<string>();
        }

        return items;
    }

    /// <summary>Returns the objects of the published family in the state of the tenant.</summary>
    public async Task<JsonNode> StateAsync() => (await Tenant.StateAsync())["published"]!;
}
