namespace CxOne.Errors;

/// <summary>Finds the name that a misspelled one was probably meant to be.</summary>
public static class Misspelling
{
    /// <summary>Returns the similar names, the most similar first: the same letters in another case, or one error per five letters.</summary>
    /// <param name="word">The name that was given.</param>
    /// <param name="candidates">The names that exist.</param>
    /// <returns>The names; empty if none is similar.</returns>
    public static IReadOnlyList<string> Similar(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        return [.. candidates
            .Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: Distance(word.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, word.Length / 5))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)];
    }

    /// <summary>
    /// Returns the number of letters to insert, delete, change or swap with their neighbour (optimal string alignment distance).
    /// </summary>
    internal static int Distance(string left, string right)
    {
        var earlier = new int[right.Length + 1];
        var former = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var change = former[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(change, Math.Min(former[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    current[column] = Math.Min(current[column], earlier[column - 2] + 1);
                }
            }

            (earlier, former, current) = (former, current, earlier);
        }

        return former[right.Length];
    }
}
