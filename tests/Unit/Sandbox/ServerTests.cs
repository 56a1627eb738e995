using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

public sealed class ServerTests
{
    private const string Deployments = "/api/v2/ivr/deployments";

    [Fact]
    public async Task A_deployment_completes_over_real_HTTP()
    {
        await using var server = await SandboxServer.StartAsync("--job-step", "1");
        await SignInAsync(server);
        using var created = await DeployAsync(server);
        var location = created.Headers.Location!;
        string status;
        do
        {
            status = (await JsonAsync(await server.Client.GetAsync(location)))["status"]!.GetValue<string>();
        }
        while (status is "QUEUED" or "VALIDATING" or "DEPLOYING");

        Assert.Equal(202, (int)created.StatusCode);
        Assert.Equal(server.BaseUri.Authority, location.Authority);
        Assert.Equal("COMPLETED", status);
    }

    [Fact]
    public async Task A_campaign_is_tuned_and_simulated_and_its_webhook_delivered_over_real_HTTP()
    {
        const string Campaign = "/api/v2/outbound/campaigns/campaign-sensitive";
        const string Simulations = "/api/v2/outbound/campaigns/simulations";
        await using var receiver = new ScriptedServer();
        receiver.Then(ScriptedAnswer.Status(204), ScriptedAnswer.Status(204));
        await using var server = await SandboxServer.StartAsync("--job-step", "1");
        await SignInAsync(server);
        var webhook = Bodies.Webhook().With("events", """["campaign.predictive.tuned","campaign.simulation.completed"]""");
        webhook["url"] = $"{receiver.BaseUri}hook";
        using var registered = await SendAsync(server, HttpMethod.Post, "/api/v2/webhooks", webhook);
        using var refused = await SendAsync(server, HttpMethod.Post, $"{Campaign}/simulate", Bodies.AnswerSimulation(0.34));
        using var taken = await SendAsync(server, HttpMethod.Post, $"{Campaign}/simulate", Bodies.AnswerSimulation(0.32));
        var campaign = (await JsonAsync(await server.Client.GetAsync(new Uri(Campaign, UriKind.Relative)))).AsObject();
        using var tuned = await SendAsync(
            server, HttpMethod.Put, Campaign, campaign.With("predictiveDialerSettings.parameterWeights.answer_rate", "0.15"));
        using var created = await SendAsync(server, HttpMethod.Post, Simulations, Bodies.CampaignSimulation("campaign-sensitive"));
        JsonNode simulation;
        do
        {
            simulation = await JsonAsync(await server.Client.GetAsync(created.Headers.Location));
        }
        while (simulation["status"]!.GetValue<string>() == "RUNNING");
        await receiver.WaitForRequestsAsync(2);

        Assert.Equal(
            [201, 400, 200, 200, 201],
            new[] { registered, refused, taken, tuned, created }.Select(response => (int)response.StatusCode));
        Assert.Contains("probability adjustment", (await JsonAsync(refused))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("COMPLETED", simulation["status"]!.GetValue<string>());
        Assert.Equal(
            ["campaign.predictive.tuned", "campaign.simulation.completed"],
            receiver.Requests.Select(request => JsonNode.Parse(request.Text)!["eventType"]!.GetValue<string>()));
        Assert.All(receiver.Requests, request => Assert.Null(request.Header("Authorization")));
        Assert.Equal(
            simulation["predictedAccuracy"]!.GetValue<double>(),
            JsonNode.Parse(receiver.Requests[1].Text)!["predictedAccuracy"]!.GetValue<double>());
    }

    [Theory]
    [InlineData("reset-before", 0)]
    [InlineData("reset-after", 1)]
    [InlineData("truncate", 1)]
    public async Task A_request_whose_response_is_lost_takes_effect_or_not_depending_on_the_fault(string fault, int deployments)
    {
        await using var server = await SandboxServer.StartAsync();
        await SignInAsync(server);
        await AddFaultAsync(server, $$"""{"fault":"{{fault}}","path":"{{Deployments}}"}""");
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => DeployAsync(server));

        Assert.IsAssignableFrom<IOException>(exception.InnerException);
        var list = await JsonAsync(await server.Client.GetAsync(new Uri(Deployments, UriKind.Relative)));
        Assert.Equal(deployments, list["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_truncated_body_has_its_full_length_in_the_header()
    {
        await using var server = await SandboxServer.StartAsync("--fault", "truncate=1");
        using var response = await server.Client.GetAsync(
            new Uri("/api/v2/tenant", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 0);
        var exception = await Record.ExceptionAsync(() => response.Content.ReadAsStringAsync());
        Assert.IsType<HttpIOException>(exception!.InnerException);
    }

    [Theory]
    [InlineData("429", 429)]
    [InlineData("500", 500)]
    [InlineData("503", 503)]
    public async Task A_share_of_all_requests_is_refused(string fault, int status)
    {
        await using var server = await SandboxServer.StartAsync("--fault", $"{fault}=1", "--fault", "latency=1");
        using var response = await server.Client.GetAsync(new Uri("/api/v2/tenant", UriKind.Relative));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_rate_limit_comes_from_the_command_line()
    {
        await using var server = await SandboxServer.StartAsync("--rate-limit", "2");
        await SignInAsync(server);
        var statuses = new List<int>();
        for (var request = 0; request < 3; request++)
        {
            using var response = await server.Client.GetAsync(new Uri("/api/v2/tenant", UriKind.Relative));
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([200, 200, 429], statuses);
    }

    [Fact]
    public async Task An_encoded_slash_reaches_the_tenant_within_its_id()
    {
        await using var server = await SandboxServer.StartAsync();
        await SignInAsync(server);
        using var response = await server.Client.GetAsync(new Uri("/api/v2/ivr/definitions/a%2Fb", UriKind.Relative));

        Assert.Contains("'a/b'", (await JsonAsync(response))["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var server = await SandboxServer.StartAsync();
        await SignInAsync(server);
        using var content = new ByteArrayContent(new byte[CxOne.Sandbox.SandboxTenant.LargestBody + 1]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await server.Client.PostAsync(new Uri(Deployments, UriKind.Relative), content);

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_client_without_a_Host_header_gets_a_response()
    {
        await using var server = await SandboxServer.StartAsync();
        var answer = await RawAsync(server, "GET /.well-known/cxone-configuration?tenantId=tenant-123 HTTP/1.0\r\n\r\n");

        Assert.Contains($"\"api_endpoint\":\"http://127.0.0.1:{server.BaseUri.Port}\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirmed_changes_survive_a_killed_server()
    {
        var folder = Directory.CreateTempSubdirectory("cxone-server-");
        try
        {
            var file = Path.Combine(folder.FullName, "tenant.json");
            string jobId;
            await using (var server = await SandboxServer.StartAsync("--state", file, "--job-step", "1"))
            {
                await SignInAsync(server);
                jobId = (await JsonAsync(await DeployAsync(server)))["jobId"]!.GetValue<string>();
            }

            await using var again = await SandboxServer.StartAsync("--state", file, "--job-step", "1");
            await SignInAsync(again);
            using var job = await again.Client.GetAsync(new Uri($"{Deployments}/{jobId}", UriKind.Relative));
            Assert.Equal(200, (int)job.StatusCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task SignInAsync(SandboxServer server)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "sandbox",
            ["client_secret"] = "sandbox-secret",
        });
        using var response = await server.Client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        var token = (await JsonAsync(response))["access_token"]!.GetValue<string>();
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    private static async Task<HttpResponseMessage> DeployAsync(SandboxServer server)
    {
        using var content = new StringContent(Bodies.Deployment("ivr-def-001").ToJsonString(), Encoding.UTF8, "application/json");
        return await server.Client.PostAsync(new Uri(Deployments, UriKind.Relative), content);
    }

    private static async Task<HttpResponseMessage> SendAsync(SandboxServer server, HttpMethod method, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        return await server.Client.SendAsync(request);
    }

    private static async Task AddFaultAsync(SandboxServer server, string rule)
    {
        using var content = new StringContent($$"""{"rules":[{{rule}}]}""", Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync(new Uri("/sandbox/faults", UriKind.Relative), content);
        Assert.Equal(200, (int)response.StatusCode);
    }

    private static async Task<string> RawAsync(SandboxServer server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.BaseUri.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
