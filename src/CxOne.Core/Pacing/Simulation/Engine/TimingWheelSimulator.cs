using System.Numerics;
using CxOne.Numerics;

namespace CxOne.Pacing;

/// <summary>
/// Simulates days in which the dialer looks at its lines every tick. Time is cut into buckets of one tick: an unanswered dial is a
/// count in the bucket in which it ends, and only answers and the ends of calls keep their exact moment inside it.
/// </summary>
/// <remarks>
/// Bucket k holds what happens after tick k − 1 and up to tick k. A moment inside it is an offset of 1 to a whole tick, in units of
/// 2⁻²⁰ s. As long as there are more idle agents than answers in a bucket their order does not matter and nothing is sorted.
/// Where the wanted lines and the answer rate never change, a line that was not answered redials whatever else happens; then a
/// whole chain of rings, up to the answered one, is one dial here.
/// </remarks>
internal sealed class TimingWheelSimulator : IDaySimulator
{
    private const int Block = 256;

    // The three counts of a bucket and the mark that it has spilled share one word.
    private const int AnswerBits = 21;
    private const int ReleaseBits = 42;
    private const ulong CountMask = (1UL << 21) - 1;
    private const ulong OneAnswer = 1UL << AnswerBits;
    private const ulong OneRelease = 1UL << ReleaseBits;
    private const ulong Spilled = 1UL << 63;

    private readonly DialerPlan _plan;
    private readonly long _tick;
    private readonly ulong _reciprocal;
    private readonly int _mask;
    private readonly int _bucketBits;
    private readonly int _end;
    private readonly int _warm;

    private readonly ulong[] _buckets;
    private readonly ulong[] _occupied;
    private readonly uint[] _answers;
    private readonly uint[] _releases;
    private readonly int[] _spills;
    private readonly int[] _epochs;
    private readonly OverflowEventPool _pool = new();
    private readonly WaitingCalls _waiting = new();
    private readonly EventHeap _soon = new();
    private long[] _order = new long[64];

    private readonly RandomStream _dialStream = new();
    private readonly RandomStream _handleStream = new();
    private readonly ulong[] _random = new ulong[Block];
    private readonly ulong[] _dialRandom = new ulong[Block];
    private readonly ulong[] _dials = new ulong[Block];
    private readonly byte[] _rings = new byte[Block];
    private readonly int[] _firstRings = new int[Block];
    private readonly int[] _ringTicks;
    private readonly DurationTable[] _ringTables;
    private readonly int _longestChain;
    private readonly long[] _handles = new long[Block];
    private readonly int[] _level = new int[1];

    private int[] _wanted = [];
    private int _wantedMask;
    private ulong _threshold;
    private int _dialPlace;
    private int _dialCount;
    private int _ringCount;
    private int _openRings;
    private long _openTicks;
    private int _handlePlace;
    private int _idle;
    private int _lines;
    private int _counted;
    private long _dialled;
    private long _answered;
    private long _abandoned;
    private long _connected;
    private long _handled;
    private long _waitConnected;
    private long _waitAbandoned;
    private long _dialledBeyondWarm;
    private long _beyondWarm;
    private long _beyondEnd;

    public TimingWheelSimulator(DialerPlan plan)
    {
        _plan = plan;
        _tick = plan.Tick;
        _reciprocal = (ulong)((UInt128.One << 64) / (ulong)_tick);
        _mask = plan.Horizon - 1;
        _bucketBits = plan.BucketBits;
        _end = checked((int)plan.EndTick);
        _warm = (int)plan.WarmTick;
        _buckets = new ulong[plan.Horizon];
        _occupied = new ulong[plan.Horizon / 64];
        _answers = new uint[plan.Horizon << _bucketBits];
        _releases = new uint[plan.Horizon << _bucketBits];
        _spills = new int[plan.Horizon];
        _epochs = new int[(_end / plan.Horizon) + 2];
        _longestChain = plan.LongestChain;
        _ringTicks = new int[Block + _longestChain];
        _ringTables = [plan.RingUnanswered, plan.RingAnswered];
    }

