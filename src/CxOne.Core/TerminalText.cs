using System.Buffers;
using System.Globalization;
using System.Text;

namespace CxOne;

/// <summary>Escapes characters that act on a terminal or are invisible in texts of other parties.</summary>
/// <remarks>
/// Escaped are control characters (C0 with ESC, CR, LF, TAB and BS, DEL, C1), the line and paragraph separators, lone surrogates, and
/// format characters: those that change the direction of text (U+200E, U+200F, U+061C, U+202A to U+202E, U+2066 to U+2069) and invisible
/// ones (zero width space, word joiner, byte order mark, tags and others). Not escaped are the zero width joiner and non-joiner, which
/// emoji and several scripts need, the soft hyphen, and the number signs of the Arabic script, which are visible. The escapes have the form
/// of JSON, <c>\n</c>, <c>\r</c>, <c>\t</c> or <c>\u001B</c>, so that secrets are found in them as well. Escaping twice has no effect.
/// </remarks>
public static class TerminalText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(unit => char.IsSurrogate(unit) || IsEscaped(unit))]);

    /// <summary>Escapes the control and invisible characters of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line without control characters.</returns>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.AsSpan().IndexOfAny(Suspects);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16).Append(text, 0, at);
        while (at < text.Length)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                Append(result, text.AsSpan(at, rune.Utf16SequenceLength), IsEscaped(rune.Value));
                at += rune.Utf16SequenceLength;
            }
            else
            {
                Append(result, text.AsSpan(at, 1), isEscaped: true);
                at++;
            }
        }

        return result.ToString();
    }

    /// <summary>Returns a message for display: escaped, and without the user information of addresses.</summary>
    /// <param name="message">The message.</param>
    public static string Message(string message) => UserInfoRedactor.WithoutUserInfo(Escape(message));

    private static void Append(StringBuilder result, ReadOnlySpan<char> units, bool isEscaped)
    {
        if (!isEscaped)
        {
            result.Append(units);
            return;
        }

        foreach (var unit in units)
        {
            _ = unit switch
            {
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                _ => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"),
            };
        }
    }

    private static bool IsEscaped(int code) => CharUnicodeInfo.GetUnicodeCategory(code) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format =>
            code is not (0xAD or 0x200C or 0x200D or (>= 0x600 and <= 0x605) or 0x6DD or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD),
        _ => false,
    };
}
