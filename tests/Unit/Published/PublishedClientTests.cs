using CxOne.Errors;
using CxOne.Http;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published;

/// <summary>How published calls are read: lenient in form, strict in what would lose or invent objects.</summary>
public sealed class PublishedClientTests
{
    private static readonly ScriptedAnswer NoVersions = ScriptedAnswer.Status(404);

    [Theory]
    [InlineData("""{"skills":[{"skillId":1,"skillName":"A"}],"totalRecords":1}""")]
    [InlineData("""{"totalRecords":"1","Skills":[{"skillId":"1","skillName":"A"}]}""")]
    [InlineData("""{"resultSet":{"totalRecords":"1","skills":[{"SkillID":1,"SKILLNAME":"A"}]}}""")]
    [InlineData("""{"resultset":{"skills":[{"skillId":1,"skillName":"A"}]},"totalRecords":1,"_links":{"self":"x"}}""")]
    [InlineData("""[{"skillId":1,"skillName":"A"}]""")]
    public async Task A_list_is_found_in_every_form_and_its_end_costs_no_request(string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(NoVersions, ScriptedAnswer.Json(200, body));
        if (body.StartsWith('['))
        {
            session.Server.Then(ScriptedAnswer.Status(204));
        }

        var skills = await ReadAsync(session);

        Assert.Equal((1, "A"), (Assert.Single(skills).Id, skills[0].Name));
        Assert.Equal(body.StartsWith('[') ? 3 : 2, session.Sent.Count);
    }

