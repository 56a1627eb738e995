namespace CxOne.Sandbox.Published;

/// <summary>The members that a caller selected with <c>fields</c>, a comma-separated list; all of them without it.</summary>
internal sealed class FieldSelection
{
    private readonly HashSet<string>? _selected;
    private readonly HashSet<string> _offered = new(StringComparer.OrdinalIgnoreCase);

    public FieldSelection(string? fields) => _selected = fields?
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The selected names that no object has offered.</summary>
    public IEnumerable<string> Unknown => _selected?.Except(_offered, StringComparer.OrdinalIgnoreCase) ?? [];

    /// <summary>Returns whether a member is selected, and notes that it exists.</summary>
    public bool Includes(string name)
    {
        if (_selected is null)
        {
            return true;
        }

        _offered.Add(name);
        return _selected.Contains(name);
    }
}
