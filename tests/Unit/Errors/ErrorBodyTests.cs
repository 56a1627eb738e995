using System.Text;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Errors;

public sealed class ErrorBodyTests
{
    [Theory]
    [InlineData("""{"message":"one","detail":"two"}""", "one")]
    [InlineData("""{"detail":"two","error":"three"}""", "two")]
    [InlineData("""{"error":"invalid_skill","error_description":"There is no such skill."}""", "There is no such skill.")]
    [InlineData("""{"error":"invalid_skill"}""", "invalid_skill")]
    [InlineData("""{"title":"A problem"}""", "A problem")]
    [InlineData("""{"message":42}""", "42")]
    [InlineData("""{"message":"  blanks  "}""", "blanks")]
    [InlineData("""{"message":"","detail":"two"}""", "two")]
    [InlineData("""{"message":null,"detail":"two"}""", "two")]
    [InlineData("""{"message":{"x":1},"detail":"two"}""", "two")]
    [InlineData("""{"message":"a\u0007b\u001b[31mc\r\nd\u0085e"}""", "a\\u0007b\\u001B[31mc\\r\\nd\\u0085e")]
    [InlineData("{}", null)]
    [InlineData("[]", null)]
    [InlineData("\"text\"", null)]
    [InlineData("", null)]
    [InlineData("<html><body>Bad Gateway</body></html>", null)]
    [InlineData("""{"message":"cut off""", null)]
    [InlineData("""{"message":"\ud800"}""", null)]
    [InlineData("""{"mess\ud800":1}""", null)]
    [InlineData("""{"message":"\ud800","detail":"two"}""", "two")]
    [InlineData("""{"error":{"message":"nested"}}""", null)]
    public async Task The_tenants_message_is_found_in_both_families_and_is_escaped(string body, string? said)
    {
        var error = await FailAsync(body);

        Assert.Equal("RequestInvalid", error.ErrorId);
        Assert.Equal(said, error.TenantMessage);
        Assert.StartsWith(
            HttpMessages.BadRequest(said), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_not_utf8_does_not_change_the_error_of_the_status()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Of(403, Encoding.Latin1.GetBytes("""{"message":"Zugriff für Sie verweigert"}""")));

        Assert.Equal("PermissionDenied", (await session.FailAsync<CxRequestException>(TestSession.Get())).ErrorId);
    }

    [Fact]
    public async Task The_status_description_header_is_the_message_if_the_body_has_none()
    {
        Assert.Equal("Skill is not active", (await FailAsync("", ("icStatusDescription", "Skill is not active"))).TenantMessage);
        Assert.Equal(
            "The body", (await FailAsync("""{"error_description":"The body"}""", ("icStatusDescription", "The header"))).TenantMessage);
    }

    [Fact]
    public async Task Every_entry_of_the_list_is_kept_and_written_out()
    {
        var error = await FailAsync("""
            {"message":"Validation failed","errors":[
              {"nodeId":"menu-1","code":"NO_TIMEOUT","message":"The menu has no time-out edge."},
              {"field":"targetEnvironment","code":"MISSING","message":"is missing"},
              {"message":"only words"},
              {"code":"ONLY_A_CODE"},
              {"code":7,"message":8},
              "a plain sentence",
              {},
              17]}
            """);

        Assert.Equal(8, error.Errors.Count);
        Assert.Equal(
            new CxApiError { NodeId = "menu-1", Code = "NO_TIMEOUT", Message = "The menu has no time-out edge." }, error.Errors[0]);
        Assert.Equal(new CxApiError { Field = "targetEnvironment", Code = "MISSING", Message = "is missing" }, error.Errors[1]);
        Assert.Equal(new CxApiError { Code = "7", Message = "8" }, error.Errors[4]);
        var nl = Environment.NewLine;
        Assert.StartsWith(
            $"{HttpMessages.BadRequest("Validation failed.")}{nl}  - node 'menu-1': The menu has no time-out edge. "
                + $"[NO_TIMEOUT]{nl}  - field 'targetEnvironment': is missing [MISSING]{nl}  - only words{nl}  - "
                + $"[ONLY_A_CODE]{nl}  - 8 [7]{nl}  - a plain sentence{nl}",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errors":{}}""")]
    [InlineData("""{"errors":null}""")]
    [InlineData("""{"errors":"x"}""")]
    [InlineData("""{"errors":[]}""")]
    public async Task An_errors_member_that_is_not_a_list_has_no_entries(string body) => Assert.Empty((await FailAsync(body)).Errors);

    [Fact]
    public async Task A_long_message_and_a_long_list_of_errors_are_cut()
    {
        var error = await FailAsync(
            $$"""{"message":"{{new string('x', 10_000)}}","errors":[{{string.Join(',', Enumerable.Repeat($$"""{"message":"{{new string('y', 1000)}}"}""", 500))}}]}""");

        Assert.Equal(501, error.TenantMessage!.Length);
        Assert.EndsWith("x…", error.TenantMessage, StringComparison.Ordinal);
        Assert.Equal(200, error.Errors.Count);
        Assert.All(error.Errors, entry => Assert.Equal(501, entry.Message!.Length));
    }

    [Fact]
    public async Task A_cut_text_does_not_end_in_half_a_surrogate_pair()
    {
        var error = await FailAsync($$"""{"message":"{{new string('x', 499)}}😀 and more words so that it is cut"}""");

        Assert.DoesNotContain(error.TenantMessage!, char.IsSurrogate);
    }

    private static async Task<CxRequestException> FailAsync(string body, params (string Name, string Value)[] headers)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(400, body, headers));
        return await session.FailAsync<CxRequestException>(TestSession.Get());
    }
}
