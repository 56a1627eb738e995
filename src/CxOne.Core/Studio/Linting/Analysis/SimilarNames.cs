namespace CxOne.Studio.Linting.Analysis;

/// <summary>
/// Finds names that differ by one slip of the keyboard: a letter missing, added, changed, or swapped with its neighbour. Two such names
/// have a form in common once each letter is left out in turn, so that a search does not compare a name with every other.
/// </summary>
internal sealed class SimilarNames
{
    private const int ShortestCompared = 4;
    private const int LongestCompared = 64;
    private readonly Dictionary<string, List<string>> _byForm = new(StringComparer.OrdinalIgnoreCase);

    public SimilarNames(IEnumerable<string> names)
    {
        foreach (var name in names.Where(IsCompared))
        {
            foreach (var form in Forms(name).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!_byForm.TryGetValue(form, out var known))
                {
                    _byForm[form] = known = [];
                }

                known.Add(name);
            }
        }
    }

    /// <summary>The first name, in order of the letters, that another one is a slip of.</summary>
    public string? FirstOf(string name)
        => IsCompared(name)
            ? Forms(name).SelectMany(form => _byForm.GetValueOrDefault(form) ?? [])
                .Where(other => IsSlip(name, other))
                .Min(StringComparer.OrdinalIgnoreCase)
            : null;

    /// <summary>
    /// Whether one letter is missing, added, changed or swapped with its neighbour. Numbers and a plural tell variables apart.
    /// </summary>
    public static bool IsSlip(string one, string other)
    {
        if (Math.Min(one.Length, other.Length) < ShortestCompared || Math.Abs(one.Length - other.Length) > 1
            || char.IsDigit(one[^1]) || char.IsDigit(other[^1])
            || one.Equals(other + "s", StringComparison.OrdinalIgnoreCase) || other.Equals(one + "s", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var (left, right) = (one.ToUpperInvariant(), other.ToUpperInvariant());
        var start = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start])
        {
            start++;
        }

        var a = left.AsSpan(start);
        var b = right.AsSpan(start);
        return a.Length != b.Length
            ? a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a)
            : a.Length > 0 && (a[1..].SequenceEqual(b[1..])
                || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])));
    }

    // Longer names come from damaged files; a form of each letter would need much memory.
    private static bool IsCompared(string name) => name.Length is >= ShortestCompared and <= LongestCompared && !char.IsDigit(name[^1]);

    private static IEnumerable<string> Forms(string name)
        => Enumerable.Range(0, name.Length).Select(place => name.Remove(place, 1)).Prepend(name);
}
