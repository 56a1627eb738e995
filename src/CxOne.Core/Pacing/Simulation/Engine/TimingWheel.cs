namespace CxOne.Pacing;

/// <summary>
/// The events of a day in buckets of one tick. An unanswered dial only increments a count in the bucket in which it ends; answers and ends
/// of calls keep their offset within the bucket. The wheel covers a horizon of ticks; later events wait in one list per turn of the wheel.
/// </summary>
/// <remarks>The arrays are public fields, because the loop over ticks copies them into locals.</remarks>
internal sealed class TimingWheel
{
    // The three counts of a bucket and its overflow flag share one word.
    public const int AnswerBits = 21;
    public const int ReleaseBits = 42;
    public const ulong CountMask = (1UL << 21) - 1;
    public const ulong OneAnswer = 1UL << AnswerBits;
    public const ulong OneRelease = 1UL << ReleaseBits;
    public const ulong Spilled = 1UL << 63;

    public readonly int Mask;
    public readonly int BucketBits;
    public readonly ulong[] Buckets;
    public readonly ulong[] Occupied;
    public readonly uint[] Answers;
    public readonly uint[] Releases;

    private readonly int[] _spills;
    private readonly int[] _epochs;
    private readonly OverflowEventPool _pool = new();

    public TimingWheel(int horizon, int bucketBits, int endTick)
    {
        Mask = horizon - 1;
        BucketBits = bucketBits;
        Buckets = new ulong[horizon];
        Occupied = new ulong[horizon / 64];
        Answers = new uint[horizon << bucketBits];
        Releases = new uint[horizon << bucketBits];
        _spills = new int[horizon];
        _epochs = new int[(endTick / horizon) + 2];
    }

    public void Clear()
    {
        Array.Clear(Buckets);
        Array.Clear(Occupied);
        Array.Clear(_spills);
        Array.Clear(_epochs);
        _pool.Clear();
    }

    /// <summary>Adds an event within the horizon to its bucket.</summary>
    public void Put(int tick, uint offset, TickEventKind kind)
    {
        var place = tick & Mask;
        ref var bucket = ref Buckets[place];
        Occupied[place >> 6] |= 1UL << place;
        if (kind == TickEventKind.GivenUp)
        {
            bucket++;
            return;
        }

        var isAnswer = kind == TickEventKind.Answer;
        var taken = (int)((bucket >> (isAnswer ? AnswerBits : ReleaseBits)) & CountMask);
        if (taken >= 1 << BucketBits)
        {
            Spill(place, tick, offset, kind);
        }
        else
        {
            (isAnswer ? Answers : Releases)[(place << BucketBits) + taken] = offset;
        }

        bucket += isAnswer ? OneAnswer : OneRelease;
    }

    /// <summary>Adds an event to the overflow list of a full bucket.</summary>
    public void Spill(int place, int tick, uint offset, TickEventKind kind)
    {
        _spills[place] = _pool.Push(_spills[place], tick, offset, kind);
        Buckets[place] |= Spilled;
    }

    /// <summary>Discards the overflow list of a bucket whose order of events did not matter.</summary>
    public void DropSpill(int place)
    {
        for (var entry = _spills[place]; entry != OverflowEventPool.None; entry = _pool.Pop(entry))
        {
        }

        _spills[place] = OverflowEventPool.None;
    }

    /// <summary>Defers an event beyond the horizon to its turn of the wheel.</summary>
    public void Defer(int tick, uint offset, TickEventKind kind)
    {
        ref var head = ref _epochs[tick / (Mask + 1)];
        head = _pool.Push(head, tick, offset, kind);
    }

    /// <summary>Moves the deferred events of a turn of the wheel into their buckets.</summary>
    public void BeginTurn(int epoch)
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

    /// <summary>Collects the answers and ends of calls of a bucket as sortable keys, and empties its overflow list.</summary>
    /// <returns>The number of keys.</returns>
    public int Gather(int place, ulong counts, ref long[] order)
    {
        var answers = (int)((counts >> AnswerBits) & CountMask);
        var releases = (int)((counts >> ReleaseBits) & CountMask);
        if (answers + releases > order.Length)
        {
            Array.Resize(ref order, Math.Max(answers + releases, 2 * order.Length));
        }

        var first = place << BucketBits;
        var count = 0;
        for (var index = 0; index < answers && index < 1 << BucketBits; index++)
        {
            order[count++] = ((long)Answers[first + index] << 1) | (long)TickEventKind.Answer;
        }

        for (var index = 0; index < releases && index < 1 << BucketBits; index++)
        {
            order[count++] = ((long)Releases[first + index] << 1) | (long)TickEventKind.Release;
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
}
