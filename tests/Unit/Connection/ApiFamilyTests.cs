using CxOne.Connection;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class ApiFamilyTests
{
    [Fact]
    public async Task A_connection_shows_the_families_that_its_tenant_has_shown_to_offer()
    {
        await using var session = await TestSession.ConnectAsync();
        var connection = session.Connection;

        Assert.Equal("Seed", connection.Api);
        Assert.Null(connection.IsOffered(CxApiFamilies.Published));
        connection.SetOffered(CxApiFamilies.Published, isOffered: false);
        Assert.Equal("Seed", connection.Api);
        Assert.False(connection.IsOffered(CxApiFamilies.Published));
        connection.SetOffered(CxApiFamilies.Published, isOffered: true);
        Assert.Equal("Seed, Published", connection.Api);
        Assert.True(connection.IsOffered(CxApiFamilies.Published));
    }

    [Theory]
    [InlineData(CxApiFamilies.Unknown)]
    [InlineData(CxApiFamilies.Seed)]
    [InlineData(CxApiFamilies.Published)]
    public async Task A_family_that_is_offered_or_not_yet_known_passes(CxApiFamilies family)
    {
        await using var session = await TestSession.ConnectAsync();

        ApiFamilyGuard.Require(session.Connection, family, "item", "operation");
    }

    [Theory]
    [InlineData(CxApiFamilies.Seed, "/api/v2")]
    [InlineData(CxApiFamilies.Published, "/inContactAPI/services")]
    public async Task A_family_that_is_missing_is_an_error_about_the_item_with_the_counterpart(CxApiFamilies family, string path)
    {
        await using var session = await PublishedAsync();
        session.Connection.SetOffered(family, isOffered: false);
        var error = Assert.Throws<CxException>(() => ApiFamilyGuard.Require(session.Connection, family, "item-7", "operation"));
        var bare = Assert.Throws<CxException>(() => ApiFamilyGuard.Require(session.Connection, family));

        Assert.Equal(CxErrors.ApiNotOffered, error.Definition);
        Assert.Equal("item-7", error.Item);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(CxHint.ApiCounterpart("operation").ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal("tenant-1", bare.Item);
        Assert.Equal(ConnectionMessages.ApiNotOffered("tenant-1", path, null), bare.Message);
    }

    /// <summary>A tenant without <c>/api/v2</c>.</summary>
    private static async Task<TestSession> PublishedAsync()
    {
        var session = new TestSession();
        session.Server.Then(
            ScriptedAnswer.Token(Jwt.ForTenant("tenant-1")),
            ScriptedAnswer.Json(200, $$"""{"api_endpoint":"{{session.Server.BaseUri}}"}"""),
            ScriptedAnswer.Status(404));
        await session.ConnectAsync(session.Options() with
        {
            Endpoint = CxEndpoint.Create(CxEndpointStyle.AccessKey, "na1", session.Server.BaseUri.AbsoluteUri),
        });
        return session;
    }
}
