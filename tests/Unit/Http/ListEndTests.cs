using CxOne.Errors;
using CxOne.Http;
using CxOne.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

/// <summary>A list is read to its end, or the end cannot be told and that is an error: never a silent cut.</summary>
public sealed class ListEndTests
{
    private const string Entities = "/api/v2/things";
    private const string Published = "/inContactAPI/services/v30.0/things";

    [Theory]
    [InlineData(Entities, 25, 60, "\"pageCount\":3")]
    [InlineData(Entities, 25, 60, "\"totalPages\":\"3\"")]
    [InlineData(Entities, 25, 60, "\"total\":\"60\"")]
    [InlineData(Entities, 25, 60, "\"totalCount\":60")]
    [InlineData(Entities, 25, 60, "\"total\":25,\"pageCount\":3")]
    [InlineData(Entities, 10, 60, "\"total\":60")]
    [InlineData(Published, 100, 250, "\"totalRecords\":\"250\"")]
    [InlineData(Published, 50, 250, "\"totalRecords\":250")]
    public async Task A_list_that_names_its_size_is_read_completely_without_a_request_in_vain(string path, int size, int total, string says)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then([.. Pages(size, total, says)]);

        Assert.Equal(Enumerable.Range(0, total), await ReadAsync(session, path));
        Assert.Equal((total + size - 1) / size, session.Sent.Count);
    }

    [Theory]
    [InlineData(Entities, 25, 60, "\"x\":1")]
    [InlineData(Entities, 25, 50, "\"x\":1")]
    [InlineData(Entities, 10, 60, "\"total\":-1")]
    [InlineData(Entities, 25, 60, "\"total\":0")]
    [InlineData(Entities, 25, 60, "\"total\":\"many\"")]
    [InlineData(Published, 100, 250, "\"x\":1")]
    [InlineData(Published, 50, 250, "\"_links\":null")]
    public async Task A_list_that_does_not_name_its_size_is_read_until_a_page_is_empty(string path, int size, int total, string says)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then([.. Pages(size, total, says), Page(total, 0, says)]);

        Assert.Equal(Enumerable.Range(0, total), await ReadAsync(session, path));
    }

    [Fact]
    public async Task A_list_that_says_whether_there_is_more_is_read_to_the_page_that_says_no()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(0, 25, "\"hasMore\":true"), Page(25, 25, "\"hasMore\":false"));

        Assert.Equal(50, (await ReadAsync(session, Entities)).Count);
    }

    [Theory]
    [InlineData("\"_links\":{\"next\":{\"href\":\"/api/v2/things?after=25\"}}")]
    [InlineData("\"nextUri\":\"/api/v2/things?after=25\"")]
    public async Task An_address_of_the_next_page_is_followed_in_every_form(string says)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(0, 25, says), Page(25, 7, "\"_links\":{}"));

        Assert.Equal(32, (await ReadAsync(session, Entities)).Count);
        Assert.Equal("/api/v2/things?after=25", session.Sent[1].Target);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task A_list_without_pages_is_read_once(int count)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(0, count, "\"x\":1"), Page(0, count, "\"x\":1"));

        Assert.Equal(count, (await ReadAsync(session, Entities)).Count);
    }

    [Theory]
    [InlineData("\"total\":60", "ResponseInvalid")]
    [InlineData("\"pageCount\":3", "ResponseInvalid")]
    [InlineData("\"hasMore\":true", "ResponseInvalid")]
    public async Task A_list_that_ends_before_the_size_that_it_names_is_an_error(string says, string id)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(0, 25, says), Page(25, 0, says));

        Assert.Equal(id, (await Assert.ThrowsAsync<CxRequestException>(() => ReadAsync(session, Entities))).ErrorId);
    }

    [Fact]
    public async Task A_list_that_ends_without_a_body_before_the_size_that_it_names_is_an_error()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(0, 100, "\"totalRecords\":250"), ScriptedAnswer.Status(204));

        Assert.Equal(
            "ResponseInvalid", (await Assert.ThrowsAsync<CxRequestException>(() => ReadAsync(session, Published))).ErrorId);
    }

    [Fact]
    public async Task A_page_that_may_be_the_first_of_a_list_which_ignores_the_page_is_an_error_where_it_repeats()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(0, 25, "\"x\":1"), Page(0, 25, "\"x\":1"));

        Assert.Equal("PageRepeated", (await Assert.ThrowsAsync<CxRequestException>(() => ReadAsync(session, Entities))).ErrorId);
    }

    [Fact]
    public async Task A_list_that_is_continued_by_a_cursor_is_an_error()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(0, 25, "\"nextPageToken\":\"abc\""));

        Assert.Equal("ResponseInvalid", (await Assert.ThrowsAsync<CxRequestException>(() => ReadAsync(session, Entities))).ErrorId);
    }

    [Fact]
    public async Task Empty_pages_that_lead_in_a_circle_are_an_error()
    {
        await using var session = await TestSession.ConnectAsync();
        const string Back = "\"nextUri\":\"/api/v2/things?page=1&pageSize=25\"";
        session.Server.Then(Page(0, 0, "\"nextUri\":\"/api/v2/things?after=1\""), Page(0, 0, Back));

        Assert.Equal("PageRepeated", (await Assert.ThrowsAsync<CxRequestException>(() => ReadAsync(session, Entities))).ErrorId);
    }

    [Theory]
    [InlineData("\"pageCount\":2")]
    [InlineData("\"total\":\"30\"")]
    [InlineData("\"total\":30,\"page\":\"1\",\"pageSize\":\"25\"")]
    [InlineData("\"pageSize\":25")]
    public async Task Lists_of_the_modules_own_types_end_by_the_same_rules(string says)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Definitions(0, 25, says), Definitions(25, 5, says));
        List<string> ids = [];
        await foreach (var page in session.Client.ReadPagesAsync(
            ApiRoutes.IvrDefinitions, null, IvrJson.Default.CxEntityPageIvrDefinition, session.Log, CancellationToken.None))
        {
            ids.AddRange(page.Items.Select(item => item.Id));
        }

        Assert.Equal(30, ids.Distinct().Count());
        Assert.Equal(2, session.Sent.Count);
    }

    private static IEnumerable<ScriptedAnswer> Pages(int size, int total, string says)
    {
        for (var at = 0; at < total; at += size)
        {
            yield return Page(at, Math.Min(size, total - at), says);
        }
    }

    private static ScriptedAnswer Page(int first, int count, string says)
        => ScriptedAnswer.Json(200, $$"""{"entities":[{{string.Join(',', Enumerable.Range(first, count))}}],{{says}}}""");

    private static ScriptedAnswer Definitions(int first, int count, string says)
    {
        var entities = Enumerable.Range(first, count).Select(number => $$"""{"id":"ivr-{{number}}"}""");
        return ScriptedAnswer.Json(200, $$"""{"entities":[{{string.Join(',', entities)}}],{{says}}}""");
    }

    private static async Task<List<int>> ReadAsync(TestSession session, string path)
        => [.. (await RestCallTests.RunAsync(session, RestCallTests.Get(path, allPages: true)))
            .SelectMany(page => page.Items)
            .Select(item => item.GetInt32())];
}