    [Theory]
    [InlineData("""{"skills":null,"totalRecords":0}""")]
    [InlineData("""{"skills":[],"totalRecords":"0"}""")]
    [InlineData("")]
    public async Task A_list_without_entries_is_empty(string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(NoVersions, body.Length == 0 ? ScriptedAnswer.Status(204) : ScriptedAnswer.Json(200, body));

        Assert.Empty(await ReadAsync(session));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"agents":[]}""")]
    [InlineData("""{"skills":{}}""")]
    [InlineData("""{"skills":["1"]}""")]
    [InlineData("""{"skills":[null]}""")]
    [InlineData("""{"skills":[{"skillName":"A"}]}""")]
    [InlineData("""{"skills":[{"skillId":"one"}]}""")]
    [InlineData("""{"skills":[{"skillId":1,"isActive":"perhaps"}]}""")]
    [InlineData("""{"skills":[{"skillId":1,"skillNo":2,"SKILLID":3}]}""")]
    [InlineData("<html></html>")]
    public async Task An_answer_that_is_no_list_of_skills_is_an_error(string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(NoVersions, ScriptedAnswer.Json(200, body));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => ReadAsync(session));

        Assert.Equal(CxErrors.ResponseInvalid, error.Definition);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_skip_and_top()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(NoVersions, Page(0, 100, 250), Page(100, 100, 250), Page(200, 50, 250));

        Assert.Equal(Enumerable.Range(0, 250), (await ReadAsync(session)).Select(skill => skill.Id));
        Assert.Equal(
            ["skip=0&top=100", "skip=100&top=100", "skip=200&top=100"],
            session.Sent.Skip(1).Select(request => request.Target[(request.Target.IndexOf('?', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task A_list_that_ends_before_its_total_is_an_error()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(NoVersions, Page(0, 100, 250), ScriptedAnswer.Status(204));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => ReadAsync(session));

        Assert.Equal(CxErrors.ResponseInvalid, error.Definition);
    }

    [Fact]
    public async Task Versions_are_read_once_per_connection()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(200, """{"apiInfo":[{"uri":"/skills","version":29,"verb":"GET"}]}"""), Page(0, 1, 1), Page(0, 1, 1));

        await ReadAsync(session);
        await ReadAsync(session);

        Assert.Equal(3, session.Sent.Count);
        Assert.All(session.Sent.Skip(1), request => Assert.StartsWith("/inContactAPI/services/v29.0/skills?", request.Target));
        Assert.Equal("Seed, Published", session.Connection.Api);
    }

    [Fact]
    public async Task A_chosen_version_is_used_without_asking()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant(), Page(0, 1, 1));
        await session.ConnectAsync(session.Options() with { ApiVersion = "v31.0" });

        await ReadAsync(session);

        Assert.StartsWith("/inContactAPI/services/v31.0/skills?", Assert.Single(session.Sent).Target);
    }

    [Fact]
    public async Task A_tenant_without_the_published_calls_is_recognised_and_not_asked_again()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(NoVersions, ScriptedAnswer.Status(404), ScriptedAnswer.Status(404));

        var first = await Assert.ThrowsAsync<CxException>(() => ReadAsync(session));
        var second = await Assert.ThrowsAsync<CxException>(() => ReadAsync(session));

        Assert.Equal((CxErrors.ApiNotOffered, CxErrors.ApiNotOffered), (first.Definition, second.Definition));
        Assert.Equal(3, session.Sent.Count);
        Assert.Equal("Seed", session.Connection.Api);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    public async Task A_missing_object_of_a_tenant_with_the_published_calls_is_not_found(int businessUnit)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            NoVersions, ScriptedAnswer.Status(404), ScriptedAnswer.Json(businessUnit, """{"businessUnits":[]}"""), ScriptedAnswer.Status(404));

        var first = await Assert.ThrowsAsync<CxRequestException>(() => GetAsync(session));
        var second = await Assert.ThrowsAsync<CxRequestException>(() => GetAsync(session));

        Assert.Equal((CxErrors.ObjectNotFound, CxErrors.ObjectNotFound), (first.Definition, second.Definition));
        Assert.Equal("7", first.Item);
        Assert.Equal(4, session.Sent.Count);
    }

    [Theory]
    [InlineData("""{"skillId":7,"skillName":"A","isRunning":"False"}""")]
    [InlineData("""{"skills":[{"skillId":"7","skillName":"A","isRunning":false}]}""")]
    [InlineData("""{"resultSet":{"skills":[{"skillId":"7","skillName":"A","isRunning":0}]}}""")]
    public async Task One_object_is_read_bare_and_in_a_list(string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(NoVersions, ScriptedAnswer.Json(200, body));

        var skill = await GetAsync(session);

        Assert.Equal((7, "A", false), (skill.Id, skill.Name, skill.IsRunning));
    }

    [Fact]
    public async Task A_name_is_never_sent_as_an_id()
    {
        await using var session = await TestSession.ConnectAsync();

        var error = await Assert.ThrowsAsync<CxException>(
            () => SkillReader.GetAsync(session.Connection, "../agents", session.Log, CancellationToken.None));

        Assert.Equal(CxErrors.ObjectNotFound, error.Definition);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task Unknown_members_of_a_skill_are_kept()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(NoVersions, ScriptedAnswer.Json(200, """{"skillId":7,"FocusMetric":3,"vendor":{"a":"1"}}"""));

        var unknown = CxMembers.Unknown(await GetAsync(session));

        Assert.Equal(["FocusMetric", "vendor"], unknown.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_dialer_of_a_skill_has_the_values_of_its_blocks_whatever_their_case()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(NoVersions, ScriptedAnswer.Json(
            200,
            """
            {"skillNo":"7","skillName":"A","generalSettings":{"maximumRatio":"2.5","MaximumAttempts":3,"aggressiveness":2},
             "CpaSettings":{"AbandonTimeout":2,"ansMachineDetMode":"1"},"retrySettings":{"maximumAttempts":3,"minimumRetryMinutes":30},
             "callingLists":[{"id":1,"name":"L"}]}
            """));

        var dialer = await SkillReader.GetDialerAsync(session.Connection, "7", session.Log, CancellationToken.None);

        Assert.Equal((2.5, 3, "2", 2.0, 1, 30.0), (dialer.MaximumRatio, dialer.MaximumAttempts, dialer.Aggressiveness,
            dialer.AbandonTimeout, dialer.AnsweringMachineMode, dialer.MinimumRetryMinutes));
        var blocks = CxMembers.Content(dialer).Where(block => block.Value is not null).Select(block => block.Key);
        Assert.Equal(["GeneralSettings", "CpaSettings", "RetrySettings", "CallingLists"], blocks);
    }

    private static Task<Skill> GetAsync(TestSession session)
        => SkillReader.GetAsync(session.Connection, "7", session.Log, CancellationToken.None);

    private static async Task<List<Skill>> ReadAsync(TestSession session)
    {
        List<Skill> skills = [];
        await foreach (var page in SkillReader.ListAsync(session.Connection, session.Log, CancellationToken.None))
        {
            skills.AddRange(page.Items);
        }

        return skills;
    }

    private static ScriptedAnswer Page(int first, int count, int total)
    {
        var items = Enumerable.Range(first, count).Select(id => $$"""{"skillId":{{id}},"skillName":"S{{id}}"}""");
        return ScriptedAnswer.Json(200, $$"""{"totalRecords":"{{total}}","skills":[{{string.Join(',', items)}}]}""");
    }
}
