using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

/// <summary>The defaults of time-outs and retries.</summary>
public sealed class RequestDefaultsTests
{
    [Fact]
    public async Task A_request_has_five_attempts()
    {
        await using var session = await ConnectAsync();
        session.Server.Then([.. Enumerable.Repeat(ScriptedAnswer.Status(503), 5)]);

        Assert.Equal(5, (await session.FailAsync<CxRequestException>(TestSession.Get())).Attempts);
        Assert.Equal(5, session.Sent.Count);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task The_default_deadline_is_three_hundred_seconds_including_waits(int lastWait, bool isWaitedFor)
    {
        await using var session = await ConnectAsync();
        session.Server
            .Then([.. new[] { 120, 120, lastWait }.Select(seconds => ScriptedAnswer.Status(429, ("Retry-After", $"{seconds}")))])
            .Then(isWaitedFor ? [ScriptedAnswer.Json(200, "{}")] : []);
        var sending = session.SendAsync(TestSession.Get());
        await session.LetWaitsPassAsync(sending);

        if (isWaitedFor)
        {
            Assert.Equal(4, (await sending).Attempts);
        }
        else
        {
            Assert.Equal("RetryAfterTooLong", (await Assert.ThrowsAsync<CxRequestException>(() => sending)).ErrorId);
        }
    }

    [Fact]
    public async Task An_attempt_has_a_hundred_seconds()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(ScriptedAnswer.Never());
        var sending = session.SendAsync(TestSession.Post());
        await session.Server.WaitForRequestsAsync(3);
        session.Clock.Advance(TimeSpan.FromSeconds(100) - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        session.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Contains(
            HttpMessages.NoCompleteAnswer(TimeSpan.FromSeconds(100)),
            (await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => sending.WaitAsync(Gate.Patience))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_connect_timeout_is_fifteen_seconds()
    {
        // A timer of the framework, which a fake clock cannot advance.
        using var transport = HttpPipelines.CreateTransport();

        Assert.Equal(TimeSpan.FromSeconds(15), transport.ConnectTimeout);
    }

    [Fact]
    public async Task A_minute_has_a_hundred_requests_and_a_second_fifteen()
    {
        await using var session = await ConnectAsync();
        session.Server.Then([.. Enumerable.Repeat(ScriptedAnswer.Json(200, "{}"), 100)]);

        // Connecting has requested the tenant.
        await SendAsync(14);
        Assert.Equal(TestSession.Start, session.Clock.GetUtcNow());
        await SendAsync(1);
        Assert.Equal(TestSession.Start.AddSeconds(1), session.Clock.GetUtcNow());
        await SendAsync(84);
        Assert.Equal(TestSession.Start.AddSeconds(6), session.Clock.GetUtcNow());
        await SendAsync(1);
        Assert.Equal(TestSession.Start.AddSeconds(60), session.Clock.GetUtcNow());

        async Task SendAsync(int requests)
        {
            for (var request = 0; request < requests; request++)
            {
                await session.RunAsync(TestSession.Get());
            }
        }
    }

    private static Task<TestSession> ConnectAsync()
        => TestSession.ConnectAsync(options => new CxRequestOptions { Clock = options.Clock, Jitter = options.Jitter });
}
