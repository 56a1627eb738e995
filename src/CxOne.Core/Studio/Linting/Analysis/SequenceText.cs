namespace CxOne.Studio.Linting.Analysis;

/// <summary>The parts of a Sequence: quoted, with blanks between them.</summary>
internal static class SequenceText
{
    /// <summary>The parts without their quotes. A part that is not quoted, such as a bare <c>{var}</c>, is returned as it is.</summary>
    public static IReadOnlyList<(string Text, bool IsQuoted)> Parts(string sequence) => Read(sequence).Parts;

    /// <summary>Reads a sequence; the last quote may be open.</summary>
    public static (IReadOnlyList<(string Text, bool IsQuoted)> Parts, bool IsOpen) Read(string sequence)
    {
        List<(string Text, bool IsQuoted)> parts = [];
        var at = 0;
        while (at < sequence.Length)
        {
            if (char.IsWhiteSpace(sequence[at]))
            {
                at++;
            }
            else if (sequence[at] == '"')
            {
                var end = Closing(sequence, at + 1);
                if (end < 0)
                {
                    parts.Add((sequence[(at + 1)..], true));
                    return (parts, true);
                }

                parts.Add((sequence[(at + 1)..end], true));
                at = end + 1;
            }
            else
            {
                var end = at;
                for (var depth = 0; end < sequence.Length
                    && (depth > 0 || (!char.IsWhiteSpace(sequence[end]) && sequence[end] != '"')); end++)
                {
                    depth += sequence[end] == '{' ? 1 : sequence[end] == '}' && depth > 0 ? -1 : 0;
                }

                parts.Add((sequence[at..end], false));
                at = end;
            }
        }

        return (parts, false);
    }

    // Quotes in braces belong to the expression.
    private static int Closing(string text, int from)
    {
        var depth = 0;
        for (var at = from; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '{':
                    depth++;
                    break;
                case '}' when depth > 0:
                    depth--;
                    break;
                case '"' when depth == 0:
                    return at;
            }
        }

        // A brace that is never closed is text.
        return depth > 0 ? text.IndexOf('"', from) : -1;
    }
}
