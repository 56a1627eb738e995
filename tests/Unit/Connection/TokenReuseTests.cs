using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class TokenReuseTests
{
    private static readonly ScriptedAnswer Good = ScriptedAnswer.Json(200, "{}");

    [Theory]
    [InlineData(3600, 3540)]
    [InlineData(1200, 1140)]
    [InlineData(61, 1)]
    [InlineData(60.5, 0.5)]
    [InlineData(60, 30)]
    [InlineData(10, 5)]
    [InlineData(1, 0.5)]
    public async Task A_token_is_renewed_60_seconds_before_it_expires_or_after_half_of_a_short_lifetime(
        double lifetime, double renewedAt)
    {
        await using var session = new TestSession();
        session.Server.Then(
            ScriptedAnswer.Token("token-1-of-the-test", lifetime),
            ScriptedAnswer.Tenant(),
            Good,
            ScriptedAnswer.Token("token-2-of-the-test", lifetime),
            Good);
        await session.ConnectAsync(session.Options());
        session.Clock.Advance(TimeSpan.FromSeconds(renewedAt) - TimeSpan.FromTicks(1));
        await session.RunAsync(TestSession.Get());
        Assert.Equal("Bearer token-1-of-the-test", session.Sent[0].Header("Authorization"));

        session.Clock.Advance(TimeSpan.FromTicks(1));
        await session.RunAsync(TestSession.Get());
        Assert.Equal(["/api/v2/thing", "/oauth/token", "/api/v2/thing"], session.Sent.Select(sent => sent.Target));
        Assert.Equal("Bearer token-2-of-the-test", session.Sent[2].Header("Authorization"));
        Assert.Equal(TestSession.Start.AddSeconds(renewedAt + lifetime), session.Connection.TokenExpiresAt);
    }

    [Fact]
    public async Task The_lifetime_of_a_token_begins_when_it_is_requested()
    {
        await using var session = new TestSession();
        var held = new Gate();
        session.Server.Then(ScriptedAnswer.Token(expiresIn: 600) with { Held = held }, ScriptedAnswer.Tenant());
        var connecting = session.ConnectAsync(session.Options());
        await session.Server.WaitForRequestsAsync(1);
        session.Clock.Advance(TimeSpan.FromSeconds(20));
        held.Open();
        await connecting;

        Assert.Equal(TestSession.Start.AddSeconds(600), session.Connection.TokenExpiresAt);
    }

    [Fact]
    public async Task If_the_token_expires_between_two_attempts_the_second_has_a_fresh_one()
    {
        await using var session = new TestSession();
        session.Server.Then(
            ScriptedAnswer.Token("token-1-of-the-test", 90), ScriptedAnswer.Tenant(),
            ScriptedAnswer.Status(429, ("Retry-After", "100")), ScriptedAnswer.Token("token-2-of-the-test", 90), Good);
        await session.ConnectAsync(session.Options());
        await session.RunAsync(TestSession.Post());

        Assert.Equal(
            ["Bearer token-1-of-the-test", null, "Bearer token-2-of-the-test"], session.Sent.Select(sent => sent.Header("Authorization")));
    }
}
