using System.Text;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class ByteOrderMarkTests
{
    private static readonly (string, string) JsonType = ("Content-Type", "application/json");

    [Fact]
    public async Task A_byte_order_mark_before_the_JSON_is_passed_over_in_every_answer()
    {
        await using var session = new TestSession();
        session.Server.Then(
            Marked(200, """{"access_token":"token-1-of-the-test","token_type":"Bearer","expires_in":3600}"""),
            Marked(200, """{"id":"tenant-1","name":"Tenant One"}"""),
            Marked(200, """{"a":1}"""),
            Marked(400, """{"message":"The name is missing."}"""));
        await session.ConnectAsync(session.Options());

        Assert.Equal("tenant-1", session.Connection.TenantId);
        var page = Assert.Single(await RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/thing")));
        Assert.Equal(1, Assert.Single(page.Items).GetProperty("a").GetInt32());
        var error = await session.FailAsync<CxRequestException>(TestSession.Get());
        Assert.Equal("RequestInvalid", error.ErrorId);
        Assert.Contains("The name is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_a_write_with_a_byte_order_mark_is_the_tenants_own()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Marked(409, """{"message":"Taken."}"""));

        Assert.Equal("Conflict", (await session.FailAsync<CxRequestException>(TestSession.Post())).ErrorId);
    }

    private static ScriptedAnswer Marked(int status, string json)
        => ScriptedAnswer.Of(status, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(json)], JsonType);
}
