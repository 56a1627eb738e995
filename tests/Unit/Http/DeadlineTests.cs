using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_read_that_is_not_answered_in_time_ends_at_the_deadline()
    {
        await using var session = await ConnectAsync();
        var sending = await HeldAsync(session, TestSession.Get() with { Item = "thing-1" });
        session.Clock.Advance(Total - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        session.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => sending.WaitAsync(Gate.Patience));
        Assert.Equal("RequestTimeout", error.ErrorId);
        Assert.Equal(1, error.Attempts);
        Assert.Equal("thing-1", error.Item);
        Assert.Equal(HttpMessages.NotAnswered($"{error.Method} {error.Uri}", TimeSpan.FromSeconds(10), 1), error.Message);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_write_in_progress_at_the_deadline_has_an_unknown_outcome(string method)
    {
        await using var session = await ConnectAsync();
        var request = TestSession.Post() with { Method = new HttpMethod(method) };
        var sending = await HeldAsync(session, request);
        session.Clock.Advance(Total);

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => sending.WaitAsync(Gate.Patience));
        Assert.Equal(request.IdempotencyKey, error.IdempotencyKey);
        Assert.Equal(1, error.Attempts);
        Assert.Single(session.Sent);
    }

    [Fact]
    public async Task A_write_with_a_version_in_progress_at_the_deadline_is_a_timeout()
    {
        await using var session = await ConnectAsync();
        var sending = await HeldAsync(session, TestSession.Post() with { Method = HttpMethod.Put, IfMatch = "\"1\"" });
        session.Clock.Advance(Total);

        Assert.Equal("RequestTimeout", (await Assert.ThrowsAsync<CxRequestException>(() => sending.WaitAsync(Gate.Patience))).ErrorId);
    }

    [Fact]
    public async Task The_deadline_spans_all_attempts_and_waits()
    {
        await using var session = await ConnectAsync(TimeSpan.FromSeconds(2));
        session.Server.Then([.. Enumerable.Repeat(ScriptedAnswer.Status(503), 3)]);
        var error = await session.FailAsync<CxRequestException>(TestSession.Get());

        Assert.Equal("RequestTimeout", error.ErrorId);
        Assert.Equal(3, error.Attempts);
        Assert.Equal([TimeSpan.FromSeconds(0.375), TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1.5)], session.Waits);
    }

    [Fact]
    public async Task A_refused_write_whose_deadline_passes_during_the_wait_is_a_timeout_and_not_unknown()
    {
        await using var session = await ConnectAsync(TimeSpan.FromSeconds(0.3));
        session.Server.Then(ScriptedAnswer.Status(429));
        var error = await session.FailAsync<CxRequestException>(TestSession.Post());

        Assert.Equal("RequestTimeout", error.ErrorId);
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task A_write_that_waits_for_the_budget_at_the_deadline_is_not_sent()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { Timeout = Total, RequestsPerMinute = 1 });
        var error = await session.FailAsync<CxRequestException>(TestSession.Post());

        Assert.Equal("RequestTimeout", error.ErrorId);
        Assert.Equal(0, error.Attempts);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task A_write_that_waits_for_its_token_at_the_deadline_is_not_sent()
    {
        await using var session = await ConnectAsync();
        session.Clock.Advance(TimeSpan.FromHours(1));
        var sending = await HeldAsync(session, TestSession.Post());
        session.Clock.Advance(Total);

        var error = await Assert.ThrowsAsync<CxRequestException>(() => sending.WaitAsync(Gate.Patience));
        Assert.Equal("RequestTimeout", error.ErrorId);
        Assert.Equal("/oauth/token", Assert.Single(session.Sent).Target);
    }

    [Fact]
    public async Task An_answer_whose_body_stalls_ends_at_the_deadline()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(ScriptedAnswer.Truncated(200, """{"a":"the rest never comes"}""") with { Closes = false });
        var sending = session.SendAsync(TestSession.Get());
        await session.Server.WaitForRequestsAsync(3);
        session.Clock.Advance(Total);

        Assert.Equal("RequestTimeout", (await Assert.ThrowsAsync<CxRequestException>(() => sending.WaitAsync(Gate.Patience))).ErrorId);
    }

    private static Task<TestSession> ConnectAsync(TimeSpan? timeout = null)
        => TestSession.ConnectAsync(options => options with { Timeout = timeout ?? Total, AttemptTimeout = TimeSpan.FromSeconds(97) });

    private static async Task<Task<CxResponse>> HeldAsync(TestSession session, CxRequest request)
    {
        session.Server.Then(ScriptedAnswer.Never());
        var sending = session.SendAsync(request);
        await session.Server.WaitForRequestsAsync(3);
        return sending;
    }
}
