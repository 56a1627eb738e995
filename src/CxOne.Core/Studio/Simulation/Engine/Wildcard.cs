namespace CxOne.Studio.Simulation.Engine;

/// <summary>Patterns with <c>*</c> (any characters) and <c>?</c> (one), without case.</summary>
internal static class Wildcard
{
    /// <summary>Matches in time proportional to the product of the lengths, at most.</summary>
    public static bool IsMatch(string text, string pattern)
    {
        var (at, place, star, retry) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (place < pattern.Length && pattern[place] == '*')
            {
                star = place++;
                retry = at;
            }
            else if (place < pattern.Length
                && (pattern[place] == '?' || char.ToUpperInvariant(pattern[place]) == char.ToUpperInvariant(text[at])))
            {
                place++;
                at++;
            }
            else if (star >= 0)
            {
                place = star + 1;
                at = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (place < pattern.Length && pattern[place] == '*')
        {
            place++;
        }

        return place == pattern.Length;
    }
}
