using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class RequestBudgetTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<int, int, int> Patterns()
    {
        var patterns = new TheoryData<int, int, int>();
        for (var seed = 1; seed <= 10; seed++)
        {
            patterns.Add(seed, 100, 15);
            patterns.Add(seed, 7, 3);
            patterns.Add(seed, 1, 1);
            patterns.Add(seed, 20, 20);
            patterns.Add(seed, 6000, 900);
        }

        return patterns;
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void No_minute_and_no_second_exceeds_the_budget_and_no_request_is_overtaken_or_delayed_needlessly(
        int seed, int minute, int second)
    {
        var random = new Random(seed);
        var clock = new ManualTimeProvider(Start);
        var budget = new RequestBudget(minute, second, clock);
        var left = new List<long>();
        var arrived = new List<long>();
        var waiting = new List<Task>();
        for (var request = 0; request < Math.Max(60, minute * 3); request++)
        {
            // Bursts, trickles and pauses, with times below the resolution of timers.
            clock.Advance(random.Next(6) switch
            {
                < 4 => TimeSpan.Zero,
                4 => TimeSpan.FromTicks(random.Next(20_000_000)),
                _ => TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerMinute / Math.Min(minute, 10))),
            });
            var asked = clock.Asked.Count;
            waiting.Add(budget.WaitAsync(isWrite: false, NullCxLog.Instance, CancellationToken.None));
            arrived.Add(clock.GetTimestamp());
            left.Add(clock.GetTimestamp() + (clock.Asked.Count > asked ? clock.Asked[^1].Ticks : 0));
        }

        Assert.Equal(left.Order(), left);
        for (var request = 0; request < left.Count; request++)
        {
            if (request >= minute)
            {
                Assert.True(
                    left[request] - left[request - minute] >= TimeSpan.TicksPerMinute, $"Request {request} is too many for its minute.");
            }

            if (request >= second)
            {
                Assert.True(
                    left[request] - left[request - second] >= TimeSpan.TicksPerSecond, $"Request {request} is too many for its second.");
            }

            if (left[request] > arrived[request])
            {
                var free = Math.Max(
                    Math.Max(
                        request >= minute ? left[request - minute] + TimeSpan.TicksPerMinute : 0,
                        request >= second ? left[request - second] + TimeSpan.TicksPerSecond : 0),
                    left[request - 1]);
                Assert.True(left[request] < free + TimeSpan.TicksPerMillisecond, $"Request {request} waited without need.");
            }
        }

        clock.Advance(TimeSpan.FromDays(1));
        Assert.All(waiting, wait => Assert.True(wait.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task Requests_are_granted_in_the_order_of_their_arrival()
    {
        var clock = new ManualTimeProvider(Start);
        var budget = new RequestBudget(60, 1, clock);
        var waits = Enumerable.Range(0, 10)
            .Select(_ => budget.WaitAsync(isWrite: false, NullCxLog.Instance, CancellationToken.None))
            .ToList();
        for (var request = 0; request < waits.Count; request++)
        {
            await waits[request].WaitAsync(Gate.Patience);
            Assert.All(waits[(request + 1)..], later => Assert.False(later.IsCompleted));
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void Callers_from_many_threads_share_one_budget()
    {
        var clock = new ManualTimeProvider(Start);
        var budget = new RequestBudget(100, 15, clock);
        var waits = new Task[400];
        Parallel.For(
            0, waits.Length, request => waits[request] = budget.WaitAsync(isWrite: false, NullCxLog.Instance, CancellationToken.None));

        Assert.Equal(15, waits.Count(wait => wait.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(59.999));
        Assert.Equal(100, waits.Count(wait => wait.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(200, waits.Count(wait => wait.IsCompleted));
    }

    [Fact]
    public async Task A_wait_for_the_budget_has_a_verbose_line_and_a_request_without_a_wait_has_none()
    {
        var clock = new ManualTimeProvider(Start);
        var budget = new RequestBudget(100, 15, clock);
        var log = new RecordingLog();
        for (var request = 0; request < 15; request++)
        {
            await budget.WaitAsync(isWrite: false, log, CancellationToken.None);
        }

        Assert.Empty(log.Everything);
        clock.Advance(TimeSpan.FromSeconds(0.25));
        var waiting = budget.WaitAsync(isWrite: false, log, CancellationToken.None);

        Assert.False(waiting.IsCompleted);
        Assert.Equal([HttpMessages.BudgetExhausted(100, 15, TimeSpan.FromSeconds(0.75))], log.VerboseLines);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    [InlineData(100, 15)]
    [InlineData(6000, 900)]
    [InlineData(1_000_000, 150_000)]
    public void The_burst_keeps_the_documented_proportion(int minute, int second) => Assert.Equal(second, RequestBudget.BurstFor(minute));

    [Fact]
    public async Task Every_attempt_is_counted_by_the_budget_and_token_requests_are_not()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { RequestsPerMinute = 4 });
        session.Server.Then(
            ScriptedAnswer.Status(429, ("Retry-After", "0")),
            ScriptedAnswer.Status(401),
            ScriptedAnswer.Token("token-2-of-the-test"),
            ScriptedAnswer.Json(200, "{}"),
            ScriptedAnswer.Json(200, "{}"));
        await session.RunAsync(TestSession.Get());
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)], session.Waits);

        // The fifth of this minute, including the request for the tenant.
        await session.RunAsync(TestSession.Get());
        Assert.Equal(TimeSpan.FromSeconds(57), session.Waits[^1]);
    }
}
