using CxOne.Numerics;

namespace CxOne.Pacing;

/// <summary>Simulates days in which the dialer decides at every event, without a tick.</summary>
internal sealed class EventDrivenSimulator : IDaySimulator
{
    private const int Block = 256;
    private const int KindBits = 2;
    private const int PollEvents = 4096;

    private readonly DialerPlan _plan;
    private readonly EventHeap _events = new();
    private readonly WaitingCalls _waiting = new();
    private readonly RandomStream _dialStream = new();
    private readonly RandomStream _handleStream = new();
    private readonly ulong[] _dialRandom = new ulong[Block];
    private readonly ulong[] _handleRandom = new ulong[Block];
    private readonly int[] _level = new int[1];
    private int[] _wanted = [];
    private int _dialPlace;
    private int _handlePlace;
    private int _rate;
    private int _idle;
    private int _lines;
    private DayCounters _counters;

    public EventDrivenSimulator(DialerPlan plan) => _plan = plan;

    /// <inheritdoc/>
    public void Run(int day, DialerTarget target, out DayCounters counters, CancellationToken cancellationToken)
    {
        _events.Clear();
        _waiting.Clear();
        _dialStream.Start(_plan.Seed, day, 0);
        _handleStream.Start(_plan.Seed, day, 1);
        _dialPlace = _handlePlace = Block;
        _rate = 0;
        _idle = _plan.Agents;
        _lines = 0;
        _counters = default;
        _wanted = _plan.Adaptive is null ? target.Wanted : _level;
        var level = _plan.Adaptive?.StartLevel ?? 0;
        if (_plan.Adaptive is not null)
        {
            _level[0] = DialerTarget.LinesAt(_plan.Agents, level);
            _counters.LevelSum = level;
            _counters.Reviews = 1;
        }

        var counted = _plan.WarmTick == 0;
        var warm = default(DayCounters);
        var review = _plan.Adaptive is null ? long.MaxValue : _plan.ReviewTicks;
        var left = PollEvents;
        Dial(0);
        while (true)
        {
            // The end of a caller's patience frees a line, so it is an event too.
            var expiry = _waiting.Count > 0 ? _waiting.First + _plan.Patience : long.MaxValue;
            var head = _events.Count > 0 ? _events.Least >> KindBits : long.MaxValue;
            var time = Math.Min(Math.Min(head, expiry), Math.Min(review, _plan.EndTick));
            if (!counted && time > _plan.WarmTick)
            {
                counted = true;
                warm = _counters;
            }

            if (time >= _plan.EndTick)
            {
                break;
            }

            if (head == time)
            {
                Happen(_events.Take(), time);
            }
            else if (expiry == time)
            {
                Abandon();
            }
            else
            {
                level = _plan.Adaptive!.Review(
                    level, target.HighestLevel, _plan.Agents, _idle, _waiting.Count, _counters.Answered, _counters.Abandoned);
                _level[0] = DialerTarget.LinesAt(_plan.Agents, level);
                _counters.LevelSum += level;
                _counters.Reviews++;
                review += _plan.ReviewTicks;
            }

            Dial(time);
            if (--left == 0)
            {
                left = PollEvents;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        counters = _counters.Since(warm);
        counters.Busy = _counters.Busy;
        counters.LevelSum = _counters.LevelSum - warm.LevelSum;
        counters.Reviews = _counters.Reviews - warm.Reviews;
    }

    private void Happen(long key, long time)
    {
        switch ((TickEventKind)(key & ((1 << KindBits) - 1)))
        {
            case TickEventKind.Release:
                _lines--;
                if (_waiting.Count > 0)
                {
                    _counters.WaitConnected += time - _waiting.Take();
                    Connect(time);
                }
                else
                {
                    _idle++;
                }

                break;
            case TickEventKind.Answer:
                _counters.Answered++;
                if (_idle > 0)
                {
                    _idle--;
                    Connect(time);
                }
                else
                {
                    _waiting.Add(time);
                    if (_plan.Patience == 0)
                    {
                        Abandon();
                    }
                }

                break;
            default:
                _lines--;
                break;
        }
    }

    private void Abandon()
    {
        _waiting.Take();
        _counters.WaitAbandoned += _plan.Patience;
        _counters.Abandoned++;
        _lines--;
    }

    private void Connect(long time)
    {
        if (_handlePlace == Block)
        {
            _handleStream.Fill(_handleRandom);
            _handlePlace = 0;
        }

        var random = _handleRandom[_handlePlace++];
        var end = time + _plan.Talk.Draw((uint)(random >> 32), random) + _plan.Wrap.Draw((uint)random, ~random);
        _counters.Connected++;
        _counters.Busy += Math.Max(0, Math.Min(end, _plan.EndTick) - Math.Max(time, _plan.WarmTick));
        _events.Add((end << KindBits) | (long)TickEventKind.Release);
    }

    private void Dial(long time)
    {
        var missing = _wanted[_wanted.Length == 1 ? 0 : _idle] - _lines;
        if (missing <= 0)
        {
            return;
        }

        while (_rate + 1 < _plan.AnswerRates.Length && _plan.AnswerRates[_rate + 1].Tick <= time)
        {
            _rate++;
        }

        _lines += missing;
        _counters.Dials += missing;
        var threshold = _plan.AnswerRates[_rate].Threshold;
        for (; missing > 0; missing--)
        {
            if (_dialPlace == Block)
            {
                _dialStream.Fill(_dialRandom);
                _dialPlace = 0;
            }

            var random = _dialRandom[_dialPlace++];
            var isAnswered = random >> 32 < threshold;
            var end = time + (isAnswered ? _plan.RingAnswered : _plan.RingUnanswered).Draw((uint)random, random);
            _events.Add((end << KindBits) | (long)(isAnswered ? TickEventKind.Answer : TickEventKind.GivenUp));
        }
    }
}
