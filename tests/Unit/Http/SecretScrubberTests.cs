using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class SecretScrubberTests
{
    private readonly SecretScrubber _scrubber = new();

    [Theory]
    [InlineData("12345", "12345")]
    [InlineData("123456", "***")]
    public void Six_characters_are_the_shortest_secret(string secret, string shown)
    {
        _scrubber.Add(secret);

        Assert.Equal(shown, _scrubber.Scrub(secret));
    }

    [Fact]
    public void The_first_and_the_newest_thirty_one_are_kept()
    {
        _scrubber.Add("the-clients-secret");
        Add(31);
        Assert.Equal("*** *** ***", _scrubber.Scrub("the-clients-secret token-01 token-31"));

        Add(32);
        Assert.Equal("*** token-01 *** ***", _scrubber.Scrub("the-clients-secret token-01 token-02 token-32"));
    }

    [Fact]
    public void A_known_secret_is_not_added_again()
    {
        _scrubber.Add("the-clients-secret");
        Add(31);
        for (var round = 0; round < 40; round++)
        {
            _scrubber.Add("token-31");
        }

        Assert.Equal("*** ***", _scrubber.Scrub("token-01 token-31"));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(" a\u0007b\r\nc\u009bd\u007f\n", "a\\u0007b\\r\\nc\\u009Bd\\u007F")]
    [InlineData("é 日本", "é 日本")]
    public void A_quote_is_one_line_with_visible_escapes(string text, string line) => Assert.Equal(line, _scrubber.ToSafeExcerpt(text));

    [Fact]
    public void Only_the_beginning_of_a_very_long_text_is_searched_and_no_half_secret_is_shown()
    {
        _scrubber.Add("the-clients-secret");

        Assert.Equal(new string('x', 500) + "…", _scrubber.ToSafeExcerpt(new string('x', 30_000_000)));

        // The searched part ends within a secret, and its replacements are short.
        var secret = string.Concat(Enumerable.Range(0, 500).Select(number => $"k{number % 10}"));
        _scrubber.Add(secret);
        Assert.Equal(
            "…", _scrubber.ToSafeExcerpt(string.Concat(Enumerable.Repeat(string.Concat(secret.Select(unit => $"%{(int)unit:x2}")), 30))));
    }

    [Theory]
    [InlineData("http://u:pw@127.0.0.1:8080/", "http://***@127.0.0.1:8080/")]
    [InlineData(
        "The proxy tunnel request to proxy 'http://u:p%40w@h:1/' failed", "The proxy tunnel request to proxy 'http://***@h:1/' failed")]
    [InlineData("a ftp://name@host, b x-y://a:b:c@d@e/f@g", "a ftp://***@host, b x-y://***@e/f@g")]
    [InlineData("""{"a":"http:\/\/u:pw@host\/p"}""", """{"a":"http:\/\/***@host\/p"}""")]
    [InlineData("?to=https%3A%2F%2Fu%3Apw%40host%2Fp&x=a@b", "?to=https%3A%2F%2F***%40host%2Fp&x=a@b")]
    [InlineData("https://host/path?mail=a@b", "https://host/path?mail=a@b")]
    [InlineData("see \"https://host\" or write to a@b", "see \"https://host\" or write to a@b")]
    [InlineData("https://host a@b", "https://host a@b")]
    [InlineData("://", "://")]
    [InlineData("a:b@c", "a:b@c")]
    public void No_text_shows_the_user_info_of_an_address(string text, string shown)
    {
        Assert.Equal(shown, _scrubber.Scrub(text));
        Assert.Equal(shown, _scrubber.Scrub(shown));
    }

    [Fact]
    public void A_very_long_text_of_addresses_is_read_once()
        => Assert.Equal(3_000_000, _scrubber.Scrub(string.Concat(Enumerable.Repeat("://", 1_000_000))).Length);

    [Fact]
    public void An_excerpt_has_at_most_five_hundred_characters_and_no_half_surrogate_pair()
    {
        Assert.Equal(new string('x', 500), _scrubber.ToSafeExcerpt(new string('x', 500)));
        Assert.Equal(new string('x', 500) + "…", _scrubber.ToSafeExcerpt(new string('x', 501)));
        Assert.Equal(new string('x', 498) + "😀…", _scrubber.ToSafeExcerpt(new string('x', 498) + "😀y"));
        Assert.Equal(new string('x', 499) + "…", _scrubber.ToSafeExcerpt(new string('x', 499) + "😀y"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    public void An_excerpt_of_an_empty_text_is_null(string? text) => Assert.Null(_scrubber.ToSafeExcerpt(text));

    [Fact]
    public void The_interruption_notice_is_scrubbed_as_well()
    {
        _scrubber.Add("the-clients-secret");
        var log = new RecordingLog();
        var scrubbed = new ScrubbedLog(log, _scrubber);

        scrubbed.SetInterruptionNotice("the-clients-secret was\u0007 on its way");
        scrubbed.SetInterruptionNotice(null);

        Assert.Equal(["*** was\\u0007 on its way", string.Empty], log.StoppedNotes);
    }

    [Fact]
    public void No_report_of_progress_shows_a_secret()
    {
        _scrubber.Add("the-clients-secret");
        var log = new RecordingLog();
        new ScrubbedLog(log, _scrubber).Progress(new CxProgress("a the-clients-secret\u001b", "the-clients-secret"));

        Assert.Equal(new CxProgress("a ***\\u001B", "***"), Assert.Single(log.Progresses));
    }

    private void Add(int last)
    {
        for (var number = last == 31 ? 1 : last; number <= last; number++)
        {
            _scrubber.Add($"token-{number:00}");
        }
    }
}
