namespace CxOne.Pacing;

/// <summary>A binary min-heap of integer keys in an array that only grows.</summary>
internal sealed class EventHeap
{
    private long[] _keys = new long[64];

    public int Count { get; private set; }

    /// <summary>The lowest key.</summary>
    public long Least => _keys[0];

    public void Clear() => Count = 0;

    public void Add(long key)
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, 2 * Count);
        }

        var keys = _keys;
        var place = Count++;
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (keys[parent] <= key)
            {
                break;
            }

            keys[place] = keys[parent];
            place = parent;
        }

        keys[place] = key;
    }

    public long Take()
    {
        var keys = _keys;
        var least = keys[0];
        var last = keys[--Count];
        var count = Count;
        var place = 0;
        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= count)
            {
                break;
            }

            if (child + 1 < count && keys[child + 1] < keys[child])
            {
                child++;
            }

            if (keys[child] >= last)
            {
                break;
            }

            keys[place] = keys[child];
            place = child;
        }

        keys[place] = last;
        return least;
    }
}
