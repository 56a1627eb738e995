using System.Diagnostics;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class CancellationTests
{
    private static readonly TimeSpan Promise = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData("back-off")]
    [InlineData("Retry-After")]
    [InlineData("budget")]
    [InlineData("answer")]
    [InlineData("body")]
    [InlineData("token")]
    public async Task Cancellation_ends_every_wait_within_a_tenth_of_a_second(string wait)
    {
        var fastest = TimeSpan.MaxValue;
        for (var round = 0; round < 10 && fastest > Promise; round++)
        {
            var elapsed = await CancelAsync(wait);
            fastest = elapsed < fastest ? elapsed : fastest;
        }

        Assert.True(fastest <= Promise, $"The fastest of ten took {fastest.TotalMilliseconds} ms.");
    }

    [Fact]
    public async Task Nothing_is_sent_after_cancellation()
    {
        await using var session = await TestSession.ConnectAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.SendAsync(TestSession.Post(), new CancellationToken(canceled: true)));
        Assert.Empty(session.Sent);
    }

    private static async Task<TimeSpan> CancelAsync(string wait)
    {
        await using var session = await TestSession.ConnectAsync(
            options => wait == "budget" ? options with { RequestsPerMinute = 1 } : options);
        using var source = new CancellationTokenSource();
        if (wait == "token")
        {
            session.Clock.Advance(TimeSpan.FromSeconds(3600));
        }

        session.Server.Then(wait switch
        {
            "back-off" => [ScriptedAnswer.Status(503)],
            "Retry-After" => [ScriptedAnswer.Status(429, ("Retry-After", "60"))],
            "answer" or "token" => [ScriptedAnswer.Never()],
            "body" => [ScriptedAnswer.Truncated(200, """{"a":"the rest never comes"}""") with { Closes = false }],
            _ => [],
        });
        var sending = session.SendAsync(TestSession.Get(), source.Token);
        await (wait is "answer" or "body" or "token"
            ? session.Server.WaitForRequestsAsync(3)
            : session.Clock.WaitForTimersAsync(1, session.IsWait));
        Assert.False(sending.IsCompleted);
        var watch = Stopwatch.StartNew();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Gate.Patience));
        return watch.Elapsed;
    }
}
