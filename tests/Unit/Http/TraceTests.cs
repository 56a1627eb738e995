using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class TraceTests
{
    [Fact]
    public async Task Every_attempt_has_one_verbose_line_with_method_address_status_size_and_request_id()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(503, """{"a":1}""", ("X-Request-Id", "req-1"), ("Retry-After", "0")),
            ScriptedAnswer.Json(200, $$"""{"a":"{{new string('x', 2040)}}"}""", ("X-Request-Id", "req-2")));
        await session.RunAsync(TestSession.Get("/api/v2/thing?page=1&token=hunter2"));

        var address = $"GET {session.Server.BaseUri}api/v2/thing?page=1&token=***";
        Assert.Contains(HttpMessages.Answered(address, 503, "0 ms", 7, "req-1"), session.Log.VerboseLines);
        Assert.Contains(HttpMessages.Answered(HttpMessages.Attempt(address, 2), 200, "0 ms", 2048, "req-2"), session.Log.VerboseLines);
        Assert.Equal(
            2,
            session.Log.VerboseLines.Count(
                line => line.StartsWith(address, StringComparison.Ordinal) && line.Contains(" -> ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_attempt_without_an_answer_has_a_verbose_line()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Close());
        await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post());

        Assert.Contains(
            session.Log.VerboseLines,
            line => line.StartsWith(
                HttpMessages.NoAnswer($"POST {session.Server.BaseUri}api/v2/thing", "0 ms", string.Empty), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_allowed_headers_are_shown_at_debug_level()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            200, "{}", ("ETag", "\"7\""), ("Set-Cookie", "session=hunter2"), ("X-Internal", "hunter3"),
            ("Location", "/api/v2/thing/1?sig=hunter4"), ("Idempotent-Replayed", "true")));
        var request = TestSession.Post() with { IfMatch = "\"6\"" };
        await session.RunAsync(request);

        var line = session.Log.DebugLines[^1];
        Assert.EndsWith(
            $"sent Accept: application/json | If-Match: \"6\" | Idempotency-Key: {request.IdempotencyKey}; received ETag: "
                + $"\"7\" | Idempotent-Replayed: true | Location: /api/v2/thing/1?sig=***",
            line,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            session.Log.Everything,
            text => text.Contains("hunter", StringComparison.Ordinal)
                || text.Contains("Bearer", StringComparison.Ordinal)
                || text.Contains("Authorization", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_header_is_shown_unchanged_and_an_answer_without_headers_has_a_placeholder()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, "{}", ("ETag", "\"a?b=c\"")),
            ScriptedAnswer.Json(200, $"\"{new string('x', 1021)}\""),
            ScriptedAnswer.Json(200, $"\"{new string('x', 1022)}\""));
        await session.RunAsync(TestSession.Get());
        await session.RunAsync(TestSession.Get());
        await session.RunAsync(TestSession.Get());

        Assert.EndsWith("received ETag: \"a?b=c\"", session.Log.DebugLines[^3], StringComparison.Ordinal);
        Assert.EndsWith(HttpMessages.NoAllowedHeaders, session.Log.DebugLines[^2], StringComparison.Ordinal);
        Assert.EndsWith(", 1023 B", session.Log.VerboseLines[^2], StringComparison.Ordinal);
        Assert.EndsWith(", 1 KB", session.Log.VerboseLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_has_a_verbose_line()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(401), ScriptedAnswer.Token("another-token"), ScriptedAnswer.Json(200, "{}"));
        await session.RunAsync(TestSession.Get());

        Assert.Contains(
            HttpMessages.ReplayedWithFreshToken($"GET {session.Server.BaseUri}api/v2/thing"),
            session.Log.VerboseLines);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}", ("Set-Cookie", "session=hunter2; Path=/")), ScriptedAnswer.Json(200, "{}"));
        await session.RunAsync(TestSession.Get());
        await session.RunAsync(TestSession.Get());

        Assert.Null(session.Sent[1].Header("Cookie"));
    }

    [Fact]
    public async Task Time_is_measured_on_the_given_clock()
    {
        await using var session = await TestSession.ConnectAsync();
        var held = new Gate();
        session.Server.Then(ScriptedAnswer.Json(200, "{}") with { Held = held });
        var sending = session.SendAsync(TestSession.Get());
        await session.Server.WaitForRequestsAsync(3);
        session.Clock.Advance(TimeSpan.FromMilliseconds(1234));
        held.Open();
        await sending.WaitAsync(Gate.Patience);

        Assert.Contains(session.Log.VerboseLines, line => line.EndsWith("-> 200 in 1234 ms, 2 B", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_request_id_of_a_lost_answer_is_not_that_of_the_attempt_before()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(429, ("X-Request-Id", "req-1"), ("Retry-After", "1")), ScriptedAnswer.Close());

        Assert.Null((await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post())).RequestId);
    }
}
