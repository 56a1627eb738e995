using System.Numerics;
using CxOne.Numerics;

namespace CxOne.Pacing;

/// <summary>
/// Simulates days in which the dialer decides at every tick, with a <see cref="TimingWheel"/> of events. Longer than 300 lines, because the
/// loop over ticks and its rare paths share the agents, lines and indexes of one day, and the loop must keep them in locals.
/// </summary>
/// <remarks>
/// Bucket k contains the events after tick k − 1 and up to tick k. A time within it is an offset from 1 to the length of a tick, in units
/// of 2⁻²⁰ s. While a bucket has at most as many answers as there are idle agents, the order of its events does not matter and nothing is
/// sorted. If neither the intended lines nor the answer rate change, an unanswered line always redials, so a whole chain of rings up to the
/// answered one is one dial.
/// </remarks>
internal sealed class TimingWheelSimulator : IDaySimulator
{
    private readonly DialerPlan _plan;
    private readonly long _tick;
    private readonly ulong _reciprocal;
    private readonly int _end;
    private readonly int _warm;
    private readonly TimingWheel _wheel;
    private readonly DialStream _dials;
    private readonly HandleTimeStream _handles;
    private readonly WaitingCalls _waiting = new();
    private readonly EventHeap _soon = new();
    private readonly int[] _level = new int[1];
    private long[] _order = new long[64];

    private int[] _wanted = [];
    private int _wantedMask;
    private int _dialPlace;
    private int _handlePlace;
    private int _idle;
    private int _lines;
    private int _counted;
    private DayCounters _counters;
    private long _dialledBeyondWarm;
    private long _beyondWarm;
    private long _beyondEnd;

