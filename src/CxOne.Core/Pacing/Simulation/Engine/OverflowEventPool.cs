namespace CxOne.Pacing;

/// <summary>Linked lists of the events that exceed the capacity of a bucket, in arrays that only grow.</summary>
internal sealed class OverflowEventPool
{
    public const int None = 0;

    private int[] _next = new int[64];
    private int[] _ticks = new int[64];
    private uint[] _offsets = new uint[64];
    private byte[] _kinds = new byte[64];
    private int _free;
    private int _used = 1;

    /// <summary>Removes all events.</summary>
    public void Clear()
    {
        _free = None;
        _used = 1;
    }

    public int Next(int entry) => _next[entry];

    public int Tick(int entry) => _ticks[entry];

    public uint Offset(int entry) => _offsets[entry];

    public TickEventKind Kind(int entry) => (TickEventKind)_kinds[entry];

    /// <summary>Adds an event at the head of a list.</summary>
    /// <returns>The new head of the list.</returns>
    public int Push(int head, int tick, uint offset, TickEventKind kind)
    {
        int entry;
        if (_free != None)
        {
            entry = _free;
            _free = _next[entry];
        }
        else
        {
            if (_used == _next.Length)
            {
                Array.Resize(ref _next, 2 * _used);
                Array.Resize(ref _ticks, 2 * _used);
                Array.Resize(ref _offsets, 2 * _used);
                Array.Resize(ref _kinds, 2 * _used);
            }

            entry = _used++;
        }

        _next[entry] = head;
        _ticks[entry] = tick;
        _offsets[entry] = offset;
        _kinds[entry] = (byte)kind;
        return entry;
    }

    /// <summary>Removes the first event of a list.</summary>
    /// <returns>The new head of the list.</returns>
    public int Pop(int head)
    {
        var next = _next[head];
        _next[head] = _free;
        _free = head;
        return next;
    }
}
