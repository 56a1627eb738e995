using CxOne.Sandbox.Faults;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

public sealed class FaultRuleTests : IDisposable
{
    private const string Path = "/api/v2/tenant";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_rule_fires_once_by_default()
    {
        await _tenant.AddFaultAsync("""{"fault":"500","path":"/api/v2/tenant"}""");

        Assert.Equal([500, 200, 200], await StatusesAsync(3));
    }

    [Fact]
    public async Task A_rule_skips_requests_and_then_fires_as_often_as_its_count()
    {
        await _tenant.AddFaultAsync("""{"fault":"500","path":"/api/v2/tenant","skip":1,"count":2}""");

        Assert.Equal([200, 500, 500, 200], await StatusesAsync(4));
    }

    [Fact]
    public async Task Rules_fire_in_their_order()
    {
        await _tenant.AddFaultAsync(
            """{"fault":"500","path":"/api/v2/tenant","skip":1},{"fault":"429","path":"/api/v2/*","count":2},{"fault":"503"}""");
        await _tenant.TokenAsync("rubbish");

        Assert.Equal([429, 500, 429, 200], await StatusesAsync(4));
    }

    [Theory]
    [InlineData("""{"fault":"429","path":"/api/v2/tenant"}""", 429, "1")]
    [InlineData("""{"fault":"429","path":"/api/v2/tenant","retryAfter":"7"}""", 429, "7")]
    [InlineData(
        """{"fault":"429","path":"/api/v2/tenant","retryAfter":"Sun, 01 Mar 2026 12:00:05 GMT"}""", 429, "Sun, 01 Mar 2026 12:00:05 GMT")]
    [InlineData("""{"fault":"429","path":"/api/v2/tenant","retryAfter":"soon, maybe"}""", 429, "soon, maybe")]
    [InlineData("""{"fault":"429","path":"/api/v2/tenant","retryAfter":""}""", 429, null)]
    [InlineData("""{"fault":"503","path":"/api/v2/tenant"}""", 503, null)]
    [InlineData("""{"fault":"503","path":"/api/v2/tenant","retryAfter":"-1"}""", 503, "-1")]
    [InlineData("""{"fault":"500","path":"/api/v2/tenant","status":504}""", 504, null)]
    [InlineData("""{"path":"/api/v2/tenant","status":502}""", 502, null)]
    public async Task Status_and_Retry_After_of_a_rule_are_sent_unchanged(string rule, int status, string? retryAfter)
    {
        await _tenant.AddFaultAsync(rule);
        var answer = await _tenant.GetAsync(Path);

        Assert.Equal(status, answer.Status);
        Assert.Equal(retryAfter, answer.Headers.GetValueOrDefault("Retry-After"));
        Assert.Equal(retryAfter, (await _tenant.RequestsAsync())[^1]["retryAfter"]?.GetValue<string>());
    }