    public TimingWheelSimulator(DialerPlan plan)
    {
        _plan = plan;
        _tick = plan.Tick;
        _reciprocal = TickDivision.Reciprocal(_tick);
        _end = checked((int)plan.EndTick);
        _warm = (int)plan.WarmTick;
        _wheel = new TimingWheel(plan.Horizon, plan.BucketBits, _end);
        _dials = new DialStream(plan);
        _handles = new HandleTimeStream(plan);
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
        var mask = _wheel.Mask;
        var rate = 0;
        var now = 0;
        while (true)
        {
            // Rare events are handled between two runs of the loop over ticks.
            if (now == _warm)
            {
                warm = _counters;
                _counted = _end;
                levelSum = 0;
                reviews = 0;
            }

            if (now >= _end)
            {
                break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if ((now & mask) == mask)
            {
                _wheel.BeginTurn((now + 1) / (mask + 1));
            }

            while (rate + 1 < rates.Length && rates[rate + 1].Tick <= now)
            {
                rate++;
                _dials.Redraw(_dialPlace, rates[rate].Threshold);
            }

            if (adaptive is not null && now % _plan.ReviewTicks == 0)
            {
                if (now > 0)
                {
                    level = adaptive.Review(
                        level, target.HighestLevel, _plan.Agents, _idle, _waiting.Count, _counters.Answered, _counters.Abandoned);
                }

                levelSum += level;
                reviews++;
                _level[0] = DialerTarget.LinesAt(_plan.Agents, level);
            }

            Dial(now, _wanted[_idle & _wantedMask] - _lines);

            var stop = Math.Min(Math.Min((now + 1) | mask, now + _plan.PollTicks), now < _warm ? _warm : _end);
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

        counters = _counters.Since(warm);
        counters.Dials += _dialledBeyondWarm;
        // A call across the end of the warm-up counts from there on, a call across the end of the day up to it.
        counters.Busy = _counters.Busy - warm.Busy + _beyondWarm - _beyondEnd;
        counters.LevelSum = levelSum;
        counters.Reviews = reviews;
    }

    private void Reset(int day, DialerTarget target)
    {
        _wheel.Clear();
        _waiting.Clear();
        _soon.Clear();
        _dials.Start(_plan.Seed, day, _plan.AnswerRates[0].Threshold);
        _handles.Start(_plan.Seed, day);
        _dialPlace = 0;
        _handlePlace = 0;
        _wanted = _plan.Adaptive is null ? target.Wanted : _level;
        _wantedMask = _wanted.Length == 1 ? 0 : -1;
        _idle = _plan.Agents;
        _lines = 0;
        _counted = _warm > 0 ? _warm : _end;
        _counters = default;
        _dialledBeyondWarm = _beyondWarm = _beyondEnd = 0;
    }

    /// <summary>
    /// Simulates the time after tick <paramref name="now"/> up to the decision of the dialer at tick <paramref name="stop"/>.
    /// </summary>
    private void Advance(int now, int stop)
    {
        var buckets = _wheel.Buckets;
        var occupied = _wheel.Occupied;
        var answers = _wheel.Answers;
        var releases = _wheel.Releases;
        var wanted = _wanted;
        var wantedMask = _wantedMask;
        var mask = _wheel.Mask;
        var bucketBits = _wheel.BucketBits;
        var places = 1 << bucketBits;
        var tick = _tick;
        var reciprocal = _reciprocal;
        var handles = _handles.Handles;
        var dials = _dials.Dials;
        var idle = _idle;
        var lines = _lines;
        var rings = _dials.Rings;
        var dialPlace = _dialPlace;
        var dialCount = _dials.Count;
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
                // Skips to the next bucket with events; most are empty. No run of the loop passes the end of the wheel.
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
            var newAnswers = (int)((counts >> TimingWheel.AnswerBits) & TimingWheel.CountMask);
            if (newAnswers <= idle && !hasWaiting && (counts & TimingWheel.Spilled) == 0)
            {
                var furthest = Math.Min(mask, counted - at);
                var first = (at & mask) << bucketBits;
                for (var index = 0; index < newAnswers; index++)
                {
                    if (handlePlace == HandleTimeStream.Block)
                    {
                        _handles.Fill();
                        handlePlace = 0;
                    }

                    var handle = handles[handlePlace++];
                    handled += handle;
                    var offset = answers[first + index] + handle - 1;
                    var ticks = TickDivision.Quotient(offset, reciprocal, tick);
                    offset -= ticks * tick;
                    if (ticks > furthest)
                    {
                        ReleaseFar(at, ticks, (uint)offset + 1);
                        continue;
                    }

                    var place = (at + (int)ticks) & mask;
                    ref var other = ref buckets[place];
                    var taken = (int)((other >> TimingWheel.ReleaseBits) & TimingWheel.CountMask);
                    if (taken >= places)
                    {
                        _wheel.Spill(place, at + (int)ticks, (uint)offset + 1, TickEventKind.Release);
                    }
                    else
                    {
                        releases[(place << bucketBits) + taken] = (uint)offset + 1;
                    }

                    other += TimingWheel.OneRelease;
                    occupied[place >> 6] |= 1UL << place;
                }

                // A call may end in the bucket in which it began.
                counts = bucket;
                var freed = (int)((counts >> TimingWheel.ReleaseBits) & TimingWheel.CountMask);
                idle += freed - newAnswers;
                lines -= freed + (int)(counts & TimingWheel.CountMask);
                answered += newAnswers;
                if ((counts & TimingWheel.Spilled) != 0)
                {
                    _wheel.DropSpill(at & mask);
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
                    _dials.Fill();
                    dialPlace = 0;
                    dialCount = _dials.Count;
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
                var taken = (int)((other >> TimingWheel.AnswerBits) & TimingWheel.CountMask);
                if (taken >= places)
                {
                    if ((uint)dial != 0)
                    {
                        _wheel.Spill(place, at + (int)ticks, (uint)dial, TickEventKind.Answer);
                    }
                }
                else
                {
                    // An unanswered dial writes a zero, which the next answer overwrites.
                    answers[(place << bucketBits) + taken] = (uint)dial;
                }

                other += (uint)dial == 0 ? 1UL : TimingWheel.OneAnswer;
                occupied[place >> 6] |= 1UL << place;
            }
            while (--missing > 0);
        }

        _idle = idle;
        _lines = lines;
        _dialPlace = dialPlace;
        _handlePlace = handlePlace;
        _counters.Dials += dialled;
        _counters.Answered += answered;
        _counters.Connected += answered;
        _counters.Busy += handled;
    }

    /// <summary>Simulates a bucket in which a call may have to wait: handles its events in their exact order.</summary>
    private void Contend(int at)
    {
        var place = at & _wheel.Mask;
        var counts = _wheel.Buckets[place];
        var count = _wheel.Gather(place, counts, ref _order);
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
                    _counters.WaitConnected += time - _waiting.Take();
                    Connect(at, offset);
                }
                else
                {
                    _idle++;
                }
            }
            else
            {
                _counters.Answered++;
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

        _lines -= (int)(counts & TimingWheel.CountMask);
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

    private void Abandon()
    {
        _waiting.Take();
        _counters.WaitAbandoned += _plan.Patience;
        _counters.Abandoned++;
        _lines--;
    }

    /// <summary>Connects a call to an agent at an offset within the current bucket.</summary>
    private void Connect(int at, long offset)
    {
        if (_handlePlace == HandleTimeStream.Block)
        {
            _handles.Fill();
            _handlePlace = 0;
        }

        var handle = _handles.Handles[_handlePlace++];
        _counters.Busy += handle;
        _counters.Connected++;
        var end = offset + handle - 1;
        var ticks = TickDivision.Quotient(end, _reciprocal, _tick);
        end -= ticks * _tick;
        if (ticks == 0)
        {
            _soon.Add(((end + 1) << 1) | (long)TickEventKind.Release);
        }
        else if (ticks > Math.Min(_wheel.Mask, _counted - at))
        {
            ReleaseFar(at, ticks, (uint)end + 1);
        }
        else
        {
            _wheel.Put(at + (int)ticks, (uint)end + 1, TickEventKind.Release);
        }
    }

    /// <summary>Schedules the end of a call beyond the horizon, the warm-up or the day.</summary>
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
        else if (ticks <= _wheel.Mask)
        {
            _wheel.Put((int)tick, offset, TickEventKind.Release);
        }
        else
        {
            _wheel.Defer((int)tick, offset, TickEventKind.Release);
        }
    }

    /// <summary>Schedules the end of a dial beyond the horizon, the warm-up or the day.</summary>
    private void RingFar(int at, int dial)
    {
        var ticks = (long)(_dials.Dials[dial] >> 32);
        var offset = (uint)_dials.Dials[dial];
        if (at + ticks > _counted)
        {
            // Rings of the chain that begin after the end are not counted with those before it.
            var tick = (long)at;
            var first = _dials.FirstRings[dial];
            for (var ring = first; ring < first + _dials.Rings[dial]; ring++)
            {
                if (tick >= _end)
                {
                    _counters.Dials--;
                }
                else if (tick >= _counted)
                {
                    _dialledBeyondWarm++;
                }

                tick += _dials.RingTicks[ring];
            }
        }

        if (at + ticks > _end)
        {
            return;
        }

        var kind = offset == 0 ? TickEventKind.GivenUp : TickEventKind.Answer;
        if (ticks > _wheel.Mask)
        {
            _wheel.Defer((int)(at + ticks), offset, kind);
        }
        else
        {
            _wheel.Put((int)(at + ticks), offset, kind);
        }
    }

    private void Dial(int at, int missing)
    {
        for (; missing > 0; missing--)
        {
            _lines++;
            if (_dialPlace == _dials.Count)
            {
                _dials.Fill();
                _dialPlace = 0;
            }

            var place = _dialPlace++;
            _counters.Dials += _dials.Rings[place];
            var ticks = (long)(_dials.Dials[place] >> 32);
            var offset = (uint)_dials.Dials[place];
            if (ticks > Math.Min(_wheel.Mask, _counted - at))
            {
                RingFar(at, place);
            }
            else
            {
                _wheel.Put(at + (int)ticks, offset, offset == 0 ? TickEventKind.GivenUp : TickEventKind.Answer);
            }
        }
    }
}
