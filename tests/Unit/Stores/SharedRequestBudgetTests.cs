using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

/// <summary>What a connection does with the answers of the store, and without them. Only time and the store are faked.</summary>
public sealed class SharedRequestBudgetTests
{
    private readonly ManualTimeProvider _clock = new(TestSession.Start);
    private readonly FakePlaces _places = new();
    private readonly RecordingLog _log = new();

    [Fact]
    public async Task A_request_is_sent_when_the_store_grants_it_and_the_wait_is_shown()
    {
        var budget = Budget(100);
        _places.Answers.Enqueue(() => new RequestPlace(false, 0, TimeSpan.FromSeconds(2), 3));
        var waiting = budget.WaitAsync(isWrite: true, _log, CancellationToken.None);

        await _log.WaitForAsync("waiting about 2 s");
        Assert.False(waiting.IsCompleted);
        await _clock.LetPassAsync(waiting, static _ => true);

        Assert.Equal(TimeSpan.FromSeconds(2), _clock.GetUtcNow() - TestSession.Start);
        Assert.Equal([1L, 1L], _places.Requests);
    }

    [Fact]
    public async Task Without_the_store_reads_continue_with_a_quarter_of_the_limit_divided_by_the_connections()
    {
        var budget = Budget(120);
        _places.Answers.Enqueue(() => new RequestPlace(true, 1, TimeSpan.Zero, 3));
        await budget.WaitAsync(isWrite: false, _log, CancellationToken.None);
        _places.IsAway = true;

        // 120 / 4 / 3 = 10 a minute, 2 a second.
        var sent = Enumerable.Range(0, 11).Select(_ => budget.WaitAsync(isWrite: false, _log, CancellationToken.None)).ToList();
        await _clock.LetPassAsync(sent[9], static _ => true);
        Assert.True(_clock.GetUtcNow() - TestSession.Start < TimeSpan.FromSeconds(10));
        Assert.False(sent[10].IsCompleted);
        await _clock.LetPassAsync(sent[10], static _ => true);
        Assert.True(_clock.GetUtcNow() - TestSession.Start >= TimeSpan.FromSeconds(60));
        Assert.Contains("at most 10 requests per minute", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_store_a_write_waits_for_twenty_seconds_and_is_refused()
    {
        var budget = Budget(100);
        _places.IsAway = true;
        var write = budget.WaitAsync(isWrite: true, _log, CancellationToken.None);
        await _clock.LetPassAsync(write, static _ => true);

        Assert.InRange((_clock.GetUtcNow() - TestSession.Start).TotalSeconds, 20, 21);
        var refused = await Assert.ThrowsAsync<CxException>(() => write.WaitAsync(Gate.Patience));
        Assert.Equal(CxErrors.StoreUnavailable, refused.Definition);
    }

    [Fact]
    public async Task A_write_is_sent_if_the_store_comes_back_in_time_and_requests_sent_without_it_are_counted_once()
    {
        var budget = Budget(400);
        _places.IsAway = true;
        await budget.WaitAsync(isWrite: false, _log, CancellationToken.None);
        await budget.WaitAsync(isWrite: false, _log, CancellationToken.None);
        var write = budget.WaitAsync(isWrite: true, _log, CancellationToken.None);
        await _clock.WaitForTimersAsync(1);
        _places.IsAway = false;
        await _clock.LetPassAsync(write, static _ => true);
        await budget.WaitAsync(isWrite: true, _log, CancellationToken.None);

        Assert.Equal([2, 0], _places.Uncounted.TakeLast(2));
        Assert.Contains(HttpMessages.StoreIsBack, _log.Warnings);
    }

    [Fact]
    public async Task An_answer_that_comes_late_is_reported_once_with_the_next_request()
    {
        var budget = Budget(100);
        var late = await budget.WaitAsync(isWrite: false, _log, CancellationToken.None);
        var inTime = await budget.WaitAsync(isWrite: false, _log, CancellationToken.None);
        budget.Complete(inTime);
        _clock.Advance(TimeSpan.FromSeconds(3));
        budget.Complete(late);
        await budget.WaitAsync(isWrite: false, _log, CancellationToken.None);
        await budget.WaitAsync(isWrite: false, _log, CancellationToken.None);

        Assert.Equal([new LateRequest(1, TimeSpan.FromSeconds(3))], _places.LateOnes);
    }

    [Fact]
    public async Task A_cancelled_wait_gives_up_its_position_and_lets_the_next_request_pass()
    {
        var budget = Budget(100);
        using var stop = new CancellationTokenSource();
        _places.Answers.Enqueue(() => new RequestPlace(false, 0, TimeSpan.FromSeconds(30), null));
        var waiting = budget.WaitAsync(isWrite: false, _log, stop.Token);
        await _log.WaitForAsync("waiting about 30 s");
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await budget.WaitAsync(isWrite: false, _log, CancellationToken.None);
        Assert.Equal(1, _places.Left);
    }

    private SharedRequestBudget Budget(int perMinute) => new(_places, perMinute, RequestBudget.BurstFor(perMinute), _clock);

    private sealed class FakePlaces : IRequestPlaces
    {
        public Queue<Func<RequestPlace>> Answers { get; } = [];

        public List<long> Requests { get; } = [];

        public List<int> Uncounted { get; } = [];

        public List<LateRequest> LateOnes { get; } = [];

        public bool IsAway { get; set; }

        public int Left { get; private set; }

        public Task<RequestPlace> TakeAsync(
            long request, int uncounted, IReadOnlyList<LateRequest> late, CancellationToken cancellationToken)
        {
            if (IsAway)
            {
                return Task.FromException<RequestPlace>(new CxException(CxErrors.StoreUnavailable, "The store is away."));
            }

            Requests.Add(request);
            Uncounted.Add(uncounted);
            LateOnes.AddRange(late);
            return Task.FromResult(Answers.TryDequeue(out var answer) ? answer() : new RequestPlace(true, 1, TimeSpan.Zero, null));
        }

        public Task LeaveAsync()
        {
            Left++;
            return Task.CompletedTask;
        }

        public Task JoinAsync(string tenantId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
