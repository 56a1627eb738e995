using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxOne.Http;

namespace CxOne.Tests.Http;

public sealed class EncodedSecretMatcherTests
{
    public static TheoryData<string> Wanted() =>
    [
        "simple", "with blank", "a/b+c=d", "100%25", "%%%", "\\\"\\", "back\\slash", "quo\"te's", "<tag>&amp;", "&&&", "zürich-日本-😀",
        "+ + +", "t0k3n+of/the=test~!*'()", "\\u0041bc", "&lt;x",
    ];

    [Theory]
    [MemberData(nameof(Wanted))]
    public void A_secret_is_found_in_every_encoding(string wanted)
    {
        string[] forms =
        [
            wanted,
            Uri.EscapeDataString(wanted),
            WebUtility.UrlEncode(wanted),
            UrlEncoder.Default.Encode(wanted),
            Percent(wanted, "x2"),
            Percent(wanted, "X2"),
            JsonSerializer.Serialize(wanted)[1..^1],
            JsonEncodedText.Encode(wanted, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
            wanted
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("/", "\\/", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal),
            string.Concat(wanted.Select(unit => $"\\u{(int)unit:X4}")),
            WebUtility.HtmlEncode(wanted),
            HtmlEncoder.Default.Encode(wanted),
            Uri.EscapeDataString(wanted[..2]) + wanted[2..],
        ];

        Assert.All(forms, form =>
        {
            Assert.Equal("***", new EncodedSecretMatcher(wanted).Replace(form, "***"));
            Assert.Equal("a ***; *** & %", new EncodedSecretMatcher(wanted).Replace($"a {form}; {form} & %", "***"));
        });
    }

    [Theory]
    [InlineData("", "secret")]
    [InlineData("secre", "secret")]
    [InlineData("Secret", "secret")]
    [InlineData("secre%74", "secretive")]
    [InlineData("%", "%secret")]
    [InlineData("%7", "secret")]
    [InlineData("%zz", "secret")]
    [InlineData("\\", "secret")]
    [InlineData("\\u00", "secret")]
    [InlineData("&#115;", "secret")]
    [InlineData("&", "& secret")]
    [InlineData("sec ret", "sec+ret")]
    [InlineData("sec+et", "secret")]
    [InlineData("%zzsecret", "\u0001secret")]
    public void A_text_without_the_secret_is_unchanged(string text, string wanted)
        => Assert.Equal(text, new EncodedSecretMatcher(wanted).Replace(text, "***"));

    [Fact]
    public void A_secret_that_begins_with_a_space_is_found_after_a_plus_sign()
        => Assert.Equal("key=*** ***", new EncodedSecretMatcher(" secret word").Replace("key=+secret%20word %20secret+word", "***"));

    [Fact]
    public void A_secret_is_found_in_any_surrounding_text_which_is_unchanged()
    {
        var random = new Random(1);
        const string Wanted = "s3/cr+%\\&";
        const string Alphabet = "s3/cr+%\\& u00252F5c;amp#";
        for (var round = 0; round < 2000; round++)
        {
            var noise = Noise();
            var found = new EncodedSecretMatcher(Wanted).Replace($"{noise}{Uri.EscapeDataString(Wanted)}|{Noise()}", "§");
            Assert.Contains('§', found);
        }

        string Noise() => new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
    }

    private static string Percent(string text, string format)
        => string.Concat(Encoding.UTF8.GetBytes(text).Select(part => "%" + part.ToString(format, null)));

    [Theory]
    [InlineData("line\nbreak\ttab", "line\\nbreak\\ttab")]
    [InlineData("line\r\nend\b\f", "line\\r\\nend\\b\\f")]
    public void A_secret_with_line_breaks_is_found_in_JSON(string wanted, string form)
        => Assert.Equal("***", new EncodedSecretMatcher(wanted).Replace(form, "***"));

    [Fact]
    public void Ten_thousand_hostile_secrets_and_texts_match_as_an_exhaustive_search_does()
    {
        var random = new Random(20261127);
        string[] pieces =
        [
            "\\", "\\\\", "%", "%5C", "%25", "%2525", "&", "&amp;", "&#92;", "&#x5c;", "+", " ", "%20", "a", "b", "%61", "\\u0061",
            "\\u005c", "\\u005C", "\\/", "/", "u", "0", "5", "c", "😀", "%F0%9F%98%80", "\\ud83d\\ude00", "&#128512;", "\ud83d", ";", "\\n",
            "\n"
        ];
        string[] units = ["\\", "\\", "%", "&", "+", " ", "a", "b", "/", "u", "0", "5", "😀", "\n", ";"];
        for (var round = 0; round < 10_000; round++)
        {
            var secret = Random(units, random.Next(1, 7));
            var text = Random(pieces, random.Next(0, 12))
                + (random.Next(2) == 0 ? secret : string.Empty)
                + Random(pieces, random.Next(0, 6));

            Assert.Equal(Oracle(text, secret), new EncodedSecretMatcher(secret).Replace(text, "§"));
        }

        string Random(string[] from, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => from[random.Next(from.Length)]));
    }

