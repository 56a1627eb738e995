using System.Collections.Concurrent;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class TokenSharingTests
{
    private const int Callers = 100;
    private static readonly DateTimeOffset Start = TestSession.Start;

    [Fact]
    public async Task A_hundred_concurrent_requests_share_one_token_request()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 6000 });
        session.Clock.Advance(TimeSpan.FromHours(1));
        var held = new Gate();
        session.Server.Otherwise = request => request.Target == "/oauth/token"
            ? ScriptedAnswer.Token("token-2-of-the-test") with { Held = held }
            : ScriptedAnswer.Json(200, "{}");
        var sending = Enumerable.Range(0, Callers).Select(_ => session.SendAsync(TestSession.Get())).ToList();
        await session.Server.WaitForRequestsAsync(3);
        held.Open();
        await Task.WhenAll(sending).WaitAsync(Gate.Patience);

        Assert.Single(session.Sent, sent => sent.Target == "/oauth/token");
        Assert.Equal(Callers, session.Sent.Count(sent => sent.Header("Authorization") == "Bearer token-2-of-the-test"));
    }

    [Fact]
    public async Task A_hundred_concurrent_refused_requests_share_one_token_request_and_are_each_repeated_once()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 6000 });
        session.Server.Otherwise = request => request.Target == "/oauth/token"
            ? ScriptedAnswer.Token("token-2-of-the-test")
            : ScriptedAnswer.Json(request.Header("Authorization") == "Bearer token-2-of-the-test" ? 200 : 401, "{}");
        var responses = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => session.SendAsync(TestSession.Post()))).WaitAsync(
            Gate.Patience);

        Assert.Single(session.Sent, sent => sent.Target == "/oauth/token");
        Assert.InRange(session.Sent.Count, Callers + 2, (2 * Callers) + 1);
        Assert.All(responses, response => Assert.InRange(response.Attempts, 1, 2));
        Assert.All(
            session.Sent.Where(sent => sent.Target != "/oauth/token").GroupBy(sent => sent.Header("Idempotency-Key")),
            sent => Assert.InRange(sent.Count(), 1, 2));
    }

    [Fact]
    public async Task Callers_on_a_hundred_threads_get_the_same_token_from_one_request()
    {
        var fetches = 0;
        var answer = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cache = new TokenCache((_, _, _) =>
        {
            Interlocked.Increment(ref fetches);
            return answer.Task;
        }, new ManualTimeProvider(Start));
        var waiting = new ConcurrentBag<Task<AccessToken>>();
        using var barrier = new Barrier(Callers);
        var threads = Enumerable.Range(0, Callers).Select(_ => new Thread(() =>
        {
            barrier.SignalAndWait();
            waiting.Add(cache.GetAsync(NullCxLog.Instance, CancellationToken.None).AsTask());
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var token = new AccessToken("the-token", Start, TimeSpan.FromHours(1));
        answer.SetResult(token);

        Assert.All(await Task.WhenAll(waiting).WaitAsync(Gate.Patience), got => Assert.Same(token, got));
        Assert.Equal(1, fetches);
    }

    [Fact]
    public async Task A_failure_reaches_every_waiting_caller_and_the_next_one_requests_again()
    {
        var fetches = 0;
        var answer = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cache = new TokenCache(
            (_, _, _) => ++fetches == 1 ? answer.Task : Task.FromResult(new AccessToken("the-token", Start, TimeSpan.FromHours(1))),
            new ManualTimeProvider(Start));
        var waiting = Enumerable.Range(0, 10).Select(_ => cache.GetAsync(NullCxLog.Instance, CancellationToken.None).AsTask()).ToList();
        answer.SetException(new CxRequestException(CxErrors.ServiceUnavailable, "down"));

        foreach (var caller in waiting)
        {
            Assert.Equal("down", (await Assert.ThrowsAsync<CxRequestException>(() => caller.WaitAsync(Gate.Patience))).Message);
        }

        Assert.Equal("the-token", (await cache.GetAsync(NullCxLog.Instance, CancellationToken.None)).Value);
        Assert.Equal(2, fetches);
    }

    [Fact]
    public async Task A_cancelled_caller_does_not_cancel_the_token_request_of_the_others()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Clock.Advance(TimeSpan.FromHours(1));
        var held = new Gate();
        session.Server.Then(ScriptedAnswer.Token("token-2-of-the-test") with { Held = held }, ScriptedAnswer.Json(200, "{}"));
        using var source = new CancellationTokenSource();
        var first = session.SendAsync(TestSession.Get(), source.Token);
        var second = session.SendAsync(TestSession.Get());
        await session.Server.WaitForRequestsAsync(3);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Gate.Patience));
        held.Open();
        await second.WaitAsync(Gate.Patience);

        Assert.Equal(["/oauth/token", "/api/v2/thing"], session.Sent.Select(sent => sent.Target));
    }

    [Fact]
    public async Task Discarding_a_token_leaves_the_one_that_has_replaced_it()
    {
        var number = 0;
        using var cache = new TokenCache(
            (_, _, _) => Task.FromResult(new AccessToken($"token-{++number}", Start, TimeSpan.FromHours(1))),
            new ManualTimeProvider(Start));
        var first = await cache.GetAsync(NullCxLog.Instance, CancellationToken.None);
        cache.Discard(first);
        var second = await cache.GetAsync(NullCxLog.Instance, CancellationToken.None);
        cache.Discard(first);

        Assert.Equal("token-2", second.Value);
        Assert.Same(second, await cache.GetAsync(NullCxLog.Instance, CancellationToken.None));
    }

    [Fact]
    public async Task A_token_that_arrives_after_the_connection_was_closed_is_not_kept()
    {
        var answer = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var cache = new TokenCache((_, _, _) => answer.Task, new ManualTimeProvider(Start));
        var waiting = cache.GetAsync(NullCxLog.Instance, CancellationToken.None).AsTask();

        cache.Dispose();
        cache.Dispose();
        answer.SetResult(new AccessToken("late", Start, TimeSpan.FromHours(1), null, null, null));

        Assert.Equal(CxErrors.ConnectionClosed, (await Assert.ThrowsAsync<CxException>(() => waiting.WaitAsync(Gate.Patience))).Definition);
        Assert.Null(cache.Current);
    }
}
