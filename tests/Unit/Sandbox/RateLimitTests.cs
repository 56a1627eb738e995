namespace CxOne.Tests.Sandbox;

public sealed class RateLimitTests : IDisposable
{
    private readonly TestTenant _tenant = new(options => options with { RateLimitPerMinute = 3 });

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_request_above_the_limit_is_refused_with_the_seconds_until_the_next_one_is_allowed()
    {
        await AskAsync();
        _tenant.Advance(TimeSpan.FromSeconds(20.4));
        await AskAsync();
        await AskAsync();

        var refused = await AskAsync();

        Assert.Equal(429, refused.Status);
        Assert.Equal("40", refused.Headers["Retry-After"]);
        Assert.Equal([":rate_limit_exceeded"], refused.Errors);
    }

    [Fact]
    public async Task A_request_is_accepted_exactly_after_Retry_After()
    {
        await FillAsync();
        Assert.Equal("60", (await AskAsync()).Headers["Retry-After"]);

        _tenant.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        var early = await AskAsync();
        _tenant.Advance(TimeSpan.FromTicks(1));
        var inTime = await AskAsync();

        Assert.Equal(429, early.Status);
        Assert.Equal("1", early.Headers["Retry-After"]);
        Assert.Equal(200, inTime.Status);
    }

    [Fact]
    public async Task The_window_slides()
    {
        for (var request = 0; request < 3; request++)
        {
            Assert.Equal(200, (await AskAsync()).Status);
            _tenant.Advance(TimeSpan.FromSeconds(10));
        }

        var wait = await AskAsync();
        _tenant.Advance(TimeSpan.FromSeconds(30));
        var first = await AskAsync();
        var second = await AskAsync();

        Assert.Equal("30", wait.Headers["Retry-After"]);
        Assert.Equal(200, first.Status);
        Assert.Equal("10", second.Headers["Retry-After"]);
    }

    [Fact]
    public async Task Refused_requests_do_not_extend_the_wait()
    {
        await FillAsync();
        for (var second = 0; second < 60; second++)
        {
            Assert.Equal(429, (await AskAsync()).Status);
            _tenant.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(200, (await AskAsync()).Status);
    }

    [Fact]
    public async Task Each_client_has_its_own_limit()
    {
        await FillAsync();

        Assert.Equal(429, (await AskAsync()).Status);
        Assert.Equal(200, (await _tenant.GetAsync("/api/v2/tenant", "reader")).Status);
    }

    [Fact]
    public async Task Token_requests_and_refused_tokens_are_not_counted()
    {
        for (var request = 0; request < 10; request++)
        {
            await _tenant.TokenAsync("grant_type=client_credentials&client_id=sandbox&client_secret=sandbox-secret");
            await _tenant.GetAsync("/api/v2/tenant", client: null);
        }

        Assert.Equal(200, (await AskAsync()).Status);
    }

    [Fact]
    public async Task A_refusal_of_the_published_family_has_its_format()
    {
        await FillAsync();
        var answer = await _tenant.GetAsync("/inContactAPI/services/v30.0/skills");

        Assert.Equal(429, answer.Status);
        Assert.Equal("too_many_requests", answer["error"].GetValue<string>());
        Assert.Equal("60", answer.Headers["Retry-After"]);
    }

    private Task<Answer> AskAsync() => _tenant.GetAsync("/api/v2/tenant");

    private async Task FillAsync()
    {
        for (var request = 0; request < 3; request++)
        {
            Assert.Equal(200, (await AskAsync()).Status);
        }
    }
}
