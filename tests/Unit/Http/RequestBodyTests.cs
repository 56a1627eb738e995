using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class RequestBodyTests
{
    [Fact]
    public async Task Every_attempt_carries_the_same_bytes_and_key_and_a_live_token()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Status(429),
            ScriptedAnswer.Status(401),
            ScriptedAnswer.Token("token-2-of-the-test"),
            ScriptedAnswer.Status(503, ("Retry-After", "1")),
            ScriptedAnswer.Json(201, "{}"));
        var body = new byte[70_000];
        new Random(1).NextBytes(body);
        var request = TestSession.Post() with { Body = body, ContentType = "application/octet-stream" };
        var response = await session.RunAsync(request);

        Assert.Equal(4, response.Attempts);
        var attempts = session.Sent.Where(sent => sent.Target == "/api/v2/thing").ToList();
        Assert.Equal(4, attempts.Count);
        Assert.All(attempts, sent =>
        {
            Assert.Equal(body, sent.Body);
            Assert.Equal("application/octet-stream", sent.Header("Content-Type"));
            Assert.Equal(request.IdempotencyKey, sent.Header("Idempotency-Key"));
            Assert.Equal("application/json", sent.Header("Accept"));
        });
        Assert.Equal(
            ["Bearer token-1-of-the-test", "Bearer token-1-of-the-test", "Bearer token-2-of-the-test", "Bearer token-2-of-the-test"],
            attempts.Select(sent => sent.Header("Authorization")));
    }

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("W/\"7\"")]
    [InlineData("7")]
    [InlineData("*")]
    public async Task The_version_goes_back_exactly_as_the_tenant_wrote_it(string etag)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}", ("ETag", etag)), ScriptedAnswer.Json(200, "{}"));
        var read = await session.RunAsync(TestSession.Get());
        await session.RunAsync(TestSession.Post() with { Method = HttpMethod.Put, IfMatch = read.ETag });

        Assert.Equal(etag, read.ETag);
        Assert.Equal(etag, session.Sent[1].Header("If-Match"));
    }

    [Fact]
    public async Task A_write_without_a_body_has_an_empty_content_and_a_read_has_none()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(204), ScriptedAnswer.Status(204));
        var response = await session.RunAsync(new CxRequest { Method = HttpMethod.Post, Path = "/api/v2/thing" });
        await session.RunAsync(TestSession.Get());

        Assert.Equal(204, response.StatusCode);
        Assert.True(response.Body.IsEmpty);
        Assert.Equal("0", session.Sent[0].Header("Content-Length"));
        Assert.Null(session.Sent[0].Header("Content-Type"));
        Assert.Null(session.Sent[1].Header("Content-Length"));
    }
}
