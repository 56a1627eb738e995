using CxOne.Studio.Expressions;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>The variables of one scope.</summary>
internal sealed class Variables(SymbolTable symbols)
{
    private StudioValue?[] _values = [];

    /// <summary>Whether an object or array may be held, which a copy must not share.</summary>
    private bool _isShared;

    public StudioValue Read(string name)
        => symbols.Find(name) is >= 0 and var slot && slot < _values.Length ? _values[slot] ?? StudioValue.Unset : StudioValue.Unset;

    public StudioValue? At(int slot) => slot < _values.Length ? _values[slot] : null;

    public void Write(string name, StudioValue value)
    {
        var slot = symbols.Slot(name);
        if (slot >= _values.Length)
        {
            Array.Resize(ref _values, Math.Max(symbols.Count, _values.Length * 2));
        }

        _values[slot] = value;
        _isShared |= value is ObjectValue or ListValue or ProxyValue;
    }

    public Variables Clone()
    {
        var copy = new Variables(symbols) { _values = [.. _values], _isShared = _isShared };
        if (_isShared)
        {
            // Variables that hold one object hold one copy of it.
            Dictionary<StudioValue, StudioValue> copies = new(ReferenceEqualityComparer.Instance);
            for (var slot = 0; slot < _values.Length; slot++)
            {
                copy._values[slot] = _values[slot] is { } value and (ObjectValue or ListValue or ProxyValue)
                    ? Copy(value, copies)
                    : _values[slot];
            }
        }

        return copy;
    }

    private static StudioValue Copy(StudioValue value, Dictionary<StudioValue, StudioValue> copies)
    {
        if (copies.TryGetValue(value, out var known))
        {
            return known;
        }

        var copy = value switch
        {
            ObjectValue item => new ObjectValue(Members(item.Members, copies)),
            ProxyValue proxy => new ProxyValue(Members(proxy.Members, copies)),
            ListValue list => new ListValue([.. list.Items.Select(entry => Copy(entry, copies))]),
            _ => value,
        };
        copies[value] = copy;
        return copy;
    }

    private static Dictionary<string, StudioValue> Members(
        Dictionary<string, StudioValue> members, Dictionary<StudioValue, StudioValue> copies)
        => members.ToDictionary(member => member.Key, member => Copy(member.Value, copies), StringComparer.OrdinalIgnoreCase);
}
