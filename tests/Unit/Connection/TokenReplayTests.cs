using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class TokenReplayTests
{
    private static readonly ScriptedAnswer Good = ScriptedAnswer.Json(200, "{}");

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_refused_token_is_replaced_and_the_request_is_repeated_once(string method)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(ScriptedAnswer.Status(401), ScriptedAnswer.Token("token-2-of-the-test"), Good);
        var response = await session.RunAsync(TestSession.Post() with { Method = new HttpMethod(method) });

        Assert.Equal(2, response.Attempts);
        Assert.Equal(
            ["Bearer token-1-of-the-test", null, "Bearer token-2-of-the-test"], session.Sent.Select(sent => sent.Header("Authorization")));
        Assert.Equal(session.Sent[0].Body, session.Sent[2].Body);
        Assert.Equal(session.Sent[0].Header("Idempotency-Key"), session.Sent[2].Header("Idempotency-Key"));
        Assert.Empty(session.Waits);
    }

    [Fact]
    public async Task A_second_refusal_is_the_error_and_the_next_request_begins_with_a_fresh_token()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Status(401),
            ScriptedAnswer.Token("token-2-of-the-test"),
            ScriptedAnswer.Json(401, """{"message":"the client is disabled"}"""),
            ScriptedAnswer.Token("token-3-of-the-test"), Good);
        var error = await session.FailAsync<CxRequestException>(TestSession.Post());

        Assert.Equal("TokenRefused", error.ErrorId);
        Assert.Equal(CxErrorKind.Authentication, error.Definition.Kind);
        Assert.Equal(401, error.StatusCode);
        Assert.Equal(2, error.Attempts);
        Assert.Contains("the client is disabled", error.Message, StringComparison.Ordinal);
        await session.RunAsync(TestSession.Get());
        Assert.Equal("Bearer token-3-of-the-test", session.Sent[^1].Header("Authorization"));
    }

    [Fact]
    public async Task A_failed_request_for_a_fresh_token_is_the_error()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(401), ScriptedAnswer.Json(401, """{"error":"invalid_client"}"""));
        var error = await session.FailAsync<CxRequestException>(TestSession.Post());

        Assert.Equal("CredentialRefused", error.ErrorId);
        Assert.Equal(2, session.Sent.Count);
    }

    [Fact]
    public async Task A_refused_token_between_other_failures_is_replaced()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Status(503),
            ScriptedAnswer.Status(401),
            ScriptedAnswer.Token("token-2-of-the-test"),
            ScriptedAnswer.Status(503),
            Good);

        Assert.Equal(4, (await session.RunAsync(TestSession.Get())).Attempts);
    }

    [Fact]
    public async Task A_write_that_is_lost_after_the_token_was_replaced_is_unknown()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(401), ScriptedAnswer.Token("token-2-of-the-test"), ScriptedAnswer.Close());

        Assert.Equal(2, (await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post())).Attempts);
    }
}
