using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Errors;

public sealed class StatusErrorTests
{
    [Theory]
    [InlineData(400, "RequestInvalid", CxErrorKind.InvalidArgument, "The tenant refused the request: it says so.")]
    [InlineData(403, "PermissionDenied", CxErrorKind.Permission, "Permission denied; the call needs the scope 'things:write': it says so.")]
    [InlineData(404, "ObjectNotFound", CxErrorKind.NotFound, "Not found 'thing-1': it says so.")]
    [InlineData(409, "Conflict", CxErrorKind.Exists, "Conflict 'thing-1': it says so.")]
    [InlineData(412, "PreconditionFailed", CxErrorKind.InvalidOperation, "Changed by somebody else 'thing-1': it says so.")]
    [InlineData(429, "RateLimited", CxErrorKind.LimitsExceeded, "The tenant's rate limit refused the request 1 times: it says so.")]
    [InlineData(500, "ServiceUnavailable", CxErrorKind.Unavailable, "The tenant failed with 500 after 1 attempts: it says so.")]
    [InlineData(501, "ServiceUnavailable", CxErrorKind.Unavailable, "The tenant failed with 501 after 1 attempts: it says so.")]
    [InlineData(502, "ServiceUnavailable", CxErrorKind.Unavailable, "The tenant failed with 502 after 1 attempts: it says so.")]
    [InlineData(503, "ServiceUnavailable", CxErrorKind.Unavailable, "The tenant failed with 503 after 1 attempts: it says so.")]
    [InlineData(504, "ServiceUnavailable", CxErrorKind.Unavailable, "The tenant failed with 504 after 1 attempts: it says so.")]
    [InlineData(302, "UnexpectedStatus", CxErrorKind.InvalidResult, "Unexpected status 302: it says so.")]
    [InlineData(405, "UnexpectedStatus", CxErrorKind.InvalidResult, "Unexpected status 405: it says so.")]
    [InlineData(418, "UnexpectedStatus", CxErrorKind.InvalidResult, "Unexpected status 418: it says so.")]
    [InlineData(422, "UnexpectedStatus", CxErrorKind.InvalidResult, "Unexpected status 422: it says so.")]
    public async Task Every_status_is_an_error_with_its_own_id_kind_words_and_advice(int status, string id, CxErrorKind kind, string words)
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
        Assert.Equal($"{words}{Environment.NewLine}(GET {error.Uri}, request id req-1)", error.Message);
    }

    [Fact]
    public async Task The_wait_of_the_last_refusal_is_on_the_error()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 1 });
        session.Server.Then(ScriptedAnswer.Status(429, ("Retry-After", "3")), ScriptedAnswer.Status(429, ("Retry-After", "8")));

        Assert.Equal(TimeSpan.FromSeconds(8), (await session.FailAsync<CxRequestException>(TestSession.Get())).RetryAfter);
    }

    [Fact]
    public async Task Without_a_known_scope_a_403_names_none()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(403));

        Assert.StartsWith(
            "Permission denied.", (await session.FailAsync<CxRequestException>(TestSession.Get())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_is_no_text_is_kept_and_not_written_out()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(404));
        var item = new { Name = "row" };
        var error = await session.FailAsync<CxRequestException>(TestSession.Get() with { Item = item });

        Assert.Same(item, error.Item);
        Assert.StartsWith("Not found.", error.Message, StringComparison.Ordinal);
    }
}
