using System.Collections;

namespace CxOne.PowerShell.Base;

/// <summary>A list of a tenant's objects that gives pwsh each entry with its JSON as members. pwsh enumerates what has no type.</summary>
/// <typeparam name="T">The type of the objects.</typeparam>
internal sealed class ShownList<T> : IReadOnlyList<T>
    where T : class
{
    private readonly IReadOnlyList<T> _items;

    public ShownList(IReadOnlyList<T> items) => _items = items;

    public int Count => _items.Count;

    public T this[int index]
    {
        get
        {
            _ = OutputAdapter.WithJson(_items[index]);
            return _items[index];
        }
    }

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.Select(OutputAdapter.WithJson).GetEnumerator();
}
