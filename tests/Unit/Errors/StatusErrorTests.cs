using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Errors;

public sealed class StatusErrorTests
{
    [Theory]
    [InlineData(400, "RequestInvalid", CxErrorKind.InvalidArgument)]
    [InlineData(403, "PermissionDenied", CxErrorKind.Permission)]
    [InlineData(404, "ObjectNotFound", CxErrorKind.NotFound)]
    [InlineData(409, "Conflict", CxErrorKind.Exists)]
    [InlineData(412, "PreconditionFailed", CxErrorKind.InvalidOperation)]
    [InlineData(429, "RateLimited", CxErrorKind.LimitsExceeded)]
    [InlineData(500, "ServiceUnavailable", CxErrorKind.Unavailable)]
    [InlineData(501, "ServiceUnavailable", CxErrorKind.Unavailable)]
    [InlineData(502, "ServiceUnavailable", CxErrorKind.Unavailable)]
    [InlineData(503, "ServiceUnavailable", CxErrorKind.Unavailable)]
    [InlineData(504, "ServiceUnavailable", CxErrorKind.Unavailable)]
    [InlineData(302, "UnexpectedStatus", CxErrorKind.InvalidResult)]
    [InlineData(405, "UnexpectedStatus", CxErrorKind.InvalidResult)]
    [InlineData(418, "UnexpectedStatus", CxErrorKind.InvalidResult)]
    [InlineData(422, "UnexpectedStatus", CxErrorKind.InvalidResult)]
    public async Task Every_status_is_an_error_with_its_own_id_kind_and_action(int status, string id, CxErrorKind kind)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(ScriptedAnswer.Json(status, """{"message":"it says so."}""", ("X-Request-Id", "req-1")));
        var error = await session.FailAsync<CxRequestException>(
            TestSession.Get("/api/v2/thing?secret=hunter2") with { Item = "thing-1", RequiredScope = "things:write" });

        Assert.Equal(id, error.ErrorId);
        Assert.Equal(kind, error.Definition.Kind);
        Assert.Equal(error.Definition.RecommendedAction, error.RecommendedAction);
        Assert.Equal("GET", error.Method);
        Assert.Equal($"{session.Server.BaseUri}api/v2/thing?secret=***", error.Uri);
        Assert.Equal(status, error.StatusCode);
        Assert.Equal("req-1", error.RequestId);
        Assert.Equal(1, error.Attempts);
        Assert.Equal("thing-1", error.Item);
        Assert.Equal("things:write", error.RequiredScope);
        Assert.Equal("it says so.", error.TenantMessage);
        Assert.Null(error.RetryAfter);
        var lines = error.Message.Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.EndsWith(": it says so.", lines[0], StringComparison.Ordinal);
        Assert.Equal(status is 404 or 409 or 412, lines[0].Contains("'thing-1'", StringComparison.Ordinal));
        Assert.Equal(status is 403, lines[0].Contains("'things:write'", StringComparison.Ordinal));
        Assert.Equal(HttpMessages.RequestDetails($"GET {error.Uri}", "req-1", null), lines[1]);
    }

    [Fact]
    public async Task The_wait_of_the_last_refusal_is_on_the_error()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 1 });
        session.Server.Then(ScriptedAnswer.Status(429, ("Retry-After", "3")), ScriptedAnswer.Status(429, ("Retry-After", "8")));

        Assert.Equal(TimeSpan.FromSeconds(8), (await session.FailAsync<CxRequestException>(TestSession.Get())).RetryAfter);
    }

    [Fact]
    public async Task Without_a_known_scope_the_message_of_a_403_names_no_scope()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(403));

        Assert.StartsWith(
            HttpMessages.PermissionDenied(null, null),
            (await session.FailAsync<CxRequestException>(TestSession.Get())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_is_not_text_is_kept_and_does_not_appear_in_the_message()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(404));
        var item = new { Name = "row" };
        var error = await session.FailAsync<CxRequestException>(TestSession.Get() with { Item = item });

        Assert.Same(item, error.Item);
        Assert.StartsWith(HttpMessages.NotFound(null, null), error.Message, StringComparison.Ordinal);
    }
}
