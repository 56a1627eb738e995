using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxOne.Http;

namespace CxOne.Tests.Http;

public sealed class EncodedTextTests
{
    public static TheoryData<string> Wanted() =>
    [
        "simple", "with blank", "a/b+c=d", "100%25", "%%%", "\\\"\\", "back\\slash", "quo\"te's", "<tag>&amp;", "&&&", "zürich-日本-😀", "+ + +", "t0k3n+of/the=test~!*'()", "\\u0041bc", "&lt;x",
    ];

    [Theory]
    [MemberData(nameof(Wanted))]
    public void A_text_is_found_in_every_form_in_which_it_travels(string wanted)
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
            wanted.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal),
            string.Concat(wanted.Select(unit => $"\\u{(int)unit:X4}")),
            WebUtility.HtmlEncode(wanted),
            HtmlEncoder.Default.Encode(wanted),
            Uri.EscapeDataString(wanted[..2]) + wanted[2..],
        ];

        Assert.All(forms, form =>
        {
            Assert.Equal("***", EncodedText.Replace(form, wanted, "***"));
            Assert.Equal("a ***; *** & %", EncodedText.Replace($"a {form}; {form} & %", wanted, "***"));
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
    public void A_text_that_is_something_else_stays_as_it_is(string text, string wanted) => Assert.Equal(text, EncodedText.Replace(text, wanted, "***"));

    [Fact]
    public void One_that_begins_with_a_blank_is_found_behind_a_plus()
        => Assert.Equal("key=*** ***", EncodedText.Replace("key=+secret%20word %20secret+word", " secret word", "***"));

    [Fact]
    public void Whatever_stands_around_it_a_text_is_found_and_nothing_else_is_touched()
    {
        var random = new Random(1);
        const string Wanted = "s3/cr+%\\&";
        const string Alphabet = "s3/cr+%\\& u00252F5c;amp#";
        for (var round = 0; round < 2000; round++)
        {
            var noise = Noise();
            var found = EncodedText.Replace($"{noise}{Uri.EscapeDataString(Wanted)}|{Noise()}", Wanted, "§");
            Assert.Contains('§', found);
        }

        string Noise() => new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
    }

    private static string Percent(string text, string format) => string.Concat(Encoding.UTF8.GetBytes(text).Select(part => "%" + part.ToString(format, null)));
}
