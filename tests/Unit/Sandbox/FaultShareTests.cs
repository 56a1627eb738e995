using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox;

public sealed class FaultShareTests
{
    private const int Requests = 400;

    [Theory]
    [InlineData(SandboxFault.TooManyRequests)]
    [InlineData(SandboxFault.ServerError)]
    [InlineData(SandboxFault.ServiceUnavailable)]
    [InlineData(SandboxFault.ResetBefore)]
    [InlineData(SandboxFault.ResetAfter)]
    [InlineData(SandboxFault.Truncate)]
    [InlineData(SandboxFault.ExpireToken)]
    public async Task The_share_of_requests_with_a_fault_agrees_with_the_option(SandboxFault fault)
    {
        var met = await DrawAsync(seed: 1, (fault, 0.25));

        Assert.All(met, name => Assert.True(name is null || name == SandboxFaultNames.Of(fault)));
        Assert.InRange(met.Count(name => name is not null), Requests * 0.18, Requests * 0.32);
    }

    [Fact]
    public async Task The_same_seed_selects_the_same_requests_and_another_seed_others()
    {
        var first = await DrawAsync(seed: 1, (SandboxFault.ServerError, 0.3), (SandboxFault.ResetAfter, 0.1));
        var again = await DrawAsync(seed: 1, (SandboxFault.ServerError, 0.3), (SandboxFault.ResetAfter, 0.1));
        var other = await DrawAsync(seed: 2, (SandboxFault.ServerError, 0.3), (SandboxFault.ResetAfter, 0.1));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task A_second_fault_does_not_affect_the_requests_of_the_first()
    {
        var alone = await DrawAsync(seed: 1, (SandboxFault.ServerError, 0.3));
        var together = await DrawAsync(seed: 1, (SandboxFault.ServerError, 0.3), (SandboxFault.Truncate, 0.3));

        Assert.Equal(alone.Select(name => name == "500"), together.Select(name => name == "500"));
        Assert.Contains("truncate", together);
    }

    [Fact]
    public async Task A_share_of_0_affects_no_request()
    {
        Assert.All(await DrawAsync(seed: 1, (SandboxFault.ServerError, 0)), Assert.Null);
    }

    [Fact]
    public async Task A_reset_restarts_the_sequence_of_faults()
    {
        using var tenant = Faulty((SandboxFault.ServerError, 0.3));
        var first = await StatusesAsync(tenant, 50);
        await tenant.SendAsync("POST", "/sandbox/reset", client: null);
        var second = await StatusesAsync(tenant, 50);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_429_has_a_Retry_After_of_one_second()
    {
        using var tenant = Faulty((SandboxFault.TooManyRequests, 1));
        var answer = await tenant.GetAsync("/api/v2/tenant", client: null);

        Assert.Equal(429, answer.Status);
        Assert.Equal("1", answer.Headers["Retry-After"]);
    }

    [Fact]
    public async Task About_half_of_the_503_responses_have_a_Retry_After()
    {
        using var tenant = Faulty((SandboxFault.ServiceUnavailable, 1));
        var waits = 0;
        for (var request = 0; request < 200; request++)
        {
            var answer = await tenant.GetAsync("/api/v2/tenant", client: null);
            Assert.Equal(503, answer.Status);
            if (answer.Headers.TryGetValue("Retry-After", out var wait))
            {
                Assert.Equal("1", wait);
                waits++;
            }
        }

        Assert.InRange(waits, 70, 130);
    }

    [Fact]
    public async Task Token_requests_meet_all_faults_except_expired_tokens_and_stale_ETags()
    {
        const string Form = "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox-secret";
        using var failing = Faulty((SandboxFault.ServerError, 1));
        using var expiring = Faulty((SandboxFault.ExpireToken, 1), (SandboxFault.StaleETag, 1));

        Assert.Equal(500, (await failing.TokenAsync(Form)).Status);
        Assert.Equal(200, (await expiring.TokenAsync(Form)).Status);
    }

    [Fact]
    public async Task An_expired_token_stays_expired()
    {
        using var tenant = new TestTenant();
        await tenant.TokenOfAsync("sandbox");
        await tenant.AddFaultAsync("""{"fault":"expire-token"}""");

        Assert.Equal(401, (await tenant.GetAsync("/api/v2/tenant")).Status);
        Assert.Equal(401, (await tenant.GetAsync("/api/v2/tenant")).Status);
        tenant.ForgetTokens();
        Assert.Equal(200, (await tenant.GetAsync("/api/v2/tenant")).Status);
    }

    [Fact]
    public async Task A_stale_ETag_fault_applies_only_to_a_PUT_with_If_Match()
    {
        using var tenant = Faulty((SandboxFault.StaleETag, 1));
        const string Path = "/inContactAPI/services/v30.0/skills/880101/agents";
        const string Body = """{"agents":[{"agentId":1001}]}""";
        var plain = await tenant.SendAsync("PUT", Path, Body, "sandbox", ("Accept", "application/json"));
        var conditional = await tenant.SendAsync(
            "PUT", Path, Body, "sandbox", ("Accept", "application/json"), ("If-Match", "\"1\""));

        Assert.Equal(200, plain.Status);
        Assert.Equal(412, conditional.Status);
    }

    [Fact]
    public async Task A_refused_request_has_no_effect()
    {
        using var tenant = new TestTenant();
        await tenant.AddFaultAsync("""{"fault":"500","method":"POST","path":"/api/v2/ivr/deployments"}""");
        Assert.Equal(500, (await tenant.DeployAsync("ivr-def-001")).Status);

        Assert.Equal(0, (await tenant.GetAsync("/api/v2/ivr/deployments"))["total"].GetValue<int>());
    }

    [Fact]
    public async Task The_shares_are_listed()
    {
        using var tenant = Faulty((SandboxFault.Truncate, 0.125));
        var answer = await tenant.GetAsync("/sandbox/faults", client: null);

        Assert.Equal(0.125, answer["shares"]["truncate"]!.GetValue<double>());
    }

    private static TestTenant Faulty(params (SandboxFault Fault, double Share)[] shares) =>
        new(options => options with { Faults = shares.ToDictionary(entry => entry.Fault, entry => entry.Share) });

    private static async Task<List<int>> StatusesAsync(TestTenant tenant, int count)
    {
        var statuses = new List<int>();
        for (var request = 0; request < count; request++)
        {
            statuses.Add((await tenant.GetAsync("/api/v2/tenant", client: null)).Status);
        }

        return statuses;
    }

    /// <summary>Returns the fault of each of a number of equal requests.</summary>
    private static async Task<List<string?>> DrawAsync(int seed, params (SandboxFault Fault, double Share)[] shares)
    {
        using var tenant = new TestTenant(options => options with
        {
            Seed = seed,
            Faults = shares.ToDictionary(entry => entry.Fault, entry => entry.Share),
        });
        for (var request = 0; request < Requests; request++)
        {
            try
            {
                await tenant.GetAsync("/api/v2/tenant", client: null, ("Authorization", "Bearer none"));
            }
            catch (HttpRequestException)
            {
                // The fault cut the connection.
            }
        }

        return [.. (await tenant.RequestsAsync()).Select(request => request["fault"]?.GetValue<string>())];
    }
}
