using System.Globalization;
using System.Net;
using System.Text;

namespace CxOne.Http;

/// <summary>Reads one character of a text in each form that it may have: as it is, or as an escape of one of the usual encodings.</summary>
internal static class EncodedCharacter
{
    /// <summary>The longest form of one character: two <c>\uXXXX</c> or four percent codes.</summary>
    public const int LongestEncoding = 12;

    /// <summary>The form encoding's space.</summary>
    public const char FormSpace = '+';

    private const int LongestEntity = 10;

    /// <summary>Reads the one or two characters that a text can mean at a position, each with its length in the text.</summary>
    public static int Read(ReadOnlySpan<char> text, int at, Span<(int Length, int Rune)> readings)
    {
        text = text[at..];
        Rune.DecodeFromUtf16(text, out var raw, out var used);
        readings[0] = (used, raw.Value);
        var encoded = text[0] switch
        {
            '%' => ReadPercent(text),
            '\\' => ReadEscape(text),
            '&' => ReadEntity(text),
            FormSpace => (1, ' '),
            _ => (0, 0),
        };
        if (encoded.Item1 == 0)
        {
            return 1;
        }

        readings[1] = encoded;
        return 2;
    }

    private static (int Length, int Rune) ReadPercent(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length
            && text.Length >= (count * 3) + 3
            && text[count * 3] == '%'
            && Hex(text.Slice((count * 3) + 1, 2)) is >= 0 and var value)
        {
            bytes[count++] = (byte)value;
        }

        return count > 0 && Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) == System.Buffers.OperationStatus.Done
            ? (used * 3, rune.Value)
            : (0, 0);
    }

    private static (int Length, int Rune) ReadEscape(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
        {
            return (0, 0);
        }

        switch (text[1])
        {
            case 'u':
                var first = Unit(text);
                if (first < 0 || !char.IsSurrogate((char)first))
                {
                    return first < 0 ? (0, 0) : (6, first);
                }

                var second = text.Length >= LongestEncoding ? Unit(text[6..]) : -1;
                return second >= 0 && char.IsSurrogatePair((char)first, (char)second)
                    ? (LongestEncoding, char.ConvertToUtf32((char)first, (char)second))
                    : (0, 0);
            case 'b':
                return (2, '\b');
            case 't':
                return (2, '\t');
            case 'n':
                return (2, '\n');
            case 'f':
                return (2, '\f');
            case 'r':
                return (2, '\r');
            default:
                return char.IsLetterOrDigit(text[1]) || char.IsSurrogate(text[1]) ? (0, 0) : (2, text[1]);
        }
    }

    private static int Unit(ReadOnlySpan<char> text) => text.Length >= 6 && text[0] == '\\' && text[1] == 'u' ? Hex(text.Slice(2, 4)) : -1;

    private static (int Length, int Rune) ReadEntity(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';');
        if (end <= 0)
        {
            return (0, 0);
        }

        var decoded = WebUtility.HtmlDecode(text[..(end + 1)].ToString());
        return Rune.DecodeFromUtf16(decoded, out var rune, out var used) == System.Buffers.OperationStatus.Done && used == decoded.Length
            ? (end + 1, rune.Value)
            : (0, 0);
    }

    private static int Hex(ReadOnlySpan<char> digits)
        => int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
