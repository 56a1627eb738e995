namespace CxOne.Http;

/// <summary>The bytes of a JSON text.</summary>
internal static class JsonText
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The text without the byte order mark that some servers and editors put before it; readers of JSON refuse it.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text)
        => text.Span.StartsWith(Mark) ? text[Mark.Length..] : text;
}