    [Fact]
    public async Task The_body_of_a_rule_is_sent_unchanged()
    {
        await _tenant.AddFaultAsync("""{"path":"/api/v2/tenant","status":200,"body":"<html>","contentType":"text/html"}""");
        var answer = await _tenant.GetAsync(Path);

        Assert.Equal(200, answer.Status);
        Assert.Equal("<html>", answer.Text);
        Assert.Equal("text/html", answer.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_rule_can_apply_a_request_and_respond_with_an_error()
    {
        await _tenant.AddFaultAsync("""{"method":"POST","path":"/api/v2/ivr/deployments","status":504,"apply":true}""");
        Assert.Equal(504, (await _tenant.DeployAsync("ivr-def-001")).Status);

        Assert.Equal(1, (await _tenant.GetAsync("/api/v2/ivr/deployments"))["total"].GetValue<int>());
    }

    [Theory]
    [InlineData("reset-before", 0)]
    [InlineData("reset-after", 1)]
    [InlineData("truncate", 1)]
    public async Task A_request_whose_response_is_lost_takes_effect_or_not_depending_on_the_fault(string fault, int deployments)
    {
        await _tenant.TokenOfAsync("sandbox");
        await _tenant.AddFaultAsync($$"""{"fault":"{{fault}}","path":"/api/v2/ivr/deployments"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => _tenant.DeployAsync("ivr-def-001"));

        Assert.Equal(deployments, (await _tenant.GetAsync("/api/v2/ivr/deployments"))["total"].GetValue<int>());
        var logged = (await _tenant.RequestsAsync())[1];
        Assert.Equal(fault, logged["fault"]!.GetValue<string>());
        Assert.Equal(deployments == 0 ? null : 202, logged["status"]?.GetValue<int>());
    }

    [Theory]
    [InlineData("POST", "/api/v2/tenant", 200)]
    [InlineData("get", "/api/v2/tenant", 500)]
    [InlineData("GET", "/api/v2/*", 500)]
    [InlineData("GET", "*tenant", 500)]
    [InlineData("GET", "/api/v2/tenan", 200)]
    public async Task A_rule_applies_to_matching_methods_and_paths(string method, string path, int status)
    {
        await _tenant.TokenOfAsync("sandbox");
        await _tenant.AddFaultAsync($$"""{"fault":"500","method":"{{method}}","path":"{{path}}"}""");

        Assert.Equal(status, (await _tenant.GetAsync(Path)).Status);
    }

    [Fact]
    public async Task A_rule_can_delay_a_request()
    {
        await _tenant.TokenOfAsync("sandbox");
        await _tenant.AddFaultAsync("""{"latencyMs":1500,"path":"/api/v2/tenant"}""");
        var pending = _tenant.GetAsync(Path);
        _tenant.Advance(TimeSpan.FromMilliseconds(1499));
        Assert.False(pending.IsCompleted);
        _tenant.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(200, (await pending).Status);
        Assert.Equal("latency", (await _tenant.RequestsAsync())[^1]["fault"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_delay_ends_when_the_rules_are_removed()
    {
        await _tenant.TokenOfAsync("sandbox");
        await _tenant.AddFaultAsync("""{"latencyMs":600000,"path":"/api/v2/tenant"}""");
        var pending = _tenant.GetAsync(Path);

        Assert.False(pending.IsCompleted);
        await _tenant.SendAsync("DELETE", "/sandbox/faults", client: null);

        Assert.Equal(200, (await pending.WaitAsync(Gate.Patience)).Status);
    }

    [Fact]
    public async Task Rules_are_listed_with_their_remaining_counts_and_can_be_cleared()
    {
        await _tenant.AddFaultAsync("""{"fault":"500","path":"/api/v2/tenant","skip":1,"count":3,"retryAfter":"9"}""");
        await StatusesAsync(2);
        var rule = (await _tenant.GetAsync("/sandbox/faults", client: null))["rules"].AsArray().Single()!;
        Assert.Equal(0, rule["skip"]!.GetValue<int>());
        Assert.Equal(2, rule["count"]!.GetValue<int>());
        Assert.Equal(1, rule["fired"]!.GetValue<int>());

        var cleared = await _tenant.SendAsync("DELETE", "/sandbox/faults", client: null);
        Assert.Empty(cleared["rules"].AsArray());
        Assert.Equal([200], await StatusesAsync(1));
    }

    [Theory]
    [InlineData("{}", "rules[0].fault:MISSING")]
    [InlineData("""{"fault":"504"}""", "rules[0].fault:NOT_ALLOWED")]
    [InlineData("""{"fault":"500","count":0}""", "rules[0].count:OUT_OF_RANGE")]
    [InlineData("""{"fault":"500","skip":-1}""", "rules[0].skip:OUT_OF_RANGE")]
    [InlineData("""{"status":99}""", "rules[0].status:OUT_OF_RANGE")]
    [InlineData("""{"fault":"reset-after","status":500}""", "rules[0].fault:NOT_ALLOWED")]
    [InlineData("""{"fault":"latency","body":"x"}""", "rules[0].status:MISSING")]
    [InlineData("""{"fault":"429","retryAfter":"1\r\nX: 1"}""", "rules[0].retryAfter:NOT_ALLOWED")]
    [InlineData("""{"fault":"500","method":1}""", "rules[0].method:INVALID_TYPE")]
    [InlineData("""{"fault":"500","paths":"x"}""", "rules[0].paths:UNKNOWN_MEMBER")]
    public async Task A_rule_without_effect_or_with_conflicting_members_is_refused(string rule, string error)
    {
        var answer = await _tenant.SendAsync("POST", "/sandbox/faults", $$"""{"rules":[{{rule}}]}""", client: null);

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "/a/b", true)]
    [InlineData("", "", true)]
    [InlineData("", "/", false)]
    [InlineData("/a/*/c", "/a/b/b/c", true)]
    [InlineData("/a/*/c", "/a/c", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    [InlineData("/a*c", "/abcbc", true)]
    [InlineData("/a*c", "/abcbd", false)]
    [InlineData("/A", "/a", false)]
    public void A_star_matches_any_characters(string pattern, string text, bool isMatch) =>
        Assert.Equal(isMatch, Glob.IsMatch(pattern, text));

    private async Task<List<int>> StatusesAsync(int count)
    {
        var statuses = new List<int>();
        for (var request = 0; request < count; request++)
        {
            statuses.Add((await _tenant.GetAsync(Path)).Status);
        }

        return statuses;
    }
}