    /// <inheritdoc/>
    public void Run(int day, DialerTarget target, out DayCounters counters, CancellationToken cancellationToken)
    {
        Reset(day, target);
        counters = default;
        var warm = default(DayCounters);
        var adaptive = _plan.Adaptive;
        var level = adaptive?.StartLevel ?? 0;
        var levelSum = 0d;
        var reviews = 0L;
        var rates = _plan.AnswerRates;
        var rate = 0;
        var now = 0;
        while (true)
        {
            // Everything that is rare happens between two runs of the loop over ticks.
            if (now == _warm)
            {
                warm = Counted();
                _counted = _end;
                levelSum = 0;
                reviews = 0;
            }

            if (now >= _end)
            {
                break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if ((now & _mask) == _mask)
            {
                Admit((now + 1) / (_mask + 1));
            }

            while (rate + 1 < rates.Length && rates[rate + 1].Tick <= now)
            {
                rate++;
                _threshold = rates[rate].Threshold;
                Decode(_dialPlace);
            }

            if (adaptive is not null && now % _plan.ReviewTicks == 0)
            {
                if (now > 0)
                {
                    level = adaptive.Review(level, target.HighestLevel, _plan.Agents, _idle, _waiting.Count, _answered, _abandoned);
                }

                levelSum += level;
                reviews++;
                _level[0] = DialerTarget.LinesAt(_plan.Agents, level);
            }

            Dial(now, _wanted[_idle & _wantedMask] - _lines);

            var stop = Math.Min(Math.Min((now + 1) | _mask, now + _plan.PollTicks), now < _warm ? _warm : _end);
            if (rate + 1 < rates.Length)
            {
                stop = (int)Math.Min(stop, rates[rate + 1].Tick);
            }

            if (adaptive is not null)
            {
                stop = (int)Math.Min(stop, now - (now % _plan.ReviewTicks) + _plan.ReviewTicks);
            }

            Advance(now, stop);
            now = stop;
        }

        var end = Counted();
        counters.Dials = end.Dials - warm.Dials + _dialledBeyondWarm;
        counters.Answered = end.Answered - warm.Answered;
        counters.Connected = end.Connected - warm.Connected;
        counters.Abandoned = end.Abandoned - warm.Abandoned;
        counters.WaitConnected = end.WaitConnected - warm.WaitConnected;
        counters.WaitAbandoned = end.WaitAbandoned - warm.WaitAbandoned;
        // Calls that straddle the warm-up count from its end on, calls that straddle the day's end up to it.
        counters.Busy = end.Busy - warm.Busy + _beyondWarm - _beyondEnd;
        counters.LevelSum = levelSum;
        counters.Reviews = reviews;
    }

    private DayCounters Counted() => new()
    {
        Dials = _dialled,
        Answered = _answered,
        Connected = _connected,
        Abandoned = _abandoned,
        WaitConnected = _waitConnected,
        WaitAbandoned = _waitAbandoned,
        Busy = _handled,
    };

    private void Reset(int day, DialerTarget target)
    {
        Array.Clear(_buckets);
        Array.Clear(_occupied);
        Array.Clear(_spills);
        Array.Clear(_epochs);
        _pool.Clear();
        _waiting.Clear();
        _soon.Clear();
        _dialStream.Start(_plan.Seed, day, 0);
        _handleStream.Start(_plan.Seed, day, 1);
        _threshold = _plan.AnswerRates[0].Threshold;
        _wanted = _plan.Adaptive is null ? target.Wanted : _level;
        _wantedMask = _wanted.Length == 1 ? 0 : -1;
        _idle = _plan.Agents;
        _lines = 0;
        _counted = _warm > 0 ? _warm : _end;
        _openRings = 0;
        _openTicks = 0;
        _dialledBeyondWarm = 0;
        _dialled = _answered = _abandoned = _connected = _handled = 0;
        _waitConnected = _waitAbandoned = _beyondWarm = _beyondEnd = 0;
        _ringCount = 0;
        FillDials();
        FillHandles();
    }

    /// <summary>Everything that happens after tick <paramref name="now"/>, up to the moment at which the dialer looks at tick <paramref name="stop"/>.</summary>
    private void Advance(int now, int stop)
    {
        var buckets = _buckets;
        var occupied = _occupied;
        var answers = _answers;
        var releases = _releases;
        var wanted = _wanted;
        var wantedMask = _wantedMask;
        var mask = _mask;
        var bucketBits = _bucketBits;
        var places = 1 << bucketBits;
        var tick = _tick;
        var reciprocal = _reciprocal;
        var handles = _handles;
        var dials = _dials;
        var idle = _idle;
        var lines = _lines;
        var rings = _rings;
        var dialPlace = _dialPlace;
        var dialCount = _dialCount;
        var handlePlace = _handlePlace;
        var hasWaiting = _waiting.Count > 0;
        var counted = _counted;
        var dialled = 0L;
        var answered = 0L;
        var handled = 0L;
        var at = now;
        while (true)
        {
            at++;
            if (!hasWaiting)
            {
                // The next bucket with anything in it; most ticks see nothing. No run of the loop passes the end of the wheel.
                var word = occupied[(at & mask) >> 6] >> at;
                while (word == 0 && at <= stop)
                {
                    at = (at | 63) + 1;
                    word = occupied[(at & mask) >> 6];
                }

                at += BitOperations.TrailingZeroCount(word);
                if (at > stop)
                {
                    break;
                }
            }

            ref var bucket = ref buckets[at & mask];
            var counts = bucket;
            var newAnswers = (int)((counts >> AnswerBits) & CountMask);
            if (newAnswers <= idle && !hasWaiting && (counts & Spilled) == 0)
            {
                var furthest = Math.Min(mask, counted - at);
                var first = (at & mask) << bucketBits;
                for (var index = 0; index < newAnswers; index++)
                {
                    if (handlePlace == Block)
                    {
                        FillHandles();
                        handlePlace = 0;
                    }

                    var handle = handles[handlePlace++];
                    handled += handle;
                    var offset = answers[first + index] + handle - 1;
                    var ticks = Quotient(offset, reciprocal, tick);
                    offset -= ticks * tick;
                    if (ticks > furthest)
                    {
                        ReleaseFar(at, ticks, (uint)offset + 1);
                        continue;
                    }

                    var place = (at + (int)ticks) & mask;
                    ref var other = ref buckets[place];
                    var taken = (int)((other >> ReleaseBits) & CountMask);
                    if (taken >= places)
                    {
                        Spill(place, at + (int)ticks, (uint)offset + 1, TickEventKind.Release);
                    }
                    else
                    {
                        releases[(place << bucketBits) + taken] = (uint)offset + 1;
                    }

                    other += OneRelease;
                    occupied[place >> 6] |= 1UL << place;
                }

                // A call may end in the very bucket in which it began.
                counts = bucket;
                var freed = (int)((counts >> ReleaseBits) & CountMask);
                idle += freed - newAnswers;
                lines -= freed + (int)(counts & CountMask);
                answered += newAnswers;
                if ((counts & Spilled) != 0)
                {
                    DropSpill(at & mask);
                }
            }
            else
            {
                _idle = idle;
                _lines = lines;
                _handlePlace = handlePlace;
                Contend(at);
                idle = _idle;
                lines = _lines;
                handlePlace = _handlePlace;
                hasWaiting = _waiting.Count > 0;
            }

            bucket = 0;
            occupied[(at & mask) >> 6] &= ~(1UL << at);
            if (at == stop)
            {
                break;
            }

            var missing = wanted[idle & wantedMask] - lines;
            if (missing <= 0)
            {
                continue;
            }

            lines += missing;
            var nearest = Math.Min(mask, counted - at);
            do
            {
                if (dialPlace == dialCount)
                {
                    FillDials();
                    dialPlace = 0;
                    dialCount = _dialCount;
                }

                dialled += rings[dialPlace];
                var dial = dials[dialPlace++];
                var ticks = (long)(dial >> 32);
                if (ticks > nearest)
                {
                    RingFar(at, dialPlace - 1);
                    continue;
                }

                var place = (at + (int)ticks) & mask;
                ref var other = ref buckets[place];
                var taken = (int)((other >> AnswerBits) & CountMask);
                if (taken >= places)
                {
                    if ((uint)dial != 0)
                    {
                        Spill(place, at + (int)ticks, (uint)dial, TickEventKind.Answer);
                    }
                }
                else
                {
                    // An unanswered dial leaves a zero behind that the next answer overwrites.
                    answers[(place << bucketBits) + taken] = (uint)dial;
                }

                other += (uint)dial == 0 ? 1UL : OneAnswer;
                occupied[place >> 6] |= 1UL << place;
            }
            while (--missing > 0);
        }

        _idle = idle;
        _lines = lines;
        _dialPlace = dialPlace;
        _handlePlace = handlePlace;
        _dialled += dialled;
        _answered += answered;
        _connected += answered;
        _handled += handled;
    }

    /// <summary>A bucket in which somebody may have to wait: its events in their exact order.</summary>
    private void Contend(int at)
    {
        var place = at & _mask;
        var counts = _buckets[place];
        var count = Gather(place, counts);
        var order = _order.AsSpan(0, count);
        Sort(order);
        var start = (at - 1L) * _tick;
        var patience = _plan.Patience;
        var next = 0;
        while (next < count || _soon.Count > 0)
        {
            var key = next < count && (_soon.Count == 0 || order[next] <= _soon.Least) ? order[next++] : _soon.Take();
            var offset = key >> 1;
            var time = start + offset;
            while (_waiting.Count > 0 && _waiting.First + patience < time)
            {
                Abandon();
            }

            if ((key & 1) == (long)TickEventKind.Release)
            {
                _lines--;
                if (_waiting.Count > 0)
                {
                    _waitConnected += time - _waiting.Take();
                    Connect(at, offset);
                }
                else
                {
                    _idle++;
                }
            }
            else
            {
                _answered++;
                if (_idle > 0)
                {
                    _idle--;
                    Connect(at, offset);
                }
                else
                {
                    _waiting.Add(time);
                }
            }
        }

        while (_waiting.Count > 0 && _waiting.First + patience <= start + _tick)
        {
            Abandon();
        }

        _lines -= (int)(counts & CountMask);
    }

    private static void Sort(Span<long> keys)
    {
        if (keys.Length > 16)
        {
            keys.Sort();
            return;
        }

        for (var index = 1; index < keys.Length; index++)
        {
            var key = keys[index];
            var place = index;
            for (; place > 0 && keys[place - 1] > key; place--)
            {
                keys[place] = keys[place - 1];
            }

            keys[place] = key;
        }
    }

    private int Gather(int place, ulong counts)
    {
        var answers = (int)((counts >> AnswerBits) & CountMask);
        var releases = (int)((counts >> ReleaseBits) & CountMask);
        if (answers + releases > _order.Length)
        {
            Array.Resize(ref _order, Math.Max(answers + releases, 2 * _order.Length));
        }

        var order = _order;
        var first = place << _bucketBits;
        var count = 0;
        for (var index = 0; index < answers && index < 1 << _bucketBits; index++)
        {
            order[count++] = ((long)_answers[first + index] << 1) | (long)TickEventKind.Answer;
        }

        for (var index = 0; index < releases && index < 1 << _bucketBits; index++)
        {
            order[count++] = ((long)_releases[first + index] << 1) | (long)TickEventKind.Release;
        }

        if ((counts & Spilled) != 0)
        {
            for (var entry = _spills[place]; entry != OverflowEventPool.None; entry = _pool.Pop(entry))
            {
                order[count++] = ((long)_pool.Offset(entry) << 1) | (long)_pool.Kind(entry);
            }

            _spills[place] = OverflowEventPool.None;
        }

        return count;
    }

    private void Abandon()
    {
        _waiting.Take();
        _waitAbandoned += _plan.Patience;
        _abandoned++;
        _lines--;
    }

    /// <summary>An agent takes a call at an offset inside the bucket that is being worked on.</summary>
    private void Connect(int at, long offset)
    {
        if (_handlePlace == Block)
        {
            FillHandles();
        }

        var handle = _handles[_handlePlace++];
        _handled += handle;
        _connected++;
        var end = offset + handle - 1;
        var ticks = Quotient(end, _reciprocal, _tick);
        end -= ticks * _tick;
        if (ticks == 0)
        {
            _soon.Add(((end + 1) << 1) | (long)TickEventKind.Release);
        }
        else if (ticks > Math.Min(_mask, _counted - at))
        {
            ReleaseFar(at, ticks, (uint)end + 1);
        }
        else
        {
            Put(at + (int)ticks, (uint)end + 1, TickEventKind.Release);
        }
    }

    /// <summary>A call that ends beyond the horizon, or beyond the warm-up, or beyond the day.</summary>
    private void ReleaseFar(int at, long ticks, uint offset)
    {
        var tick = at + ticks;
        var moment = ((tick - 1) * _tick) + offset;
        if (_counted == _warm && tick > _warm)
        {
            _beyondWarm += moment - (_warm * _tick);
        }

        if (tick > _end)
        {
            _beyondEnd += moment - (_end * _tick);
        }
        else if (ticks <= _mask)
        {
            Put((int)tick, offset, TickEventKind.Release);
        }
        else
        {
            Defer((int)tick, offset, TickEventKind.Release);
        }
    }

    /// <summary>A dial that is heard of again beyond the horizon, or beyond the warm-up, or beyond the day.</summary>
    private void RingFar(int at, int dial)
    {
        var ticks = (long)(_dials[dial] >> 32);
        var offset = (uint)_dials[dial];
        if (at + ticks > _counted)
        {
            // The rings of the chain that begin beyond the end are not counted with those before it.
            var tick = (long)at;
            var first = _firstRings[dial];
            for (var ring = first; ring < first + _rings[dial]; ring++)
            {
                if (tick >= _end)
                {
                    _dialled--;
                }
                else if (tick >= _counted)
                {
                    _dialledBeyondWarm++;
                }

                tick += _ringTicks[ring];
            }
        }

        if (at + ticks > _end)
        {
            return;
        }

        var kind = offset == 0 ? TickEventKind.GivenUp : TickEventKind.Answer;
        if (ticks > _mask)
        {
            Defer((int)(at + ticks), offset, kind);
        }
        else
        {
            Put((int)(at + ticks), offset, kind);
        }
    }

    private void Dial(int at, int missing)
    {
        for (; missing > 0; missing--)
        {
            _lines++;
            if (_dialPlace == _dialCount)
            {
                FillDials();
            }

            var place = _dialPlace++;
            _dialled += _rings[place];
            var ticks = (long)(_dials[place] >> 32);
            var offset = (uint)_dials[place];
            if (ticks > Math.Min(_mask, _counted - at))
            {
                RingFar(at, place);
            }
            else
            {
                Put(at + (int)ticks, offset, offset == 0 ? TickEventKind.GivenUp : TickEventKind.Answer);
            }
        }
    }

    /// <summary>Puts an event into a bucket within the horizon.</summary>
    private void Put(int tick, uint offset, TickEventKind kind)
    {
        var place = tick & _mask;
        ref var bucket = ref _buckets[place];
        _occupied[place >> 6] |= 1UL << place;
        if (kind == TickEventKind.GivenUp)
        {
            bucket++;
            return;
        }

        var isAnswer = kind == TickEventKind.Answer;
        var taken = (int)((bucket >> (isAnswer ? AnswerBits : ReleaseBits)) & CountMask);
        if (taken >= 1 << _bucketBits)
        {
            Spill(place, tick, offset, kind);
        }
        else
        {
            (isAnswer ? _answers : _releases)[(place << _bucketBits) + taken] = offset;
        }

        bucket += isAnswer ? OneAnswer : OneRelease;
    }

    private void Spill(int place, int tick, uint offset, TickEventKind kind)
    {
        _spills[place] = _pool.Push(_spills[place], tick, offset, kind);
        _buckets[place] |= Spilled;
    }

    private void DropSpill(int place)
    {
        for (var entry = _spills[place]; entry != OverflowEventPool.None; entry = _pool.Pop(entry))
        {
        }

        _spills[place] = OverflowEventPool.None;
    }

    /// <summary>Keeps an event beyond the horizon until the wheel has come round to it.</summary>
    private void Defer(int tick, uint offset, TickEventKind kind)
    {
        ref var head = ref _epochs[tick / (_mask + 1)];
        head = _pool.Push(head, tick, offset, kind);
    }

    /// <summary>Moves the events of an epoch, one turn of the wheel, into their buckets.</summary>
    private void Admit(int epoch)
    {
        if (epoch >= _epochs.Length)
        {
            return;
        }

        for (var entry = _epochs[epoch]; entry != OverflowEventPool.None; entry = _pool.Pop(entry))
        {
            Put(_pool.Tick(entry), _pool.Offset(entry), _pool.Kind(entry));
        }

        _epochs[epoch] = OverflowEventPool.None;
    }

    /// <summary>Whole ticks in a time, exactly, by a multiplication.</summary>
    private static long Quotient(long time, ulong reciprocal, long tick)
    {
        var quotient = (long)Math.BigMul((ulong)time, reciprocal, out _);
        return time - (quotient * tick) >= tick ? quotient + 1 : quotient;
    }

    private void FillDials()
    {
        _dialStream.Fill(_dialRandom);
        // The rings of a chain that the former block began come first.
        Array.Copy(_ringTicks, _ringCount - _openRings, _ringTicks, 0, _openRings);
        _ringCount = _openRings;
        _dialCount = 0;
        Decode(0);
        _dialPlace = 0;
    }

    /// <summary>Turns random bits into dials: ticks until the line is heard of again, and the offset inside that bucket, or 0 if nobody answered.</summary>
    private void Decode(int first)
    {
        var random = _dialRandom;
        var tables = _ringTables;
        var dials = _dials;
        var rings = _rings;
        var firstRings = _firstRings;
        var ringTicks = _ringTicks;
        var threshold = _threshold;
        var reciprocal = _reciprocal;
        var tick = _tick;
        var longest = _longestChain;
        var count = longest == 1 ? first : 0;
        var ringCount = longest == 1 ? first : _ringCount;
        var openRings = _openRings;
        var openTicks = _openTicks;
        for (var index = first; index < Block; index++)
        {
            var bits = random[index];
            // One where a person answers; arithmetic, because a branch on chance is guessed wrong too often.
            var isAnswered = (int)(((bits >> 32) - threshold) >> 63);
            var ring = tables[isAnswered].Draw((uint)bits, bits) - 1;
            var ticks = Quotient(ring, reciprocal, tick);
            var offset = ring - (ticks * tick) + 1;
            ticks = Math.Min(ticks + 1, int.MaxValue);
            ringTicks[ringCount++] = (int)ticks;
            openTicks = Math.Min(openTicks + ticks, int.MaxValue);
            openRings++;
            dials[count] = ((ulong)openTicks << 32) | (ulong)(offset & -isAnswered);
            rings[count] = (byte)openRings;
            firstRings[count] = ringCount - openRings;
            var isDone = isAnswered | (openRings == longest ? 1 : 0);
            count += isDone;
            openTicks &= isDone - 1L;
            openRings &= isDone - 1;
        }

        _dialCount = count;
        _ringCount = ringCount;
        _openRings = openRings;
        _openTicks = openTicks;
    }

    private void FillHandles()
    {
        _handleStream.Fill(_random);
        var talk = _plan.Talk;
        var wrap = _plan.Wrap;
        for (var index = 0; index < Block; index++)
        {
            var random = _random[index];
            _handles[index] = talk.Draw((uint)(random >> 32), random) + wrap.Draw((uint)random, ~random);
        }

        _handlePlace = 0;
    }
}
