using CxOne.Errors;

namespace CxOne.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain é 日本 😀 👩‍👩‍👧 می‌خواهم", "plain é 日本 😀 👩‍👩‍👧 می‌خواهم")]
    [InlineData("\u001b[2J", "\\u001B[2J")]
    [InlineData("\u001b]0;title\u0007", "\\u001B]0;title\\u0007")]
    [InlineData("\u009b31m", "\\u009B31m")]
    [InlineData("a\r\nb\tc\bd\u007f", "a\\r\\nb\\tc\\u0008d\\u007F")]
    [InlineData("a\u202eb\u2066c\u200ed\u061ce", "a\\u202Eb\\u2066c\\u200Ed\\u061Ce")]
    [InlineData("a\u200bb\ufeffc\u2060d", "a\\u200Bb\\uFEFFc\\u2060d")]
    [InlineData("a\u2028b\u2029c\u0085d", "a\\u2028b\\u2029c\\u0085d")]
    [InlineData("a\U000E0041b", "a\\uDB40\\uDC41b")]
    [InlineData("soft\u00adhyphen \u0600", "soft\u00adhyphen \u0600")]
    [InlineData("", "")]
    public void Whatever_acts_on_a_screen_or_hides_is_a_visible_escape(string text, string shown)
    {
        Assert.Equal(shown, TerminalText.Escape(text));
        Assert.Equal(shown, TerminalText.Escape(shown));
    }

    [Fact]
    public void Half_a_pair_is_a_visible_escape()
        => Assert.Equal("a\\uD83Db\\uDE00😀", TerminalText.Escape("a" + '\ud83d' + "b" + '\ude00' + "😀"));

    [Fact]
    public void No_character_that_is_left_is_a_control_or_changes_the_direction()
    {
        for (var code = 0; code < 0x10000; code++)
        {
            var shown = TerminalText.Escape(((char)code).ToString());
            Assert.All(
                shown,
                unit => Assert.False(
                    char.IsControl(unit)
                        || char.IsSurrogate(unit)
                        || unit is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069'),
                    $"U+{code:X4}"));
        }
    }

    [Fact]
    public void A_message_shows_no_user_info_either() => Assert.Equal("http://***@host\\n", TerminalText.Message("http://u:pw@host\n"));

    [Fact]
    public void An_error_keeps_the_line_breaks_of_its_own_lists_and_no_others()
    {
        var nl = Environment.NewLine;
        var cause = new CxRequestException(
            CxErrors.RequestInvalid, ErrorText.List("The tenant refused\u001b[31m.", ["node 'a\n  - b'", "c"], "(POST /x)"), null, null);
        var error = new CxException(CxErrors.DeploymentRejected, $"Job 'x\r\ny' at http://u:pw@host: {cause.Message} Look.", null, cause);

        Assert.Equal($"The tenant refused\\u001B[31m.{nl}  - node 'a\\n  - b'{nl}  - c{nl}(POST /x)", cause.Message);
        Assert.Equal($"Job 'x\\r\\ny' at http://***@host: {cause.Message} Look.", error.Message);
        Assert.Equal("The tenant refused\\u001B[31m. - node 'a\\n  - b' - c (POST /x)", cause.OneLine);
        Assert.Equal($"- a\\nb{nl}- c", new CxValidationException(["a\nb", "c"]).Message);
        Assert.Equal("a\\nb", new CxValidationException(["a\nb"]).Message);
    }

    [Fact]
    public void A_console_program_gets_escapes()
    {
        using var writer = new StringWriter();
        var log = new CxTextLog(writer, verbose: true);
        log.Verbose("\u001b[1m");
        log.Warning("\u001b[2m");
        log.Progress(new CxProgress("\u001b[3m", "\u001b[4m"));

        Assert.DoesNotContain('\u001b', writer.ToString());
        Assert.Contains("\\u001B[4m", writer.ToString(), StringComparison.Ordinal);
    }
}