    [Theory]
    [InlineData('\\')]
    [InlineData('%')]
    [InlineData('&')]
    [InlineData('+')]
    [InlineData('a')]
    public void The_steps_grow_with_the_text_and_not_with_the_ways_to_read_it(char unit)
    {
        foreach (var secretLength in (int[])[6, 26, 63, 64, 65, 1000, 16_384])
        {
            var matcher = new EncodedSecretMatcher(new string(unit, secretLength));
            foreach (var textLength in (int[])[(2 * secretLength) + 2, 40_000])
            {
                foreach (var text in (string[])[
                    new string(unit, textLength),
                    new string(unit, textLength - 1) + "x",
                    string.Concat(Enumerable.Repeat($"{unit}x", textLength / 2))])
                {
                    long steps = 0;
                    _ = matcher.Replace(text, "***", ref steps);

                    // Twice backward (two readings), and forward to the end of the longest reading.
                    Assert.InRange(steps, 0, 30L * (text.Length + 1) * (1 + (secretLength / 64)));
                }
            }
        }
    }

    [Fact]
    public void A_text_of_ordinary_words_is_read_in_one_pass()
    {
        long steps = 0;
        _ = new EncodedSecretMatcher("s3cret-t0ken-of-the-tenant").Replace(
            string.Concat(Enumerable.Repeat("GET /api/v2/outbound/campaigns 200 in 12 ms; ", 1000)), "***", ref steps);

        Assert.InRange(steps, 0, 46_000 * 2);
    }

    /// <summary>Tries every reading of every position in turn. It is simple and takes exponential time.</summary>
    private static string Oracle(string text, string secret)
    {
        var result = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            // Not within a surrogate pair.
            var end = at > 0 && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? -1 : Longest(text, at, secret);
            if (end > at)
            {
                result.Append('§');
                at = end;
            }
            else
            {
                result.Append(text[at++]);
            }
        }

        return result.ToString();
    }

    private static int Longest(string text, int at, string secret)
    {
        if (secret.Length == 0)
        {
            return at;
        }

        var used = char.IsSurrogatePair(secret, 0) ? 2 : 1;
        var (unit, rest) = (secret[..used], secret[used..]);
        string[] forms =
        [
            unit,
            Percent(unit, "x2"),
            Percent(unit, "X2"),
            string.Concat(unit.Select(part => $"\\u{(int)part:x4}")),
            string.Concat(unit.Select(part => $"\\u{(int)part:X4}")),
            $"&#{char.ConvertToUtf32(unit, 0)};",
            $"&#x{char.ConvertToUtf32(unit, 0):x};",
            unit == "&" ? "&amp;" : unit,
            unit == " " ? "+" : unit,
            unit == "\n" ? "\\n" : unit,
            used == 1 && !char.IsLetterOrDigit(unit[0]) ? "\\" + unit : unit,
        ];
        return forms.Distinct(StringComparer.Ordinal)
            .Where(form => string.CompareOrdinal(text, at, form, 0, form.Length) == 0)
            .Select(form => Longest(text, at + form.Length, rest))
            .DefaultIfEmpty(-1)
            .Max();
    }
}
