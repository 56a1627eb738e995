namespace CxOne.Studio.Expressions;

/// <summary>Lines and columns of a source.</summary>
internal static class SourceText
{
    /// <summary>The line and the column of a place, counted from 1. CRLF, LF and CR end a line.</summary>
    public static (int Line, int Column) Place(string source, int at) => Place(LineStarts(source), at);

    /// <summary>The line and the column of a place, counted from 1.</summary>
    /// <param name="lineStarts">What <see cref="LineStarts"/> gave.</param>
    /// <param name="at">The place, counted from 0.</param>
    public static (int Line, int Column) Place(int[] lineStarts, int at)
    {
        var line = Array.BinarySearch(lineStarts, at);
        line = line >= 0 ? line : ~line - 1;
        return (line + 1, at - lineStarts[line] + 1);
    }

    /// <summary>Where each line begins.</summary>
    public static int[] LineStarts(string source)
    {
        List<int> starts = [0];
        for (var place = 0; place < source.Length; place++)
        {
            if (source[place] == '\n' || (source[place] == '\r' && (place + 1 >= source.Length || source[place + 1] != '\n')))
            {
                starts.Add(place + 1);
            }
        }

        return [.. starts];
    }
}
