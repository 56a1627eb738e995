using System.Globalization;
using System.Net;
using System.Text;

namespace CxOne.Http;

/// <summary>
/// Finds one secret in a text, whatever mixture of forms its characters have there: as they are, or as percent codes, JSON escapes, HTML
/// entities or the form encoding's '+'.
/// </summary>
/// <remarks>
/// A '%', '\' or '&amp;' of the text is itself and may begin an escape as well, so that there are many ways to read a text, twice as many
/// with each such character. All of them are followed at once, as one bit for each character of the secret. A pass from the text's end to
/// its beginning finds where the secret begins; from each place found, a pass forward finds where it ends. The time is the product of the
/// text's length and the secret's length divided by 64, whatever the two hold.
/// </remarks>
internal sealed class EncodedSecretMatcher
{
    /// <summary>Most characters that one character of the secret can take: two <c>\uXXXX</c>, or four percent codes.</summary>
    public const int LongestEncoding = 12;

    private const int LongestEntity = 10;
    private const int Slots = LongestEncoding + 1;
    private const char FormBlank = '+';

    private readonly int _length;
    private readonly int _words;
    private readonly int _last;

    // For each character of the secret, the places at which the secret has it, one bit each.
    private readonly Dictionary<int, ulong[]> _places = [];

    /// <summary>Initializes a new instance for one secret.</summary>
    /// <param name="secret">The secret; at least one character.</param>
    public EncodedSecretMatcher(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        Secret = secret;

        // A lone surrogate becomes U+FFFD here as it does in every encoding.
        int[] runes = [.. secret.EnumerateRunes().Select(rune => rune.Value)];
        _length = runes.Length;
        _words = (_length / 64) + 1;
        _last = runes[^1];
        for (var place = 0; place < runes.Length; place++)
        {
            if (!_places.TryGetValue(runes[place], out var places))
            {
                _places.Add(runes[place], places = new ulong[_words]);
            }

            places[place / 64] |= 1UL << (place % 64);
        }
    }

    /// <summary>What is looked for.</summary>
    public string Secret { get; }

    /// <summary>Most characters that the secret can take in a text.</summary>
    public int LongestForm => _length * LongestEncoding;

    /// <summary>Replaces the secret wherever it is; of two overlapping ones the first, as long as it can be.</summary>
    public string Replace(string text, string replacement)
    {
        long steps = 0;
        return Replace(text, replacement, ref steps);
    }

