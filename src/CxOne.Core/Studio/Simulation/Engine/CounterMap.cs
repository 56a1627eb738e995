using System.Text;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Small numbers by a key, in order of the key; cheap to copy, because a call forks at every input.</summary>
internal sealed class CounterMap<TKey>
    where TKey : IComparable<TKey>
{
    private readonly List<(TKey Key, decimal Value)> _entries;

    public CounterMap() => _entries = [];

    private CounterMap(List<(TKey Key, decimal Value)> entries) => _entries = entries;

    public decimal this[TKey key]
    {
        get => Find(key) is >= 0 and var place ? _entries[place].Value : 0;
        set
        {
            var place = Find(key);
            if (place >= 0)
            {
                _entries[place] = (key, value);
            }
            else
            {
                _entries.Insert(~place, (key, value));
            }
        }
    }

    public bool Contains(TKey key) => Find(key) >= 0;

    public CounterMap<TKey> Clone() => new(_entries.Count == 0 ? [] : [.. _entries]);

    public void AppendTo(StringBuilder key)
    {
        foreach (var (name, value) in _entries)
        {
            key.Append(',').Append(name).Append(':').Append(value);
        }
    }

    /// <summary>The place of a key; the complement of the place where it belongs if it is missing.</summary>
    private int Find(TKey key)
    {
        var (low, high) = (0, _entries.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _entries[middle].Key.CompareTo(key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
