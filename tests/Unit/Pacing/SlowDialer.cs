using CxOne.Pacing;

namespace CxOne.Tests.Pacing;

/// <summary>
/// A textbook implementation of the dialer: one list of events, time as double, one object per call. It shares only the request with the
/// product. It is intentionally slow and simple, as a reference for the fast simulators.
/// </summary>
internal sealed class SlowDialer
{
    private readonly DialerSimulationRequest _request;
    private readonly Random _random;
    private readonly PriorityQueue<Action, (double Time, int Order, long Number)> _events = new();
    private readonly LinkedList<Call> _queue = new();
    private readonly double _end;
    private readonly double _warm;
    private double _now;
    private long _number;
    private int _idle;
    private int _ringing;
    private int _bound;
    private double _level;

    private SlowDialer(DialerSimulationRequest request, int seed)
    {
        _request = request;
        _random = new Random(seed);
        _end = request.Hours * 3600;
        _warm = request.WarmupHours * 3600;
        _idle = request.Agents;
        _level = request.Adaptive.StartLevel;
    }

    public double Dials { get; private set; }

    public double Answered { get; private set; }

    public double Abandoned { get; private set; }

    public double Connected { get; private set; }

    public double Wait { get; private set; }

    public double Busy { get; private set; }

    private double AnsweredSinceMorning { get; set; }

    private double AbandonedSinceMorning { get; set; }

    public static SlowDialer Day(DialerSimulationRequest request, int day)
    {
        var dialer = new SlowDialer(request, 7919 * (day + 1));
        dialer.Run();
        return dialer;
    }

    private void Run()
    {
        if (_request.Pacing == DialerPacing.Adaptive)
        {
            Schedule(_request.Adaptive.ReviewSec, 5, Review);
        }

        Schedule(0, 9, Tick);
        while (_events.TryDequeue(out var happen, out var key) && key.Time < _end)
        {
            _now = key.Time;
            happen();
            if (_request.TickSec == 0)
            {
                Dial();
            }
        }
    }

    private void Tick()
    {
        Dial();
        if (_request.TickSec > 0)
        {
            Schedule(_request.TickSec, 9, Tick);
        }
    }

    private void Review()
    {
        var rule = _request.Adaptive;
        var highest = _request.Ratio ?? 3;
        if (AnsweredSinceMorning >= rule.MinimumAnswers && AbandonedSinceMorning / AnsweredSinceMorning > rule.DropLimit)
        {
            _level = rule.Reaction == AdaptiveReaction.Halve ? _level / 2 : rule.LowestLevel;
        }
        else
        {
            _level += rule.Step * (_idle - (rule.WaitingWeight * _queue.Count)) / _request.Agents;
        }

        _level = Math.Min(highest, Math.Max(rule.LowestLevel, _level));
        Schedule(rule.ReviewSec, 5, Review);
    }

    private void Dial()
    {
        var agents = _request.Agents;
        var missing = _request.Pacing switch
        {
            DialerPacing.Lines => (_request.Lines ?? Math.Round(_request.Ratio!.Value * agents)) - (_ringing + _queue.Count + _bound),
            DialerPacing.IdleRatio => Math.Floor((_request.Ratio!.Value * _idle) + 0.5) - _ringing,
            DialerPacing.Progressive => _idle - _ringing,
            _ => Math.Floor((_level * agents) + 0.5) - (_ringing + _queue.Count + _bound),
        };
        for (; missing > 0; missing--)
        {
            _ringing++;
            Dials += _now >= _warm ? 1 : 0;
            if (_random.NextDouble() < AnswerRate())
            {
                Schedule(Draw(_request.RingAnswered), 1, Answer);
            }
            else
            {
                Schedule(Draw(_request.RingUnanswered), 2, () => _ringing--);
            }
        }
    }

    private double AnswerRate()
        => _request.AnswerRate
            ?? (_request.AnswerRateBuckets.LastOrDefault(bucket => bucket.StartSec <= _now) ?? _request.AnswerRateBuckets[0]).AnswerRate;

    private void Answer()
    {
        _ringing--;
        AnsweredSinceMorning++;
        Answered += _now > _warm ? 1 : 0;
        var call = new Call(_now);
        if (_idle > 0)
        {
            _idle--;
            Connect(call);
            return;
        }

        _queue.AddLast(call);
        Schedule(_request.PatienceSec, 3, () => GiveUp(call));
    }

    private void GiveUp(Call call)
    {
        if (_queue.Remove(call))
        {
            AbandonedSinceMorning++;
            Abandoned += _now > _warm ? 1 : 0;
            Wait += _now > _warm ? _request.PatienceSec : 0;
        }
    }

    private void Connect(Call call)
    {
        _bound++;
        Connected += _now > _warm ? 1 : 0;
        Wait += _now > _warm ? _now - call.AnsweredAt : 0;
        var handle = Draw(_request.Talk) + Draw(_request.Wrap);
        Busy += Math.Max(0, Math.Min(_now + handle, _end) - Math.Max(_now, _warm));
        Schedule(handle, 0, Release);
    }

    private void Release()
    {
        _bound--;
        if (_queue.First is { } first)
        {
            _queue.RemoveFirst();
            Connect(first.Value);
        }
        else
        {
            _idle++;
        }
    }

    private void Schedule(double delay, int order, Action happen) => _events.Enqueue(happen, (_now + delay, order, _number++));

    private double Draw(DurationDistribution distribution)
    {
        switch (distribution.Kind)
        {
            case DurationKind.Constant:
                return distribution.MeanSec;
            case DurationKind.Exponential:
                return -distribution.MeanSec * Math.Log(1 - _random.NextDouble());
            case DurationKind.Empirical:
                return distribution.Sample[_random.Next(distribution.Sample.Count)];
            default:
                var variance = Math.Log(1 + (distribution.Cv * distribution.Cv));
                // Box–Muller transform.
                var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
                return distribution.MeanSec * Math.Exp((Math.Sqrt(variance) * normal) - (variance / 2));
        }
    }

    private sealed class Call(double answeredAt)
    {
        public double AnsweredAt { get; } = answeredAt;
    }
}
