using System.Text;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Sandbox;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

public sealed class SandboxHandlerTests : IDisposable
{
    private const string Path = "/api/v2/tenant";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_response_refers_to_its_request()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        using var response = await _tenant.Http.SendAsync(request);

        Assert.Same(request, response.RequestMessage);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("reset-before")]
    [InlineData("reset-after")]
    public async Task A_cut_connection_throws_the_error_of_a_socket(string fault)
    {
        await _tenant.AddFaultAsync($$"""{"fault":"{{fault}}"}""");
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => _tenant.Http.GetAsync(new Uri(Path, UriKind.Relative)));

        Assert.Equal(HttpRequestError.ResponseEnded, exception.HttpRequestError);
        Assert.IsAssignableFrom<IOException>(exception.InnerException);
        Assert.Null(exception.StatusCode);
    }

    [Fact]
    public async Task A_truncated_body_has_its_full_length_in_the_header_and_ends_halfway()
    {
        var whole = await _tenant.GetAsync(Path);
        await _tenant.AddFaultAsync("""{"fault":"truncate","count":3}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.Authorization = new("Bearer", await _tenant.TokenOfAsync("sandbox"));
        using var response = await _tenant.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = await response.Content.ReadAsStreamAsync();
        var received = new byte[1000];
        var count = await stream.ReadAsync(received);
        var exception = await Assert.ThrowsAsync<HttpIOException>(async () => _ = await stream.ReadAsync(received.AsMemory(count)));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(Encoding.UTF8.GetByteCount(whole.Text), response.Content.Headers.ContentLength);
        Assert.Equal(whole.Text[..(whole.Text.Length / 2)], Encoding.UTF8.GetString(received, 0, count));
        Assert.Equal(HttpRequestError.ResponseEnded, exception.HttpRequestError);
        var buffered = await Assert.ThrowsAsync<HttpRequestException>(() => _tenant.GetAsync(Path));
        Assert.IsType<HttpIOException>(buffered.InnerException);
    }

    [Fact]
    public async Task Truncating_an_empty_body_cuts_the_connection()
    {
        await _tenant.TokenOfAsync("sandbox");
        await _tenant.AddFaultAsync("""{"fault":"truncate"}""");
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => _tenant.GetAsync(
            "/inContactAPI/services/v30.0/agents", "sandbox", ("Accept", "application/json")));

        Assert.Equal(HttpRequestError.ResponseEnded, exception.HttpRequestError);
    }

    [Fact]
    public async Task A_fixed_latency_delays_every_response_by_the_clock()
    {
        using var tenant = new TestTenant(options => options with { Latency = TimeSpan.FromSeconds(2) });
        var pending = tenant.GetAsync(Path, client: null);
        tenant.Advance(TimeSpan.FromSeconds(1.999));
        Assert.False(pending.IsCompleted);
        tenant.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal(401, (await pending).Status);
    }

    [Fact]
    public async Task A_latency_fault_is_added_to_the_fixed_latency()
    {
        using var tenant = new TestTenant(options => options with
        {
            Latency = TimeSpan.FromSeconds(2),
            LatencyFault = TimeSpan.FromSeconds(3),
            Faults = new Dictionary<SandboxFault, double> { [SandboxFault.Latency] = 1 },
        });
        var pending = tenant.GetAsync(Path, client: null);
        tenant.Advance(TimeSpan.FromSeconds(4.999));
        Assert.False(pending.IsCompleted);
        tenant.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal(401, (await pending).Status);
    }

    [Fact]
    public async Task A_request_canceled_during_its_delay_has_no_effect()
    {
        await _tenant.TokenOfAsync("sandbox");
        await _tenant.AddFaultAsync("""{"latencyMs":60000}""");
        using var cancellation = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/ivr/deployments")
        {
            Content = new StringContent(Bodies.Deployment("ivr-def-001").ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", await _tenant.TokenOfAsync("sandbox"));
        var pending = _tenant.Http.SendAsync(request, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        Assert.Equal(0, (await _tenant.GetAsync("/api/v2/ivr/deployments"))["total"].GetValue<int>());
        Assert.Null((await _tenant.RequestsAsync())[1]["status"]);
    }

    [Fact]
    public async Task A_request_with_a_canceled_token_is_not_received()
    {
        using var client = new HttpMessageInvoker(new SandboxHandler(_tenant.Tenant));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sandbox.example/api/v2/tenant");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(request, new CancellationToken(true)));
        Assert.Empty(await _tenant.RequestsAsync());
    }

    [Fact]
    public async Task A_relative_address_throws_InvalidOperationException()
    {
        using var client = new HttpMessageInvoker(new SandboxHandler(_tenant.Tenant));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v2/tenant", UriKind.Relative));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(request, CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tenant_is_disposed_with_the_handler_that_owns_it(bool isGiven)
    {
        using var tenant = await SandboxTenant.CreateAsync(new SandboxOptions());
        new SandboxHandler(tenant, disposesTenant: isGiven).Dispose();
        using var client = new HttpMessageInvoker(new SandboxHandler(tenant));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sandbox.example/api/v2/tenant");

        var end = await Record.ExceptionAsync(async () => (await client.SendAsync(request, CancellationToken.None)).Dispose());

        Assert.Equal(isGiven, end is ObjectDisposedException);
    }

    [Fact]
    public async Task A_connection_closed_between_token_and_request_throws_an_error_of_the_module()
    {
        using var tenant = await SandboxTenant.CreateAsync(new SandboxOptions());
        using var client = new BareClient(new Uri("https://sandbox.example"), new CxRequestOptions(), () => new SandboxHandler(tenant));
        tenant.Dispose();

        var error = await Assert.ThrowsAsync<CxException>(() => client.Client.SendAsync(
            new CxRequest { Method = HttpMethod.Get, Path = "/api/v2/tenant" }, NullCxLog.Instance, CancellationToken.None));

        Assert.Equal("ConnectionClosed", error.ErrorId);
    }

    [Fact]
    public async Task Two_handlers_share_one_tenant()
    {
        using var other = new HttpClient(new SandboxHandler(_tenant.Tenant)) { BaseAddress = new Uri("https://elsewhere.example") };
        var jobId = await _tenant.DeployedJobAsync("ivr-def-001");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/ivr/deployments/{jobId}");
        request.Headers.Authorization = new("Bearer", await _tenant.TokenOfAsync("sandbox"));
        using var response = await other.SendAsync(request);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Concurrent_callers_each_get_a_response()
    {
        await _tenant.TokenOfAsync("sandbox");
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => _tenant.DeployAsync("ivr-def-001"))));

        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        Assert.Equal(200, answers.Select(answer => answer["jobId"].GetValue<string>()).Distinct().Count());
        Assert.Equal(200, (await _tenant.GetAsync("/api/v2/ivr/deployments"))["total"].GetValue<int>());
    }
}
