using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class TokenRenewalFailureTests
{
    private static readonly ScriptedAnswer Good = ScriptedAnswer.Json(200, "{}");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(200)]
    public async Task A_renewal_that_fails_while_the_token_is_valid_is_retried_after_a_pause_and_is_not_an_error(int status)
    {
        await using var session = await ConnectAsync();
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        session.Server.Then(ScriptedAnswer.Json(status, "{}"), Good, Good, ScriptedAnswer.Json(status, "{}"), Good);
        await session.RunAsync(TestSession.Get());
        session.Clock.Advance(Pause - TimeSpan.FromTicks(1));
        await session.RunAsync(TestSession.Get());
        session.Clock.Advance(TimeSpan.FromTicks(1));
        await session.RunAsync(TestSession.Get());

        Assert.Equal(
            ["/oauth/token", "/api/v2/thing", "/api/v2/thing", "/oauth/token", "/api/v2/thing"], session.Sent.Select(sent => sent.Target));
        Assert.All(
            session.Sent.Where(sent => sent.Target == "/api/v2/thing"),
            sent => Assert.Equal("Bearer token-1-of-the-test", sent.Header("Authorization")));
        Assert.Contains(
            session.Log.VerboseLines,
            line => line.EndsWith(
                HttpMessages.TokenNotRenewed("@", session.Connection.TokenExpiresAt!.Value).Split('@')[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_renewal_that_succeeds_later_ends_the_pause()
    {
        await using var session = await ConnectAsync();
        session.Clock.Advance(TimeSpan.FromSeconds(3540));
        session.Server.Then(ScriptedAnswer.Status(500), Good, ScriptedAnswer.Token("token-2-of-the-test"), Good, Good);
        await session.RunAsync(TestSession.Get());
        session.Clock.Advance(Pause);
        await session.RunAsync(TestSession.Get());
        await session.RunAsync(TestSession.Get());

        Assert.Equal("Bearer token-2-of-the-test", session.Sent[^1].Header("Authorization"));
    }

    [Theory]
    [InlineData(500, "ServiceUnavailable")]
    [InlineData(401, "CredentialRefused")]
    [InlineData(429, "RateLimited")]
    [InlineData(200, "ResponseInvalid")]
    public async Task A_renewal_that_fails_after_the_token_has_expired_is_the_error(int status, string id)
    {
        await using var session = await ConnectAsync();
        session.Clock.Advance(TimeSpan.FromSeconds(3600));
        session.Server.Then(ScriptedAnswer.Json(status, "{}"));
        var error = await session.FailAsync<CxRequestException>(TestSession.Get());

        Assert.Equal(id, error.ErrorId);
        Assert.EndsWith("/oauth/token", error.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pause_does_not_keep_an_expired_token()
    {
        await using var session = await ConnectAsync();
        session.Clock.Advance(TimeSpan.FromSeconds(3598));
        session.Server.Then(ScriptedAnswer.Status(500), Good, ScriptedAnswer.Token("token-2-of-the-test"), Good);
        await session.RunAsync(TestSession.Get());
        session.Clock.Advance(TimeSpan.FromSeconds(2));
        await session.RunAsync(TestSession.Get());

        Assert.Equal("Bearer token-2-of-the-test", session.Sent[^1].Header("Authorization"));
    }

    [Fact]
    public async Task A_write_without_a_token_is_not_sent_and_not_unknown()
    {
        await using var session = await ConnectAsync();
        session.Clock.Advance(TimeSpan.FromSeconds(3600));
        session.Server.Then(ScriptedAnswer.Close());

        Assert.Equal("ConnectionFailed", (await session.FailAsync<CxRequestException>(TestSession.Post())).ErrorId);
        Assert.Equal("/oauth/token", Assert.Single(session.Sent).Target);
    }

    private static Task<TestSession> ConnectAsync() => TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
}