    /// <param name="text">The text.</param>
    /// <param name="replacement">What takes the secret's place.</param>
    /// <param name="steps">Counts the characters and the words of 64 places that were looked at.</param>
    internal string Replace(string text, string replacement, ref long steps)
    {
        if (FindStarts(text, ref steps) is not { Count: > 0 } starts)
        {
            return text;
        }

        var result = new StringBuilder();
        var copied = 0;
        var ring = new Ring(_words);

        // They were found from the end.
        for (var index = starts.Count - 1; index >= 0; index--)
        {
            if (starts[index] >= copied)
            {
                result.Append(text, copied, starts[index] - copied).Append(replacement);
                copied = FindEnd(text, starts[index], ring, ref steps);
            }
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Where the secret begins, from the text's end to its beginning.</summary>
    private List<int>? FindStarts(string text, ref long steps)
    {
        List<int>? starts = null;

        // Bit i at a position: the secret from its i-th character on can be read from here.
        // Bit 'length' is always set: of nothing more, all is here.
        Ring? ring = null;
        var live = int.MaxValue;
        Span<(int Length, int Rune)> readings = stackalloc (int, int)[2];
        for (var at = text.Length - 1; at >= 0; at--)
        {
            steps++;
            var unit = text[at];

            // Far from everything that was begun, only the secret's last character matters.
            if ((live == int.MaxValue || live - at > LongestEncoding)
                && unit != _last
                && unit is not ('%' or '\\' or '&' or FormBlank)
                && !char.IsSurrogate(unit))
            {
                continue;
            }

            ulong[]? here = null;
            var count = Read(text, at, readings);
            foreach (var (length, rune) in readings[..count])
            {
                if (!_places.TryGetValue(rune, out var places))
                {
                    continue;
                }

                ring ??= new Ring(_words);
                var next = ring.Find(at + length);
                here ??= ring.Take(at);
                if (next is null)
                {
                    if (rune == _last)
                    {
                        here[(_length - 1) / 64] |= 1UL << ((_length - 1) % 64);
                    }

                    continue;
                }

                steps += _words;
                for (var word = 0; word < _words; word++)
                {
                    var shifted = (next[word] >> 1) | (word + 1 < _words ? next[word + 1] << 63 : 0);
                    here[word] |= shifted & places[word];
                }
            }

            if (here is null)
            {
                continue;
            }

            if (!here.AsSpan().ContainsAnyExcept(0UL))
            {
                ring!.Release(at);
                continue;
            }

            live = at;
            if ((here[0] & 1) != 0)
            {
                (starts ??= []).Add(at);
            }

            here[_length / 64] |= 1UL << (_length % 64);
        }

        return starts;
    }

    /// <summary>The farthest end of the secret that begins at a position.</summary>
    private int FindEnd(string text, int start, Ring ring, ref long steps)
    {
        // Bit i at a position: the first i characters of the secret can be read between the start and here.
        ring.Clear();
        ring.Take(start)[0] = 1;
        var end = start;
        Span<(int Length, int Rune)> readings = stackalloc (int, int)[2];
        for (int at = start, farthest = start; at <= farthest; at++)
        {
            steps++;
            if (ring.Find(at) is not { } here)
            {
                continue;
            }

            if ((here[_length / 64] & (1UL << (_length % 64))) != 0)
            {
                end = at;
            }

            var count = at < text.Length ? Read(text, at, readings) : 0;
            foreach (var (length, rune) in readings[..count])
            {
                if (!_places.TryGetValue(rune, out var places))
                {
                    continue;
                }

                steps += _words;
                var next = ring.Find(at + length);
                ulong carried = 0;
                for (var word = 0; word < _words; word++)
                {
                    var matched = here[word] & places[word];
                    if (matched != 0 || carried != 0)
                    {
                        next ??= ring.Take(at + length);
                        next[word] |= (matched << 1) | carried;
                        farthest = Math.Max(farthest, at + length);
                    }

                    carried = matched >> 63;
                }
            }

            ring.Release(at);
        }

        return end;
    }

    /// <summary>The characters that a text can mean from a position on, each with how much of the text it takes.</summary>
    private static int Read(ReadOnlySpan<char> text, int at, Span<(int Length, int Rune)> readings)
    {
        text = text[at..];
        Rune.DecodeFromUtf16(text, out var raw, out var used);
        readings[0] = (used, raw.Value);
        var encoded = text[0] switch
        {
            '%' => ReadPercent(text),
            '\\' => ReadEscape(text),
            '&' => ReadEntity(text),
            FormBlank => (1, ' '),
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

    /// <summary>The sets of as many positions as one reading reaches; a position without a set has nothing of its own.</summary>
    private sealed class Ring
    {
        private readonly ulong[][] _sets = new ulong[Slots][];
        private readonly int[] _positions = new int[Slots];

        public Ring(int words)
        {
            for (var slot = 0; slot < Slots; slot++)
            {
                _sets[slot] = new ulong[words];
            }

            Clear();
        }

        public void Clear() => _positions.AsSpan().Fill(-1);

        public ulong[]? Find(int at) => _positions[at % Slots] == at ? _sets[at % Slots] : null;

        public ulong[] Take(int at)
        {
            _positions[at % Slots] = at;
            _sets[at % Slots].AsSpan().Clear();
            return _sets[at % Slots];
        }

        public void Release(int at) => _positions[at % Slots] = -1;
    }
}
