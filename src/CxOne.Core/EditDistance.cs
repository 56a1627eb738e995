namespace CxOne;

/// <summary>How far two names are from each other, so that a misspelt one can be answered with the one that was probably meant.</summary>
internal static class EditDistance
{
    /// <summary>
    /// Letters to put in, take out, change, or exchange with their neighbour (Damerau and Levenshtein, each letter moved once).
    /// </summary>
    public static int Between(string left, string right)
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
