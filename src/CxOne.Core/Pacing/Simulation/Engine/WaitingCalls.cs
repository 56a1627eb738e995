namespace CxOne.Pacing;

/// <summary>A queue of the answered calls that wait for an agent.</summary>
internal sealed class WaitingCalls
{
    private long[] _answered = new long[16];
    private int _head;

    public int Count { get; private set; }

    /// <summary>The time at which the first call was answered.</summary>
    public long First => _answered[_head];

    public void Clear()
    {
        _head = 0;
        Count = 0;
    }

    public void Add(long answered)
    {
        if (Count == _answered.Length)
        {
            var larger = new long[2 * Count];
            for (var index = 0; index < Count; index++)
            {
                larger[index] = _answered[(_head + index) & (Count - 1)];
            }

            _answered = larger;
            _head = 0;
        }

        _answered[(_head + Count) & (_answered.Length - 1)] = answered;
        Count++;
    }

    public long Take()
    {
        var answered = _answered[_head];
        _head = (_head + 1) & (_answered.Length - 1);
        Count--;
        return answered;
    }
}
