using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class RetryWaitTests
{
    private static readonly ScriptedAnswer Good = ScriptedAnswer.Json(200, "{}");

    [Theory]
    [InlineData("1", 1)]
    [InlineData("7", 7)]
    [InlineData("120", 120)]
    [InlineData("1.5", 1.5)]
    [InlineData("0.25", 0.25)]
    [InlineData(" 3 ", 3)]
    public async Task The_wait_is_exactly_the_Retry_After_in_seconds(string header, double seconds)
        => Assert.Equal([TimeSpan.FromSeconds(seconds)], await WaitsAfterAsync(header));

    [Theory]
    [InlineData("Sun, 01 Mar 2026 12:00:09 GMT", 9)]
    [InlineData("Sunday, 01-Mar-26 12:00:09 GMT", 9)]
    [InlineData("Sun Mar  1 12:00:09 2026", 9)]
    public async Task The_wait_ends_at_the_date_that_the_tenant_named(string header, double seconds)
        => Assert.Equal([TimeSpan.FromSeconds(seconds)], await WaitsAfterAsync(header));

    [Fact]
    public async Task A_wait_until_a_date_never_ends_before_it()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Clock.Advance(TimeSpan.FromTicks(12_345_678));
        session.Server.Then(ScriptedAnswer.Status(429, ("Retry-After", "Sun, 01 Mar 2026 12:00:09 GMT")), Good);
        await session.RunAsync(TestSession.Get());

        Assert.InRange(session.Clock.GetUtcNow(), TestSession.Start.AddSeconds(9), TestSession.Start.AddSeconds(9.001));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Sun, 01 Mar 2026 11:59:59 GMT")]
    [InlineData("Sun, 01 Mar 2026 12:00:00 GMT")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    public async Task A_wait_until_a_date_in_the_past_is_zero(string header) => Assert.Empty(await WaitsAfterAsync(header));

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("0x10")]
    [InlineData("")]
    [InlineData("Sun, 31 Feb 2026 12:00:09 GMT")]
    [InlineData("2026-03-01T12:00:09Z")]
    public async Task An_invalid_Retry_After_is_treated_as_absent(string header)
        => Assert.Equal([TimeSpan.FromSeconds(0.375)], await WaitsAfterAsync(header));

    [Theory]
    [InlineData("121", "121 s,")]
    [InlineData("599", "599 s,")]
    [InlineData("600", "600 s (10 minutes)")]
    [InlineData("86400", "86400 s (1 days)")]
    [InlineData("3600", "3600 s (60 minutes)")]
    [InlineData("172800", "172800 s (2 days)")]
    [InlineData("99999999999999999999999999", "days)")]
    [InlineData("Sun, 01 Mar 2026 13:00:00 GMT", "3600 s (60 minutes)")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", "days)")]
    public async Task A_wait_above_the_maximum_is_not_made_and_the_error_names_it(string header, string words)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(429, ("Retry-After", header)));
        var error = await session.FailAsync<CxRequestException>(TestSession.Get());

        Assert.Equal("RetryAfterTooLong", error.ErrorId);
        Assert.Equal(429, error.StatusCode);
        Assert.Equal(1, error.Attempts);
        Assert.True(error.RetryAfter > TimeSpan.FromSeconds(120));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(HttpMessages.RetryAfterOverMaximum(TimeSpan.FromSeconds(120)), error.Message, StringComparison.Ordinal);
        Assert.Empty(session.Waits);
        Assert.Equal(TestSession.Start, session.Clock.GetUtcNow());
    }

    [Fact]
    public async Task The_maximum_wait_can_be_set()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryAfter = TimeSpan.FromSeconds(5) });
        session.Server.Then(ScriptedAnswer.Status(503, ("Retry-After", "5")), ScriptedAnswer.Status(503, ("Retry-After", "6")));
        var error = await session.FailAsync<CxRequestException>(TestSession.Post());

        Assert.Equal("RetryAfterTooLong", error.ErrorId);
        Assert.Equal(503, error.StatusCode);
        Assert.Equal(2, error.Attempts);
        Assert.Equal([TimeSpan.FromSeconds(5)], session.Waits);
    }

    [Fact]
    public async Task A_wait_that_ends_after_the_deadline_is_not_made()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { Timeout = TimeSpan.FromSeconds(31) });
        session.Server.Then(ScriptedAnswer.Status(429, ("Retry-After", "20")), ScriptedAnswer.Status(429, ("Retry-After", "12")));
        var error = await session.FailAsync<CxRequestException>(TestSession.Get());

        Assert.Equal("RetryAfterTooLong", error.ErrorId);
        Assert.Equal(TimeSpan.FromSeconds(12), error.RetryAfter);
        Assert.Contains(HttpMessages.RetryAfterPastDeadline, error.Message, StringComparison.Ordinal);
        Assert.Equal([TimeSpan.FromSeconds(20)], session.Waits);
    }

    [Fact]
    public async Task A_wait_that_ends_at_the_deadline_is_made()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { Timeout = TimeSpan.FromSeconds(31) });
        session.Server.Then(ScriptedAnswer.Status(429, ("Retry-After", "31")));
        session.Server.Otherwise = _ => ScriptedAnswer.Json(200, "{}");
        var running = session.SendAsync(TestSession.Get());
        await session.Clock.WaitForTimersAsync(2, wait => wait == TimeSpan.FromSeconds(31)).WaitAsync(Gate.Patience);
        session.Clock.Advance(TimeSpan.FromSeconds(31));
        await Record.ExceptionAsync(() => running.WaitAsync(Gate.Patience));
    }

    [Theory]
    [InlineData(403, "PermissionDenied")]
    [InlineData(404, "ObjectNotFound")]
    [InlineData(400, "RequestInvalid")]
    public async Task A_status_that_is_not_retried_keeps_its_error_whatever_its_Retry_After(int status, string id)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(status, ("Retry-After", "3600")));

        Assert.Equal(id, (await session.FailAsync<CxRequestException>(TestSession.Get())).ErrorId);
    }

    [Theory]
    [InlineData(0.0, new[] { 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0 })]
    [InlineData(0.999, new[] { 0.49975, 0.9995, 1.999, 3.998, 7.996, 15.992, 29.985, 29.985 })]
    public async Task Without_Retry_After_the_wait_doubles_up_to_the_maximum_with_jitter(double jitter, double[] seconds)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { Jitter = () => jitter, MaximumRetryCount = 8 });
        session.Server.Then([.. Enumerable.Repeat(ScriptedAnswer.Status(503), 8), Good]);
        var response = await session.RunAsync(TestSession.Get());

        Assert.Equal(9, response.Attempts);
        Assert.Equal(seconds.Length, session.Waits.Count);
        Assert.All(seconds.Zip(session.Waits), pair => Assert.InRange(pair.Second.TotalSeconds, pair.First - 0.0011, pair.First + 0.0011));
    }

    [Fact]
    public async Task The_tenants_wait_comes_before_the_back_off_of_every_attempt()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Status(503, ("Retry-After", "4")),
            ScriptedAnswer.Status(500),
            ScriptedAnswer.Status(429, ("Retry-After", "2")),
            Good);
        await session.RunAsync(TestSession.Get());

        Assert.Equal([TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(2)], session.Waits);
        Assert.Contains(
            session.Log.VerboseLines,
            line => line == HttpMessages.Retrying(
                $"GET {session.Server.BaseUri}api/v2/thing", HttpMessages.Status(503), TimeSpan.FromSeconds(4), isRetryAfter: true, 2));
        Assert.Contains(
            session.Log.VerboseLines,
            line => line == HttpMessages.Retrying(
                $"GET {session.Server.BaseUri}api/v2/thing", HttpMessages.Status(500), TimeSpan.FromSeconds(0.75), isRetryAfter: false, 3));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 5)]
    [InlineData(20, 21)]
    public async Task No_more_attempts_are_made_than_allowed(int retries, int attempts)
    {
        await using var session = await TestSession.ConnectAsync(
            options => options with { MaximumRetryCount = retries, MaximumRetryDelay = TimeSpan.FromSeconds(1) });
        session.Server.Then([.. Enumerable.Repeat(ScriptedAnswer.Status(429), attempts)]);
        var error = await session.FailAsync<CxRequestException>(TestSession.Post());

        Assert.Equal("RateLimited", error.ErrorId);
        Assert.Equal(attempts, error.Attempts);
        Assert.Equal(attempts, session.Sent.Count);
        Assert.Equal(retries, session.Waits.Count);
    }

    [Fact]
    public async Task Without_retries_a_lost_write_is_still_unknown_and_a_refused_one_is_not()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(ScriptedAnswer.Close(), ScriptedAnswer.Status(503, ("Retry-After", "1")));

        await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post());
        Assert.Equal("ServiceUnavailable", (await session.FailAsync<CxRequestException>(TestSession.Post())).ErrorId);
    }

    private static async Task<IReadOnlyList<TimeSpan>> WaitsAfterAsync(string header)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(429, ("Retry-After", header)), Good);
        Assert.Equal(2, (await session.RunAsync(TestSession.Post())).Attempts);
        return session.Waits;
    }
}
