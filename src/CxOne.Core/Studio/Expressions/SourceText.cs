namespace CxOne.Studio.Expressions;

/// <summary>Lines and columns of a source.</summary>
internal static class SourceText
{
    /// <summary>The line and the column of a place, counted from 1. CRLF, LF and CR end a line.</summary>
    public static (int Line, int Column) Place(string source, int at)
    {
        var line = 1;
        var start = 0;
        for (var place = 0; place < at && place < source.Length; place++)
        {
            if (source[place] == '\n' || (source[place] == '\r' && (place + 1 >= source.Length || source[place + 1] != '\n')))
            {
                line++;
                start = place + 1;
            }
        }

        return (line, at - start + 1);
    }
}
