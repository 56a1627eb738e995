namespace CxOne.Errors;

/// <summary>Finds the name that a misspelled one was probably meant to be.</summary>
public static class Misspelling
{
    /// <summary>
    /// Returns the similar names, the most similar first: the same letters in another case, or one error per five letters.
    /// </summary>
    /// <param name="word">The name that was given.</param>
    /// <param name="candidates">The names that exist.</param>
    /// <returns>The names; empty if none is similar.</returns>
    public static IReadOnlyList<string> Similar(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        return [.. candidates
            .Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: EditDistance.Between(word.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, word.Length / 5))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)];
    }
}
