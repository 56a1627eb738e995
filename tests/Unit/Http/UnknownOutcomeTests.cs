using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class UnknownOutcomeTests
{
    [Theory]
    [InlineData("closed")]
    [InlineData("reset")]
    [InlineData("truncated")]
    [InlineData("500")]
    public async Task A_lost_write_is_sent_once_and_the_error_tells_how_to_look_it_up(string loss)
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

        // How to look it up is shown below the message already.
        Assert.DoesNotContain("Look in the list of things.", error.Message, StringComparison.Ordinal);
        Assert.Equal(loss == "500", error.Message.Contains("was answered with 500", StringComparison.Ordinal));
        Assert.Equal(loss == "500", error.Message.Contains("does not tell whether it was applied", StringComparison.Ordinal));
        Assert.Equal(loss != "500", error.Message.Contains("its answer was lost", StringComparison.Ordinal));
        Assert.Equal(loss != "500", error.Message.Contains("may or may not have applied it", StringComparison.Ordinal));
        Assert.Equal(loss == "500" ? 500 : null, error.StatusCode);
        Assert.Equal(loss == "500", error.Message.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_way_to_look_it_up_the_general_advice_stands()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Close());

        Assert.Equal(
            CxErrors.OutcomeUnknown.RecommendedAction,
            (await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post())).RecommendedAction);
    }

    [Fact]
    public async Task A_write_that_was_refused_first_and_lost_then_is_unknown_and_not_sent_a_third_time()
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
    public async Task A_write_on_a_used_connection_that_closes_under_it_is_not_sent_again_below_the_module(string method, bool hasBody)
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
