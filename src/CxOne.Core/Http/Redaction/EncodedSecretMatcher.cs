using System.Globalization;
using System.Net;
using System.Text;

namespace CxOne.Http;

/// <summary>
/// Finds a secret in a text in any mixture of encodings: plain characters, percent codes, JSON escapes, HTML entities, and the form
/// encoding's '+'.
/// </summary>
/// <remarks>
/// Each '%', '\' or '&amp;' may be a plain character or begin an escape, so the number of readings doubles with each of them. All readings
/// are followed at once, with one bit per character of the secret. A backward pass over the text finds where the secret begins; from each
/// of these positions, a forward pass finds where it ends. The time is proportional to the length of the text times the length of the
/// secret, divided by 64, for any content.
/// </remarks>
internal sealed class EncodedSecretMatcher
{
    private readonly int _length;
    private readonly int _words;
    private readonly int _last;

    // For each character of the secret, its positions in the secret, one bit each.
    private readonly Dictionary<int, ulong[]> _places = [];

    /// <summary>Initializes a new instance for one secret.</summary>
    /// <param name="secret">The secret, at least one character.</param>
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

    /// <summary>The secret to find.</summary>
    public string Secret { get; }

    /// <summary>The length of the longest form of the secret, in characters.</summary>
    public int LongestForm => _length * EncodedCharacter.LongestEncoding;

    /// <summary>Replaces each occurrence of the secret. Of two overlapping occurrences, the first and longest is replaced.</summary>
    public string Replace(string text, string replacement)
    {
        long steps = 0;
        return Replace(text, replacement, ref steps);
    }

    /// <param name="text">The text.</param>
    /// <param name="replacement">The replacement.</param>
    /// <param name="steps">Counts the characters and the words of 64 positions that were examined.</param>
    internal string Replace(string text, string replacement, ref long steps)
    {
        if (FindStarts(text, ref steps) is not { Count: > 0 } starts)
        {
            return text;
        }

        var result = new StringBuilder();
        var copied = 0;
        var ring = new PositionRing(_words);

        // The starts are in descending order.
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

    /// <summary>Finds where the secret begins, in descending order.</summary>
    private List<int>? FindStarts(string text, ref long steps)
    {
        List<int>? starts = null;

        // Bit i at a position: the secret from its i-th character on can be read from here. Bit 'length' is always set, because the rest of
        // the secret is then empty.
        PositionRing? ring = null;
        var live = int.MaxValue;
        Span<(int Length, int Rune)> readings = stackalloc (int, int)[2];
        for (var at = text.Length - 1; at >= 0; at--)
        {
            steps++;
            var unit = text[at];

            // Where no partial match is near, only the last character of the secret can begin one.
            if ((live == int.MaxValue || live - at > EncodedCharacter.LongestEncoding)
                && unit != _last
                && unit is not ('%' or '\\' or '&' or EncodedCharacter.FormSpace)
                && !char.IsSurrogate(unit))
            {
                continue;
            }

            ulong[]? here = null;
            var count = EncodedCharacter.Read(text, at, readings);
            foreach (var (length, rune) in readings[..count])
            {
                if (!_places.TryGetValue(rune, out var places))
                {
                    continue;
                }

                ring ??= new PositionRing(_words);
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

    /// <summary>Finds the farthest end of the secret that begins at a position.</summary>
    private int FindEnd(string text, int start, PositionRing ring, ref long steps)
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

            var count = at < text.Length ? EncodedCharacter.Read(text, at, readings) : 0;
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
}
