using System.Text;
using CxOne.Http;

namespace CxOne.Tests.Http;

public sealed class RequestSecretExtractorTests
{
    [Fact]
    public void Hidden_query_values_and_members_with_secret_names_are_removed_from_excerpts()
    {
        var scrubber = new SecretScrubber();
        scrubber.Add("connection-secret");
        var narrow = scrubber.For(
            Request(
                "/api?page=12345678&key=hidden%20value",
                """{"name":"harmless","password":"p4ssw0rd!","deep":[{"client_secret":"s3cret-in-depth"}],"token":7}"""));
        scrubber.Add("token-that-came-later");

        var text = narrow.Scrub(
            """key=hidden%20value page=12345678 harmless p4ssw0rd! s3cret-in-depth connection-secret token-that-came-later""");

        Assert.Equal("key=*** page=12345678 harmless *** *** *** ***", text);
        Assert.Equal("p4ssw0rd!", scrubber.Scrub("p4ssw0rd!"));
    }

    [Theory]
    [InlineData(
        """{"url":"https://ml.example/hook?sig=planted%2Bkey-1&page=12345678"}""",
        "bad url https://ml.example/hook?sig=planted%2Bkey-1&page=12345678",
        "bad url https://ml.example/hook?sig=***&page=12345678")]
    [InlineData(
        """{"list":["https://ml.example/hook?planted-key"]}""", "https://ml.example/hook?planted-key", "https://ml.example/hook?***")]
    [InlineData("""{"text":"what?sig=planted-key","url":"urn:x?sig=planted-key"}""", "what?sig=planted-key", "what?sig=planted-key")]
    public void The_query_of_an_address_in_the_body_is_removed_as_well(string body, string answer, string shown)
        => Assert.Equal(shown, new SecretScrubber().For(Request("/api", body)).Scrub(answer));

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{\"password\":\"half")]
    [InlineData("[[[[[[[")]
    [InlineData("\"text\"")]
    public void A_body_that_is_not_json_has_no_secrets(string body)
        => Assert.Equal("text", new SecretScrubber().For(Request("/api", body)).Scrub("text"));

    [Theory]
    [InlineData("/* why */{\"password\":\"p4ssw0rd!\"}")]
    [InlineData("{\"list\":[1,],\"password\":\"p4ssw0rd!\"}")]
    public void A_body_that_is_json_to_a_lenient_reader_is_read(string body)
        => Assert.Equal("***", new SecretScrubber().For(Request("/api", body)).Scrub("p4ssw0rd!"));

    [Fact]
    public void A_query_without_names_is_hidden_as_well()
        => Assert.Equal("*** ***", new SecretScrubber().For(Request("/api?=first-key&second-key", "{}")).Scrub("first-key second-key"));

    [Fact]
    public void A_request_without_secrets_needs_no_scrubber_of_its_own()
    {
        var scrubber = new SecretScrubber();

        Assert.Same(scrubber, scrubber.For(Request("/api?page=1", """{"name":"x"}""")));
    }

    private static CxRequest Request(string path, string body)
        => new() { Method = HttpMethod.Post, Path = path, Body = Encoding.UTF8.GetBytes(body) };
}
