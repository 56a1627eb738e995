using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class UnknownOutcomeTests
{
    [Theory]
    [InlineData("closed")]
    [InlineData("reset")]
    [InlineData("truncated")]
    [InlineData("500")]
    public async Task A_lost_write_is_sent_once_and_the_error_has_the_lookup_as_its_action(string loss)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(loss switch
        {
            "closed" => ScriptedAnswer.Close(),
            "reset" => ScriptedAnswer.Reset(),
            "truncated" => ScriptedAnswer.Truncated(201, """{"jobId":"job-1"}""", ("X-Request-Id", "req-77")),
            _ => ScriptedAnswer.Json(500, """{"message":"the disk is full"}""", ("X-Request-Id", "req-77")),
        });
        var request = TestSession.Post() with { Item = "thing-1", LookUp = "Look in the list of things.", RequiredScope = "things:write" };
        var error = await session.FailAsync<CxUnknownOutcomeException>(request);

        var sent = Assert.Single(session.Sent);
        Assert.Equal("OutcomeUnknown", error.ErrorId);
        Assert.Equal(request.IdempotencyKey, error.IdempotencyKey);
        Assert.Equal(request.IdempotencyKey, sent.Header("Idempotency-Key"));
        Assert.Equal("POST", error.Method);
        Assert.Equal($"{session.Server.BaseUri.AbsoluteUri}api/v2/thing", error.Uri);
        Assert.Equal(1, error.Attempts);
        Assert.Equal("thing-1", error.Item);
        Assert.Equal("things:write", error.RequiredScope);
        Assert.Equal("Look in the list of things.", error.RecommendedAction);

        // The recommended action is shown below the message.
        Assert.DoesNotContain("Look in the list of things.", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            loss == "500",
            error.Message == HttpMessages.RefusalUnclear($"POST {error.Uri}", 500, null, "the disk is full", isRepeated: false));
        Assert.Equal(
            loss != "500",
            error.Message.StartsWith(
                HttpMessages.AnswerLost($"POST {error.Uri}", "@", isRepeated: false).Split('@')[0], StringComparison.Ordinal));
        Assert.Equal(loss == "500" ? 500 : null, error.StatusCode);
        Assert.Equal(loss == "500", error.Message.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_lookup_the_action_is_that_of_the_definition()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Close());

        Assert.Equal(
            CxErrors.OutcomeUnknown.RecommendedAction,
            (await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post())).RecommendedAction);
    }

    [Fact]
    public async Task A_write_that_is_refused_and_then_lost_is_unknown_and_not_sent_a_third_time()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(429, ("Retry-After", "1")), ScriptedAnswer.Close());
        var request = TestSession.Post();
        var error = await session.FailAsync<CxUnknownOutcomeException>(request);

        Assert.Equal(2, error.Attempts);
        Assert.All(session.Sent, sent => Assert.Equal(request.IdempotencyKey, sent.Header("Idempotency-Key")));
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("POST", false)]
    [InlineData("DELETE", false)]
    [InlineData("PUT", false)]
    public async Task A_write_on_a_reused_connection_that_closes_is_not_repeated_by_the_transport(string method, bool hasBody)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}"), ScriptedAnswer.Close());
        await session.RunAsync(TestSession.Get());
        var request = TestSession.Post() with { Method = new HttpMethod(method) };
        await session.FailAsync<CxUnknownOutcomeException>(hasBody ? request : request with { Body = null });

        Assert.Equal(session.Sent[0].Connection, session.Sent[1].Connection);
        Assert.Equal(2, session.Sent.Count);
    }

    [Fact]
    public async Task Two_writes_have_two_keys()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}"), ScriptedAnswer.Json(200, "{}"));
        await session.RunAsync(TestSession.Post());
        await session.RunAsync(TestSession.Post());

        Assert.NotEqual(session.Sent[0].Header("Idempotency-Key"), session.Sent[1].Header("Idempotency-Key"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Only_a_post_carries_a_key(string method)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}"));
        await session.RunAsync(TestSession.Get() with { Method = new HttpMethod(method) });

        Assert.Null(session.Sent[0].Header("Idempotency-Key"));
    }
}
