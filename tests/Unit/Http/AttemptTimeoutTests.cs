using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class AttemptTimeoutTests
{
    [Fact]
    public async Task A_read_that_hangs_is_sent_again()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Never(), ScriptedAnswer.Json(200, """{"ok":true}"""));
        var sending = session.SendAsync(TestSession.Get());
        await session.Server.WaitForRequestsAsync(3);
        session.Clock.Advance(TestSession.AttemptDeadline - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        session.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await session.LetWaitsPassAsync(sending);

        Assert.Equal(2, (await sending).Attempts);
        Assert.Contains(
            session.Log.VerboseLines,
            line => line.EndsWith(
                HttpMessages.NoAnswer(string.Empty, "97000 ms", HttpMessages.NoCompleteAnswer(TestSession.AttemptDeadline)),
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_whose_body_stalls_is_sent_again()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Truncated(200, """{"a":"the rest never comes"}""") with { Closes = false },
            ScriptedAnswer.Json(200, """{"ok":true}"""));
        var sending = session.SendAsync(TestSession.Get());
        await session.Server.WaitForRequestsAsync(3);
        session.Clock.Advance(TestSession.AttemptDeadline);
        await session.LetWaitsPassAsync(sending);

        Assert.Equal("""{"ok":true}""", System.Text.Encoding.UTF8.GetString((await sending).Body.Span));
    }

    [Fact]
    public async Task A_write_that_hangs_has_an_unknown_outcome_and_is_not_sent_again()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Never());
        var sending = session.SendAsync(TestSession.Post());
        await session.Server.WaitForRequestsAsync(3);
        session.Clock.Advance(TestSession.AttemptDeadline);

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => sending.WaitAsync(Gate.Patience));
        Assert.Contains(HttpMessages.NoCompleteAnswer(TestSession.AttemptDeadline), error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task A_read_that_always_hangs_times_out()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 1 });
        session.Server.Then(ScriptedAnswer.Never(), ScriptedAnswer.Never());
        var sending = session.SendAsync(TestSession.Get());
        await session.Server.WaitForRequestsAsync(3);
        session.Clock.Advance(TestSession.AttemptDeadline);
        await session.Clock.WaitForTimersAsync(1, session.IsWait);
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        await session.Server.WaitForRequestsAsync(4);
        session.Clock.Advance(TestSession.AttemptDeadline);

        var error = await Assert.ThrowsAsync<CxRequestException>(() => sending.WaitAsync(Gate.Patience));
        Assert.Equal("RequestTimeout", error.ErrorId);
        Assert.Equal(2, error.Attempts);
    }
}
