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
    public async Task About_as_many_requests_meet_a_fault_as_its_share_says(SandboxFault fault)
    {
        var met = await DrawAsync(seed: 1, (fault, 0.25));

        Assert.All(met, name => Assert.True(name is null || name == SandboxFaultNames.Of(fault)));
        Assert.InRange(met.Count(name => name is not null), Requests * 0.18, Requests * 0.32);
    }

    [Fact]
    public async Task The_same_seed_spoils_the_same_requests_and_another_seed_others()
    {
        var first = await DrawAsync(seed: 1, (SandboxFault.ServerError, 0.3), (SandboxFault.ResetAfter, 0.1));
        var again = await DrawAsync(seed: 1, (SandboxFault.ServerError, 0.3), (SandboxFault.ResetAfter, 0.1));
        var other = await DrawAsync(seed: 2, (SandboxFault.ServerError, 0.3), (SandboxFault.ResetAfter, 0.1));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task A_second_kind_does_not_move_the_first()
    {
        var alone = await DrawAsync(seed: 1, (SandboxFault.ServerError, 0.3));
        var together = await DrawAsync(seed: 1, (SandboxFault.ServerError, 0.3), (SandboxFault.Truncate, 0.3));

        Assert.Equal(alone.Select(name => name == "500"), together.Select(name => name == "500"));
        Assert.Contains("truncate", together);
    }

    [Fact]
    public async Task A_share_of_nothing_spoils_nothing()
    {
        Assert.All(await DrawAsync(seed: 1, (SandboxFault.ServerError, 0)), Assert.Null);
    }

    [Fact]
    public async Task A_reset_begins_the_sequence_anew()
    {
        using var tenant = Faulty((SandboxFault.ServerError, 0.3));
        var first = await StatusesAsync(tenant, 50);
        await tenant.SendAsync("POST", "/sandbox/reset", client: null);
        var second = await StatusesAsync(tenant, 50);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_429_asks_for_one_second()
    {
        using var tenant = Faulty((SandboxFault.TooManyRequests, 1));
        var answer = await tenant.GetAsync("/api/v2/tenant", client: null);

        Assert.Equal(429, answer.Status);
        Assert.Equal("1", answer.Headers["Retry-After"]);
    }

    [Fact]
    public async Task About_half_of_the_503_ask_to_wait()
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
    public async Task Token_requests_meet_faults_too_except_those_of_tokens_and_tags()
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
    public async Task A_stale_tag_refuses_only_a_put_with_a_condition()
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
    public async Task The_shares_are_shown()
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

    /// <summary>The name of the fault that each of a number of equal requests meets.</summary>
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
                // Cut, as was asked for.
            }
        }

        return [.. (await tenant.RequestsAsync()).Select(request => request["fault"]?.GetValue<string>())];
    }
}
