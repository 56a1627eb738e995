using System.Numerics;

namespace CxOne.Pacing;

/// <summary>
/// A request prepared for simulation: tables, times as integers, sizes. Immutable; all threads and all candidates of a search share it.
/// </summary>
internal sealed class DialerPlan
{
    private const int LeastHorizon = 64;
    private const int GreatestHorizon = 8192;

    private const int MostRings = 64;
    private const int MostPollTicks = 1024;

    // About ten milliseconds of processor time.
    private const int CallsBetweenPolls = 40_000;

    public DialerPlan(DialerSimulationRequest request)
    {
        Agents = request.Agents;
        Seed = request.Seed;
        Adaptive = request.Pacing == DialerPacing.Adaptive ? request.Adaptive : null;
        RingAnswered = new DurationTable(request.RingAnswered);
        RingUnanswered = new DurationTable(request.RingUnanswered);
        Talk = new DurationTable(request.Talk);
        Wrap = new DurationTable(request.Wrap);
        Patience = Units(request.PatienceSec);
        IsInstant = request.TickSec == 0;
        // Without a tick, times are in units of 2⁻²⁰ s.
        Tick = IsInstant ? 1 : Math.Max(1, Units(request.TickSec));
        EndTick = Ticks(request.Hours * 3600);
        WarmTick = Math.Min(Ticks(request.WarmupHours * 3600), EndTick - 1);
        ReviewTicks = Adaptive is null ? 0 : Math.Max(1, (long)Math.Round(Adaptive.ReviewSec * DurationTable.UnitsPerSec / Tick));
        AnswerRates = request.AnswerRateBuckets.Count == 0
            ? [new AnswerRateStep(0, Threshold(request.AnswerRate!.Value))]
            : request.AnswerRateBuckets
                .Select((bucket, index) => new AnswerRateStep(index == 0 ? 0 : Ticks(bucket.StartSec), Threshold(bucket.AnswerRate)))
                .ToArray();
        // Most calls should end within the horizon. Later events wait in a list, which is slower but equally correct.
        var handleTicks = (request.Talk.MeanSec + request.Wrap.MeanSec) * DurationTable.UnitsPerSec / Tick;
        Horizon = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(5 * handleTicks, LeastHorizon, GreatestHorizon));
        // A chain of rings can be drawn at once if it depends on nothing but the line itself.
        var ringTicks = 0.5 + (request.RingUnanswered.MeanSec * DurationTable.UnitsPerSec / Tick);
        LongestChain = request.Pacing == DialerPacing.Lines && AnswerRates.Length == 1
            ? (int)Math.Clamp(Horizon / 2 / ringTicks, 1, MostRings)
            : 1;
        var answersPerTick = Math.Min(Agents, Agents / Math.Max(0.5, handleTicks));
        PollTicks = (int)Math.Clamp(CallsBetweenPolls / answersPerTick, 1, MostPollTicks);
        Inputs = DialerInputs.Of(request, this);
        BucketBits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)(answersPerTick + (4 * Math.Sqrt(answersPerTick)) + 2)));
    }

    public int Agents { get; }

    public long Seed { get; }

    public AdaptivePacing? Adaptive { get; }

    public DurationTable RingAnswered { get; }

    public DurationTable RingUnanswered { get; }

    public DurationTable Talk { get; }

    public DurationTable Wrap { get; }

    /// <summary>Patience in units of 2⁻²⁰ s.</summary>
    public long Patience { get; }

    /// <summary>Whether the dialer decides at every event instead of at ticks.</summary>
    public bool IsInstant { get; }

    /// <summary>Length of a tick in units of 2⁻²⁰ s.</summary>
    public long Tick { get; }

    /// <summary>The tick at which the day ends.</summary>
    public long EndTick { get; }

    /// <summary>The tick at which the warm-up ends.</summary>
    public long WarmTick { get; }

    /// <summary>Ticks between two reviews of the adaptive rule.</summary>
    public long ReviewTicks { get; }

    /// <summary>Answer rates by tick; the first one applies from tick 0.</summary>
    public AnswerRateStep[] AnswerRates { get; }

    /// <summary>Number of ticks in the timing wheel; a power of two.</summary>
    public int Horizon { get; }

    /// <summary>The highest number of rings that are drawn as one dial.</summary>
    public int LongestChain { get; }

    /// <summary>Ticks between two checks for cancellation.</summary>
    public int PollTicks { get; }

    /// <summary>Binary logarithm of the capacity of a bucket.</summary>
    public int BucketBits { get; }

    /// <summary>The inputs that the results of all candidates share.</summary>
    public DialerInputs Inputs { get; }

    /// <summary>Seconds of a day after the warm-up.</summary>
    public double CountedSec => (EndTick - WarmTick) * (double)Tick / DurationTable.UnitsPerSec;

    private static long Units(double sec) => (long)Math.Round(sec * DurationTable.UnitsPerSec);

    private static ulong Threshold(double rate) => (ulong)Math.Round(rate * 4294967296d);

    private long Ticks(double sec) => (long)Math.Ceiling(sec * DurationTable.UnitsPerSec / Tick);
}

/// <summary>An answer rate as a threshold for 32 random bits.</summary>
/// <param name="Tick">The first tick to which it applies.</param>
/// <param name="Threshold">Answer rate × 2³².</param>
internal readonly record struct AnswerRateStep(long Tick, ulong Threshold);
