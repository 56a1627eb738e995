using CxOne.Errors;
using CxOne.Http;
using CxOne.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class PagingTests
{
    [Fact]
    public async Task An_empty_list_is_one_request_and_one_empty_page()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(1, 0, 0, 0));
        var pages = await ReadAsync(session);

        Assert.Empty(Assert.Single(pages).Items);
        Assert.Equal("/api/v2/ivr/definitions?page=1&pageSize=25", Assert.Single(session.Sent).Target);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(24, 1)]
    [InlineData(25, 1)]
    [InlineData(26, 2)]
    [InlineData(50, 2)]
    [InlineData(51, 3)]
    [InlineData(230, 10)]
    public async Task All_items_are_returned_in_order_without_a_needless_request(int total, int requests)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then([.. Pages(total)]);
        var pages = await ReadAsync(session);

        Assert.Equal(
            Enumerable.Range(1, total).Select(number => $"ivr-{number}"), pages.SelectMany(page => page.Items).Select(item => item.Id));
        Assert.All(pages, page => Assert.Equal(total, page.Total));
        Assert.Equal(
            Enumerable.Range(1, requests).Select(page => $"/api/v2/ivr/definitions?page={page}&pageSize=25"),
            session.Sent.Select(sent => sent.Target));
        Assert.Empty(session.Log.Warnings);
    }

    [Fact]
    public async Task A_page_is_not_requested_before_it_is_needed()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(1, 1, 25, 100), Page(2, 26, 25, 100));
        await using var pages = session.Client
            .ReadPagesAsync(ApiRoutes.IvrDefinitions, null, IvrJson.Default.CxEntityPageIvrDefinition, session.Log, CancellationToken.None)
            .GetAsyncEnumerator();
        Assert.Empty(session.Sent);
        Assert.True(await pages.MoveNextAsync());
        Assert.Single(session.Sent);
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal(2, session.Sent.Count);
    }

    [Fact]
    public async Task A_page_that_repeats_itself_ends_the_list_with_an_error_after_the_items_before_it()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(1, 1, 25, 100), Page(2, 26, 25, 100), Page(3, 1, 25, 100));
        List<string> items = [];
        var error = await Assert.ThrowsAsync<CxRequestException>(async () =>
        {
            await foreach (var page in session.Client.ReadPagesAsync(
                ApiRoutes.IvrDefinitions, null, IvrJson.Default.CxEntityPageIvrDefinition, session.Log, CancellationToken.None))
            {
                items.AddRange(page.Items.Select(item => item.Id));
            }
        });

        Assert.Equal("PageRepeated", error.ErrorId);
        Assert.Equal(50, items.Distinct().Count());
        Assert.Equal(50, items.Count);
    }

    [Fact]
    public async Task Other_lists_of_a_page_may_be_equal()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, """{"warnings":[],"meta":{"tags":["x"]},"entities":[{"id":"a"}],"total":2}"""),
            ScriptedAnswer.Json(200, """{"warnings":[],"meta":{"tags":["x"]},"entities":[{"id":"b"}],"total":2}"""));

        Assert.Equal(["a", "b"], (await ReadAsync(session)).SelectMany(page => page.Items).Select(item => item.Id));
    }

    [Fact]
    public async Task A_list_that_shrinks_while_it_is_read_ends_with_a_warning()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(1, 1, 25, 51), Page(2, 27, 25, 50));
        var pages = await ReadAsync(session);

        Assert.Equal(50, pages.Sum(page => page.Items.Count));
        Assert.Equal(
            [HttpMessages.ListChanged(51, 50)],
            session.Log.Warnings);
    }

    [Fact]
    public async Task A_list_that_grows_while_it_is_read_is_read_to_its_new_end()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(1, 1, 25, 26), Page(2, 26, 25, 51), Page(3, 51, 1, 51));
        var pages = await ReadAsync(session);

        Assert.Equal(51, pages.Sum(page => page.Items.Count));
        Assert.Single(session.Log.Warnings);
    }

    [Fact]
    public async Task A_list_that_claims_more_than_it_has_is_an_error_at_its_empty_page()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(1, 1, 25, 100), Page(2, 26, 0, 100));

        Assert.Equal("ResponseInvalid", (await Assert.ThrowsAsync<CxRequestException>(() => ReadAsync(session))).ErrorId);
    }

    [Fact]
    public async Task Without_a_total_an_empty_page_is_the_last()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, $$"""{"entities":[{{Entities(1, 25)}}]}"""),
            ScriptedAnswer.Json(200, $$"""{"entities":[{{Entities(26, 3)}}]}"""),
            ScriptedAnswer.Json(200, """{"entities":[]}"""));

        Assert.Equal(28, (await ReadAsync(session)).Sum(page => page.Items.Count));
    }

    [Fact]
    public async Task Without_a_total_a_page_of_the_size_that_the_tenant_names_is_a_full_one()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, $$"""{"entities":[{{Entities(1, 10)}}],"pageSize":10}"""),
            ScriptedAnswer.Json(200, $$"""{"entities":[{{Entities(11, 3)}}],"pageSize":10}"""));

        Assert.Equal(13, (await ReadAsync(session)).Sum(page => page.Items.Count));
    }

    [Fact]
    public async Task A_429_between_two_pages_is_waited_for_and_no_item_is_lost()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Page(1, 1, 25, 30), ScriptedAnswer.Status(429, ("Retry-After", "7")), Page(2, 26, 5, 30));
        var reading = ReadAsync(session);
        await session.LetWaitsPassAsync(reading);

        Assert.Equal(30, (await reading).Sum(page => page.Items.Count));
        Assert.Equal([TimeSpan.FromSeconds(7)], session.Waits);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"entities":null}""")]
    [InlineData("""{"entities":{}}""")]
    [InlineData("""{"entities":[{"name":"without an id"}]}""")]
    [InlineData("""{"entities":[null]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task An_invalid_page_is_an_error(string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, body));

        Assert.Equal("ResponseInvalid", (await Assert.ThrowsAsync<CxRequestException>(() => ReadAsync(session))).ErrorId);
    }

    [Fact]
    public async Task Every_page_has_the_query()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then([.. Pages(26)]);
        await ReadAsync(session, "status=COMPLETED");

        Assert.All(session.Sent, sent => Assert.EndsWith("&pageSize=25&status=COMPLETED", sent.Target, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<CxPage<CxOne.Ivr.IvrDefinition>>> ReadAsync(TestSession session, string? query = null)
    {
        List<CxPage<CxOne.Ivr.IvrDefinition>> pages = [];
        await foreach (var page in session.Client.ReadPagesAsync(
            ApiRoutes.IvrDefinitions, query, IvrJson.Default.CxEntityPageIvrDefinition, session.Log, CancellationToken.None))
        {
            pages.Add(page);
        }

        return pages;
    }

    private static IEnumerable<ScriptedAnswer> Pages(int total)
        => Enumerable.Range(0, (total + 24) / 25).Select(page => Page(page + 1, (page * 25) + 1, Math.Min(25, total - (page * 25)), total));

    private static ScriptedAnswer Page(int number, int first, int count, int total)
        => ScriptedAnswer.Json(200, $$"""{"entities":[{{Entities(first, count)}}],"total":{{total}},"page":{{number}},"pageSize":25}""");

    private static string Entities(int first, int count)
        => string.Join(',', Enumerable.Range(first, count).Select(number => $$"""{"id":"ivr-{{number}}"}"""));
}
