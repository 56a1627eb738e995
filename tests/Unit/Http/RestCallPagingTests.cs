using System.Text.Json;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

[Collection(SharedSandbox.Collection)]
public sealed class RestCallPagingTests : IAsyncLifetime
{
    private const string Skills = "/inContactAPI/services/v30.0/skills";
    private readonly SharedSandbox _sandbox;

    public RestCallPagingTests(SharedSandbox sandbox) => _sandbox = sandbox;

    public Task InitializeAsync() => _sandbox.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("", new[] { 100, 100, 30 })]
    [InlineData("?top=100", new[] { 100, 100, 30 })]
    [InlineData("?top=23", new[] { 23, 23, 23, 23, 23, 23, 23, 23, 23, 23 })]
    [InlineData("?skip=200", new[] { 30 })]
    [InlineData("?skip=130&top=50", new[] { 50, 50 })]
    public async Task All_skills_of_the_published_family_come_once_each(string query, int[] pages)
    {
        using var folder = new TempFolder();
        using var connection = await CxConnector.ConnectAsync(
            _sandbox.Options(folder.FullName), NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience);
        List<CxPage<JsonElement>> read = [];
        await foreach (var page in RestCallTests.Get(Skills + query, allPages: true)
            .RunAsync(connection, NullCxLog.Instance, CancellationToken.None))
        {
            read.Add(page);
        }

        Assert.Equal(pages, read.Select(page => page.Items.Count));
        Assert.All(read, page => Assert.Equal(230, page.Total));
        var ids = read.SelectMany(page => page.Items).Select(skill => skill.GetProperty("skillId").GetInt32()).ToList();
        Assert.Equal(pages.Sum(), ids.Distinct().Count());
        Assert.Equal(
            pages.Length, (await _sandbox.Server.RequestsAsync()).Count(request => request.GetProperty("path").GetString() == Skills));
    }

    [Fact]
    public async Task An_empty_list_of_the_published_family_has_no_page_at_all()
    {
        using var folder = new TempFolder();
        using var connection = await CxConnector.ConnectAsync(
            _sandbox.Options(folder.FullName), NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience);
        await foreach (var page in RestCallTests.Get("/inContactAPI/services/v30.0/agents", allPages: true)
            .RunAsync(connection, NullCxLog.Instance, CancellationToken.None))
        {
            Assert.Fail($"There is a page of {page.Items.Count}.");
        }
    }

    [Fact]
    public async Task A_page_of_the_published_family_is_not_requested_before_it_is_needed()
    {
        using var folder = new TempFolder();
        using var connection = await CxConnector.ConnectAsync(
            _sandbox.Options(folder.FullName), NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience);
        await foreach (var page in RestCallTests.Get(Skills, allPages: true)
            .RunAsync(connection, NullCxLog.Instance, CancellationToken.None))
        {
            Assert.Equal(100, page.Items.Count);
            break;
        }

        Assert.Single(await _sandbox.Server.RequestsAsync(), request => request.GetProperty("path").GetString() == Skills);
    }

    [Fact]
    public async Task The_other_family_is_read_by_page_numbers()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, """{"entities":[1,2],"total":3,"page":1,"pageSize":2}"""),
            ScriptedAnswer.Json(200, """{"entities":[3],"total":3,"page":2,"pageSize":2}"""));
        var pages = await RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/things?pageSize=2&filter=x", allPages: true));

        Assert.Equal([1, 2, 3], pages.SelectMany(page => page.Items).Select(item => item.GetInt32()));
        Assert.Equal(
            ["/api/v2/things?pageSize=2&filter=x&page=1", "/api/v2/things?pageSize=2&filter=x&page=2"],
            session.Sent.Select(sent => sent.Target));
    }

    [Fact]
    public async Task The_default_page_size_of_the_entity_family_is_twenty_five()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"entities":[1],"total":1,"page":1,"pageSize":25}"""));
        await RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/things", allPages: true));

        Assert.Equal("/api/v2/things?page=1&pageSize=25", Assert.Single(session.Sent).Target);
    }

    [Fact]
    public async Task Pages_of_the_published_family_without_links_are_followed_by_their_number_of_items()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, """{"totalRecords":5,"agents":[1,2,3]}"""),
            ScriptedAnswer.Json(200, """{"totalRecords":5,"agents":[4,5]}"""));
        var pages = await RestCallTests.RunAsync(session, RestCallTests.Get("/inContactAPI/services/v30.0/agents", allPages: true));

        Assert.Equal(5, pages.Sum(page => page.Items.Count));
        Assert.Equal(
            ["/inContactAPI/services/v30.0/agents?skip=0&top=100", "/inContactAPI/services/v30.0/agents?skip=3&top=100"],
            session.Sent.Select(sent => sent.Target));
    }

    [Theory]
    [InlineData("https://evil.example/inContactAPI/services/v30.0/skills?skip=1")]
    [InlineData("//evil.example/skills")]
    [InlineData("http://127.0.0.1:1/skills")]
    [InlineData("/skills\r\nX-Evil: 1")]
    public async Task A_link_to_the_next_page_that_leads_elsewhere_is_not_followed(string link)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, $$"""{"_links":{"next":{{JsonSerializer.Serialize(link)}} },"totalRecords":9,"skills":[1]}"""));
        List<JsonElement> items = [];
        var error = await Assert.ThrowsAsync<CxRequestException>(async () =>
        {
            await foreach (var page in RestCallTests.Get(Skills, allPages: true)
                .RunAsync(session.Connection, session.Log, CancellationToken.None))
            {
                items.AddRange(page.Items);
            }
        });

        Assert.Equal("ResponseInvalid", error.ErrorId);
        Assert.IsType<CxValidationException>(error.InnerException);
        Assert.Single(items);
        Assert.Single(session.Sent);
    }

    [Theory]
    [InlineData("""{"next":null}""")]
    [InlineData("""{"next":""}""")]
    [InlineData("{}")]
    public async Task A_page_without_a_usable_link_is_the_last(string links)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, $$"""{"totalRecords":1,"skills":[1],"_links":{{links}}}"""));

        Assert.Single(await RestCallTests.RunAsync(session, RestCallTests.Get(Skills, allPages: true)));
    }

    [Theory]
    [InlineData("""{"totalRecords":9,"skills":[1,2],"_links":{"next":"/inContactAPI/services/v30.0/skills?skip=0"}}""")]
    [InlineData("""{"totalRecords":9,"skills":[1,2]}""")]
    public async Task A_list_that_returns_the_same_page_forever_ends_with_an_error(string page)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, page), ScriptedAnswer.Json(200, page));

        Assert.Equal(
            "PageRepeated",
            (await Assert.ThrowsAsync<CxRequestException>(
                () => RestCallTests.RunAsync(session, RestCallTests.Get(Skills, allPages: true)))).ErrorId);
    }

    [Fact]
    public async Task Other_lists_next_to_the_entities_may_be_equal()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, """{"facets":["x"],"entities":[1],"total":2}"""),
            ScriptedAnswer.Json(200, """{"facets":["x"],"entities":[2],"total":2}"""));

        Assert.Equal(2, (await RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/things", allPages: true))).Count);
    }

    [Fact]
    public async Task Lists_within_another_member_may_be_equal()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, """{"meta":{"entities":["x"],"tags":["x"]},"agents":[1],"last":{"tags":["x"]},"totalRecords":2}"""),
            ScriptedAnswer.Json(200, """{"meta":{"entities":["x"],"tags":["x"]},"agents":[2],"last":{"tags":["x"]},"totalRecords":2}"""));

        Assert.Equal(2, (await RestCallTests.RunAsync(session, RestCallTests.Get(Skills, allPages: true))).Count);
    }

    [Fact]
    public async Task Paging_begins_at_the_requested_page()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, """{"entities":[1],"total":4}"""), ScriptedAnswer.Json(200, """{"entities":[2],"total":4}"""));
        await RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/things?page=3&pageSize=1", allPages: true));

        Assert.Equal(["/api/v2/things?page=3&pageSize=1", "/api/v2/things?page=4&pageSize=1"], session.Sent.Select(sent => sent.Target));
    }

    [Fact]
    public async Task A_total_comes_before_a_number_of_records()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"total":1,"totalRecords":5,"agents":[1],"_links":"none"}"""));

        Assert.Equal(1, Assert.Single(await RestCallTests.RunAsync(session, RestCallTests.Get(Skills, allPages: true))).Total);
    }

    [Fact]
    public async Task The_entities_are_the_list_where_there_are_others()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"facets":["x","y"],"entities":[1],"total":1}"""));

        Assert.Equal(
            "1",
            Assert
                .Single(Assert.Single(await RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/things", allPages: true))).Items)
                .GetRawText());
    }

    [Fact]
    public async Task A_list_that_shrinks_while_it_is_read_causes_a_warning()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, """{"entities":[1,2],"total":5}"""), ScriptedAnswer.Json(200, """{"entities":[4,5],"total":4}"""));
        await RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/things", allPages: true));

        Assert.Equal(
            [HttpMessages.ListChanged(5, 4)], session.Log.Warnings);
    }

    [Theory]
    [InlineData("""{"a":[1],"b":[2],"total":1}""")]
    [InlineData("""{"a":1}""")]
    [InlineData("7")]
    public async Task An_answer_that_is_no_list_is_an_error(string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, body));

        Assert.Equal(
            "ResponseInvalid",
            (await Assert.ThrowsAsync<CxRequestException>(
                () => RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/things", allPages: true)))).ErrorId);
    }

    [Fact]
    public async Task AllPages_requires_a_read()
    {
        await using var session = await TestSession.ConnectAsync();

        await Assert.ThrowsAsync<CxValidationException>(
            () => RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/things", allPages: true) with { Method = HttpMethod.Post }));
        Assert.Empty(session.Sent);
    }
}
