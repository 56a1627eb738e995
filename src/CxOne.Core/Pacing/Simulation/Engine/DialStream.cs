using CxOne.Numerics;

namespace CxOne.Pacing;

/// <summary>
/// Draws dials in blocks. If a redial depends on nothing but the line itself, a chain of rings up to the answered one is one dial.
/// </summary>
/// <remarks>Blocks and arrays are public fields, because the loop over ticks copies them into locals.</remarks>
internal sealed class DialStream
{
    public const int Block = 256;

    /// <summary>
    /// Upper half: ticks until the dial ends. Lower half: the offset of the answer within that bucket, or 0 without an answer.
    /// </summary>
    public readonly ulong[] Dials = new ulong[Block];

    /// <summary>Number of rings of each dial.</summary>
    public readonly byte[] Rings = new byte[Block];

    /// <summary>Index of the first ring of each dial in <see cref="RingTicks"/>.</summary>
    public readonly int[] FirstRings = new int[Block];
    public readonly int[] RingTicks;

    /// <summary>Number of dials in the block.</summary>
    public int Count;

    private readonly RandomStream _stream = new();
    private readonly ulong[] _random = new ulong[Block];
    private readonly DurationTable[] _ringTables;
    private readonly int _longestChain;
    private readonly long _tick;
    private readonly ulong _reciprocal;
    private ulong _threshold;
    private int _ringCount;
    private int _openRings;
    private long _openTicks;

    public DialStream(DialerPlan plan)
    {
        _longestChain = plan.LongestChain;
        RingTicks = new int[Block + _longestChain];
        _ringTables = [plan.RingUnanswered, plan.RingAnswered];
        _tick = plan.Tick;
        _reciprocal = TickDivision.Reciprocal(_tick);
    }

    /// <summary>Starts the dials of a day.</summary>
    public void Start(long seed, int day, ulong threshold)
    {
        _stream.Start(seed, day, 0);
        _threshold = threshold;
        _openRings = 0;
        _openTicks = 0;
        _ringCount = 0;
        Fill();
    }

    /// <summary>Draws the dials of the block again from an index on, with the same random bits and another answer rate.</summary>
    public void Redraw(int place, ulong threshold)
    {
        _threshold = threshold;
        Decode(place);
    }

    /// <summary>Draws the next block.</summary>
    public void Fill()
    {
        _stream.Fill(_random);
        // The rings of a chain that began in the previous block come first.
        Array.Copy(RingTicks, _ringCount - _openRings, RingTicks, 0, _openRings);
        _ringCount = _openRings;
        Count = 0;
        Decode(0);
    }

    /// <summary>
    /// Converts random bits into dials: ticks until the dial ends, and the offset within that bucket, or 0 without an answer.
    /// </summary>
    private void Decode(int first)
    {
        var random = _random;
        var tables = _ringTables;
        var dials = Dials;
        var rings = Rings;
        var firstRings = FirstRings;
        var ringTicks = RingTicks;
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
            // 1 if a person answers. Arithmetic, because a random branch is mispredicted too often.
            var isAnswered = (int)(((bits >> 32) - threshold) >> 63);
            var ring = tables[isAnswered].Draw((uint)bits, bits) - 1;
            var ticks = TickDivision.Quotient(ring, reciprocal, tick);
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

        Count = count;
        _ringCount = ringCount;
        _openRings = openRings;
        _openTicks = openTicks;
    }
}
