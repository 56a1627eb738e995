using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CxOne.Sandbox;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

/// <summary>A tenant with a manual clock, and a client for it.</summary>
internal sealed class TestTenant : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, string> _tokens = [];

    public TestTenant(Func<SandboxOptions, SandboxOptions>? configure = null)
    {
        Clock = new ManualTimeProvider(Start);
        var options = new SandboxOptions { Clock = Clock, JobStep = Step };
        Tenant = Create(configure?.Invoke(options) ?? options);
        Http = new HttpClient(new SandboxHandler(Tenant)) { BaseAddress = new Uri("https://sandbox.example") };
    }

    public ManualTimeProvider Clock { get; }

    public SandboxTenant Tenant { get; }

    public HttpClient Http { get; }

    /// <summary>Creates a tenant in a constructor, which cannot await. Only reading a state file would block.</summary>
    public static SandboxTenant Create(SandboxOptions options) => SandboxTenant.CreateAsync(options).GetAwaiter().GetResult();

    public void Dispose()
    {
        Http.Dispose();
        Tenant.Dispose();
    }

    public void Advance(TimeSpan time) => Clock.Advance(time);

    public Task<Answer> TokenAsync(string form, string path = "/oauth/token") =>
        SendAsync("POST", path, form, client: null, ("Content-Type", "application/x-www-form-urlencoded"));

    public Task<Answer> GetAsync(string path, string? client = "sandbox", params (string Name, string Value)[] headers) =>
        SendAsync("GET", path, null, client, headers);

    public Task<Answer> PostAsync(string path, JsonNode body, string? client = "sandbox", params (string Name, string Value)[] headers) =>
        SendAsync("POST", path, body.ToJsonString(), client, headers);

    public async Task<Answer> SendAsync(
        string method,
        string path,
        string? body = null,
        string? client = "sandbox",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (client is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenOfAsync(client));
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Returns the token of a client, which is requested once; <see cref="ForgetTokens"/> discards it.</summary>
    public async Task<string> TokenOfAsync(string client)
    {
        if (!_tokens.TryGetValue(client, out var token))
        {
            var answer = await TokenAsync($"grant_type=client_credentials&client_id={client}&client_secret={client}-secret");
            _tokens[client] = token = answer["access_token"].GetValue<string>();
        }

        return token;
    }

    public void ForgetTokens() => _tokens.Clear();

    public Task<Answer> SimulateAsync(string id, params string[] inputs) =>
        PostAsync($"/api/v2/ivr/definitions/{id}/simulate", Bodies.Simulation(id, inputs));

    public Task<Answer> DeployAsync(params string[] ids) => PostAsync("/api/v2/ivr/deployments", Bodies.Deployment(ids));

    public async Task<string> DeployedJobAsync(JsonNode body)
    {
        var answer = await PostAsync("/api/v2/ivr/deployments", body);
        Assert.Equal(202, answer.Status);
        return answer["jobId"].GetValue<string>();
    }

    public Task<string> DeployedJobAsync(params string[] ids) => DeployedJobAsync(Bodies.Deployment(ids));

    public async Task<string> StatusAsync(string jobId) =>
        (await GetAsync($"/api/v2/ivr/deployments/{jobId}"))["status"].GetValue<string>();

    public Task<Answer> RollBackAsync(string jobId) =>
        PostAsync($"/api/v2/ivr/deployments/{jobId}/rollback", new JsonObject { ["reason"] = "It sounds wrong." });

    /// <summary>Writes a campaign with other weights and the widest limits.</summary>
    public async Task<Answer> TuneAsync(string campaignId, string weights)
    {
        var path = $"/api/v2/outbound/campaigns/{campaignId}";
        var body = (await GetAsync(path)).Json.AsObject()
            .With("predictiveDialerSettings.maxDeviationLimit", "0.5")
            .With("predictiveDialerSettings.parameterWeights", weights);
        var answer = await SendAsync("PUT", path, body.ToJsonString());
        Assert.Equal(200, answer.Status);
        return answer;
    }

    public async Task<IReadOnlyList<JsonNode>> DeliveriesAsync() =>
        [.. (await GetAsync("/sandbox/deliveries", client: null))["deliveries"].AsArray().Select(entry => entry!)];

    /// <summary>Waits until the only delivery meets a condition, and returns it.</summary>
    public async Task<JsonNode> DeliveryAsync(Func<JsonNode, bool> isExpected)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var delivery = Assert.Single(await DeliveriesAsync());
            if (isExpected(delivery) || waited.Elapsed > Gate.Patience)
            {
                Assert.True(isExpected(delivery), delivery.ToJsonString());
                return delivery;
            }

            await Task.Yield();
        }
    }

    public Task<JsonNode> DeliveryAsync(string status) => DeliveryAsync(delivery => delivery["status"]!.GetValue<string>() == status);

    public async Task<JsonNode> StateAsync() => (await GetAsync("/sandbox/state", client: null)).Json;

    public async Task<IReadOnlyList<JsonNode>> RequestsAsync() =>
        [.. (await GetAsync("/sandbox/requests", client: null))["requests"].AsArray().Select(entry => entry!)];

    public async Task AddFaultAsync(string rule) =>
        Assert.Equal(200, (await SendAsync("POST", "/sandbox/faults", $$"""{"rules":[{{rule}}]}""", client: null)).Status);
}
