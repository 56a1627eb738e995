using CxOne.Errors;
using CxOne.Http;
using CxOne.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class ApiRouteTests
{
    private const string Before = "/api/v2/ivr/deployments/";

    public static TheoryData<string, string> Ids() => new()
    {
        { "job-1", "job-1" },
        { "a/b", "a%2Fb" },
        { "../../tenant", "..%2F..%2Ftenant" },
        { "..%2f", "..%252f" },
        { "%2e%2e", "%252e%252e" },
        { "...", "..." },
        { "a?b=c&d", "a%3Fb%3Dc%26d" },
        { "a#b", "a%23b" },
        { "100%", "100%25" },
        { "a;b=c", "a%3Bb%3Dc" },
        { "a\\b", "a%5Cb" },
        { "'\"`<>", "%27%22%60%3C%3E" },
        { "a b", "a%20b" },
        { " a ", "%20a%20" },
        { "a\r\nHost: evil.example\r\n\r\n", "a%0D%0AHost%3A%20evil.example%0D%0A%0D%0A" },
        { "a\0b", "a%00b" },
        { "a\tb\u001b[2J", "a%09b%1B%5B2J" },
        { "Zürich", "Z%C3%BCrich" },
        { "日本", "%E6%97%A5%E6%9C%AC" },
        { "😀", "%F0%9F%98%80" },
        { "\u202e", "%E2%80%AE" },
        { "{id}", "%7Bid%7D" },
        { "{0}", "%7B0%7D" },
        { "@evil.example", "%40evil.example" },
        { "//evil.example", "%2F%2Fevil.example" },
        { "http://evil.example", "http%3A%2F%2Fevil.example" },
        { "*", "%2A" },
        { "~-_.", "~-_." },
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_id_stays_one_segment_of_the_request_line_whatever_it_holds(string id, string segment)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"jobId":"job-1","status":"QUEUED"}"""));
        await IvrDeployments.GetAsync(session.Connection, id, session.Log, CancellationToken.None).WaitAsync(Gate.Patience);

        var sent = Assert.Single(session.Sent);
        Assert.Equal($"GET {Before}{segment} HTTP/1.1", sent.RequestLine);
        Assert.Equal(session.Server.BaseUri.Authority, sent.Header("Host"));
    }

    [Fact]
    public async Task An_id_in_the_middle_of_a_path_stays_there()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}"));
        await session.RunAsync(TestSession.Post(path: ApiRoutes.IvrRollback.With("a/../b?c")));

        Assert.Equal($"{Before}a%2F..%2Fb%3Fc/rollback", Assert.Single(session.Sent).Target);
    }

    [Fact]
    public async Task A_very_long_id_arrives_whole_or_is_refused_before_it_is_sent()
    {
        await using var session = await TestSession.ConnectAsync();
        foreach (var id in new[] { new string('x', 10_000), new string('/', 10_000), new string('日', 10_000) })
        {
            session.Server.Then(ScriptedAnswer.Json(200, """{"jobId":"job-1","status":"QUEUED"}"""));
            await IvrDeployments.GetAsync(session.Connection, id, session.Log, CancellationToken.None).WaitAsync(Gate.Patience);

            Assert.Equal(id, Uri.UnescapeDataString(session.Sent[^1].Target[Before.Length..]));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData("\u00a0")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_names_another_path_or_nothing_is_refused_and_not_sent(string id)
    {
        await using var session = await TestSession.ConnectAsync();
        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => IvrDeployments.GetAsync(session.Connection, id, session.Log, CancellationToken.None).WaitAsync(Gate.Patience));

        Assert.Equal("ParameterInvalid", error.ErrorId);
        Assert.Equal(id, error.Item);
        Assert.Empty(session.Sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("api/v2/thing")]
    [InlineData("//evil.example/thing")]
    [InlineData("@evil.example/thing")]
    [InlineData(".evil.example/thing")]
    [InlineData(":1/thing")]
    [InlineData("https://evil.example/thing")]
    [InlineData("/thing\r\nX-Evil: 1")]
    [InlineData("/a thing")]
    [InlineData("/thing#part")]
    [InlineData("/a\\thing")]
    [InlineData("/Zürich")]
    public async Task A_path_that_could_lead_the_token_elsewhere_is_refused_and_not_sent(string path)
    {
        await using var session = await TestSession.ConnectAsync();
        var error = await Assert.ThrowsAsync<CxValidationException>(() => session.SendAsync(TestSession.Get(path)));

        Assert.Equal("ParameterInvalid", error.ErrorId);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task The_path_of_a_base_address_precedes_every_path()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant(), ScriptedAnswer.Json(200, "{}"));
        await session.ConnectAsync(session.Options() with
        {
            Endpoint = CxOne.Connection.CxEndpoint.Create(
                CxOne.Connection.CxEndpointStyle.Environment, $"{session.Server.BaseUri}proxy/cxone/")
        });
        await session.RunAsync(TestSession.Get("/api/v2/thing?a=b"));

        Assert.Equal("/proxy/cxone/api/v2/thing?a=b", session.Sent[0].Target);
    }
}
