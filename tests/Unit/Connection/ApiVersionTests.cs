using CxOne.Connection;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class ApiVersionTests
{
    [Theory]
    [InlineData("30", "v30.0")]
    [InlineData("30.0", "v30.0")]
    [InlineData("v30.0", "v30.0")]
    [InlineData("V30.0", "v30.0")]
    [InlineData("1", "v1.0")]
    [InlineData("v99.0", "v99.0")]
    [InlineData(null, null)]
    public async Task A_version_is_brought_into_the_form_of_the_paths(string? text, string? version)
    {
        var request = new CxConnectRequest { Credential = new CxCredential("id", "secret"), ApiVersion = text };
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options() with { ApiVersion = text });

        Assert.Equal(version, request.Resolve(name => name == "HOME" ? "/home/user" : null).ApiVersion);
        Assert.Equal(version, session.Connection.ApiVersion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("100")]
    [InlineData("v100.0")]
    [InlineData("030")]
    [InlineData("-1")]
    [InlineData("v30")]
    [InlineData("30.1")]
    [InlineData("30.00")]
    [InlineData("v30.0.0")]
    [InlineData("30,0")]
    [InlineData(" 30")]
    [InlineData("30\n")]
    [InlineData("\u0663\u0660")]
    [InlineData("latest")]
    [InlineData("v30.0/../../evil")]
    public async Task Any_other_text_is_refused_and_nothing_is_sent(string text)
    {
        var request = new CxConnectRequest { Credential = new CxCredential("id", "secret"), ApiVersion = text };
        await using var session = new TestSession();
        CxValidationException[] errors =
        [
            Assert.Throws<CxValidationException>(() => request.Resolve(_ => null)),
            await Assert.ThrowsAsync<CxValidationException>(() => session.ConnectAsync(session.Options() with { ApiVersion = text })),
        ];

        Assert.All(errors, error => Assert.Equal([ConnectionMessages.ApiVersionInvalid(text)], error.Violations));
        Assert.Empty(session.Server.Requests);
    }
}
