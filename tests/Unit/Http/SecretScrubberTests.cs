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
    public void One_that_is_known_already_takes_no_place()
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
    [InlineData("a\u0007b\r\nc\u009bd\u007f", "a b  c d ")]
    [InlineData("é 日本", "é 日本")]
    public void A_quote_stands_on_one_line(string text, string line) => Assert.Equal(line, SecretScrubber.WithoutControls(text));

    [Fact]
    public void Five_hundred_characters_of_it_are_shown_and_never_half_a_pair()
    {
        Assert.Equal(new string('x', 500), _scrubber.Quote(new string('x', 500)));
        Assert.Equal(new string('x', 500) + "…", _scrubber.Quote(new string('x', 501)));
        Assert.Equal(new string('x', 498) + "😀…", _scrubber.Quote(new string('x', 498) + "😀y"));
        Assert.Equal(new string('x', 499) + "…", _scrubber.Quote(new string('x', 499) + "😀y"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\u0007\u001b")]
    public void Nothing_is_quoted_where_nothing_is_left(string? text) => Assert.Null(_scrubber.Quote(text));

    [Fact]
    public void What_is_said_to_whoever_stops_is_cleaned_too()
    {
        _scrubber.Add("the-clients-secret");
        var log = new RecordingLog();
        var scrubbed = new ScrubbedLog(log, _scrubber);

        scrubbed.WhenStopped("the-clients-secret was\u0007 on its way");
        scrubbed.WhenStopped(null);

        Assert.Equal(["*** was  on its way", string.Empty], log.StoppedNotes);
    }

    private void Add(int last)
    {
        for (var number = last == 31 ? 1 : last; number <= last; number++)
        {
            _scrubber.Add($"token-{number:00}");
        }
    }
}
