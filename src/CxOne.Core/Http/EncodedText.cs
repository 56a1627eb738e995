using System.Globalization;
using System.Net;
using System.Text;

namespace CxOne.Http;

/// <summary>Finds a text in whatever form it travels: as it is, or with any of its characters as percent codes, JSON escapes or HTML entities.</summary>
internal static class EncodedText
{
    private const int LongestEntity = 10;

    public static string Replace(string text, string wanted, string replacement)
    {
        ReadOnlySpan<char> starts = [wanted[0], '%', '\\', '&', wanted[0] == ' ' ? '+' : wanted[0]];
        StringBuilder? result = null;
        var copied = 0;
        for (var at = text.AsSpan().IndexOfAny(starts); at < text.Length;)
        {
            var length = at < 0 ? 0 : MatchLength(text.AsSpan(at), wanted);
            if (length > 0)
            {
                result = (result ?? new StringBuilder()).Append(text, copied, at - copied).Append(replacement);
                copied = at + length;
            }

            var from = at < 0 ? text.Length : at + Math.Max(1, length);
            var next = from < text.Length ? text.AsSpan(from).IndexOfAny(starts) : -1;
            at = next < 0 ? text.Length : from + next;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <returns>How much of the text's beginning is the wanted one; −1 where it begins with something else.</returns>
    private static int MatchLength(ReadOnlySpan<char> text, ReadOnlySpan<char> wanted)
    {
        var at = 0;
        while (!wanted.IsEmpty)
        {
            Rune.DecodeFromUtf16(wanted, out var rune, out var used);
            var rest = wanted[used..];
            var isRaw = text[at..].StartsWith(wanted[..used]);

            // These begin an escape as well as being themselves: both are tried, the longer one first.
            var isAmbiguous = isRaw && (wanted[0] is '%' or '\\' or '&');
            var encoded = isRaw && !isAmbiguous ? 0 : EncodedLength(text[at..], rune);
            if (isAmbiguous && encoded > 0 && MatchLength(text[(at + encoded)..], rest) is >= 0 and var tail)
            {
                return at + encoded + tail;
            }

            if (!isRaw && encoded == 0)
            {
                return -1;
            }

            at += isRaw ? used : encoded;
            wanted = rest;
        }

        return at;
    }

    private static int EncodedLength(ReadOnlySpan<char> text, Rune rune) => text.IsEmpty
        ? 0
        : text[0] switch
        {
            '+' => rune.Value == ' ' ? 1 : 0,
            '%' => PercentLength(text, rune),
            '\\' => EscapeLength(text, rune),
            '&' => EntityLength(text, rune),
            _ => 0,
        };

    private static int PercentLength(ReadOnlySpan<char> text, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = rune.EncodeToUtf8(bytes);
        for (var index = 0; index < count; index++)
        {
            var code = index * 3;
            if (text.Length < code + 3 || text[code] != '%' || Hex(text.Slice(code + 1, 2)) != bytes[index])
            {
                return 0;
            }
        }

        return count * 3;
    }

    private static int EscapeLength(ReadOnlySpan<char> text, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        var count = rune.EncodeToUtf16(units);
        if (count == 1 && text.Length > 1 && text[1] == units[0] && !char.IsLetterOrDigit(units[0]))
        {
            return 2;
        }

        for (var index = 0; index < count; index++)
        {
            var code = index * 6;
            if (text.Length < code + 6 || text[code] != '\\' || text[code + 1] != 'u' || Hex(text.Slice(code + 2, 4)) != units[index])
            {
                return 0;
            }
        }

        return count * 6;
    }

    private static int EntityLength(ReadOnlySpan<char> text, Rune rune)
    {
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';');
        return end > 0 && WebUtility.HtmlDecode(text[..(end + 1)].ToString()) == rune.ToString() ? end + 1 : 0;
    }

    private static int Hex(ReadOnlySpan<char> digits)
        => int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
