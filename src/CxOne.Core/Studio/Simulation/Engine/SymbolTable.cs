namespace CxOne.Studio.Simulation.Engine;

/// <summary>Numbers for the names of variables, without case, so that the variables of a call are an array.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];

    public int Count => _names.Count;

    public string Name(int slot) => _names[slot];

    public int Slot(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            slot = _names.Count;
            _slots[name] = slot;
            _names.Add(name);
        }

        return slot;
    }

    public int Find(string name) => _slots.GetValueOrDefault(name, -1);
}
