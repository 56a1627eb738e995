namespace CxOne.Merge;

/// <summary>The position of a member in a resource: its name after the names of its parents.</summary>
internal sealed record FieldPath
{
    private readonly string[] _names;

    public FieldPath(params string[] names)
    {
        ArgumentOutOfRangeException.ThrowIfZero(names.Length);
        _names = names;
    }

    public ReadOnlySpan<string> Parents => _names.AsSpan(0, _names.Length - 1);

    public string Name => _names[^1];

    public bool Equals(FieldPath? other) => other is not null && _names.AsSpan().SequenceEqual(other._names);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var name in _names)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join('.', _names);
}
