using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published;

/// <summary>Dispositions, call lists and do-not-call groups.</summary>
public sealed class ListTests
{
    [Theory]
    [InlineData("+1 (555) 010-0123", "15550100123")]
    [InlineData("555.010.0123", "5550100123")]
    [InlineData(" 0049/30/123456 ", "004930123456")]
    [InlineData("+4930123456", "4930123456")]
    [InlineData("911", "911")]
    [InlineData("123456789012345", "123456789012345")]
    public void A_phone_number_is_its_digits(string text, string digits) => Assert.Equal(digits, DncNumber.Normalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("1234567890123456")]
    [InlineData("1-800-FLOWERS")]
    [InlineData("++15550100")]
    [InlineData("555#0100")]
    [InlineData("555,0100")]
    [InlineData("５５５０１００")]
    public void A_text_that_is_no_phone_number_is_refused(string text)
    {
        var error = Assert.Throws<CxValidationException>(() => DncNumber.Normalize(text));

        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_searched_without_a_body_and_every_group_that_has_it_is_a_result()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            200,
            """{"searchResults":[{"dncGroupId":"7","dncGroupName":"Company list","formattedPhone":"(555) 010-0123","expiredDate":"2027-01-01T00:00:00Z"},{"dncGroupId":8,"dncGroupName":"Old","expiredDate":"2026-01-01T00:00:00Z"}]}"""));

        var records = await FindAsync(session, "+1 (555) 010-0123");

        Assert.Equal([("15550100123", 7, "Company list", false), ("15550100123", 8, "Old", true)],
            records.Select(record => (record.PhoneNumber, record.GroupId!.Value, record.GroupName, record.IsExpired)));
        var request = Assert.Single(session.Sent);
        Assert.Equal("POST /inContactAPI/services/v30.0/dnc-groups/search?phoneNumber=15550100123 HTTP/1.1", request.RequestLine);
        Assert.Equal(("0", 0), (request.Header("Content-Length"), request.Body.Length));
    }

    [Theory]
    [InlineData(200, """{"searchResults":[]}""")]
    [InlineData(204, "")]
    public async Task A_number_that_no_group_has_gives_nothing(int status, string body)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(body.Length == 0 ? ScriptedAnswer.Status(status) : ScriptedAnswer.Json(status, body));

        Assert.Empty(await FindAsync(session, "5550100123"));
    }

    /// <summary>Read as no hit, it would let a number be called that must not be called.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"results":[]}""")]
    [InlineData("""{"searchResults":[null]}""")]
    public async Task An_answer_without_the_list_is_an_error_and_not_a_number_that_may_be_called(string body)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, body));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => FindAsync(session, "5550100123"));

        Assert.Equal(CxErrors.ResponseInvalid, error.Definition);
    }

    [Fact]
    public async Task A_search_whose_answer_is_lost_is_repeated_because_it_changes_nothing()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options() with { ApiVersion = "v30.0" });
        session.Server.Then(ScriptedAnswer.Reset(), ScriptedAnswer.Json(200, """{"searchResults":[]}"""));

        var finding = FindAsync(session, "5550100123");
        await session.LetWaitsPassAsync(finding);

        Assert.Empty(await finding);
        Assert.Equal(2, session.Sent.Count);
    }

    [Theory]
    [InlineData("dncRecords")]
    [InlineData("dncGroupRecords")]
    public async Task Records_of_a_group_are_read_page_by_page(string key)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(Page(key, 0, 100), Page(key, 100, 20));

        var records = await PublishedSessions.AllAsync(DncReader.ListRecordsAsync(
            session.Connection, new DncGroup { Id = 7, Name = "Company list" }, session.Log, CancellationToken.None));

        Assert.Equal(120, records.Count);
        Assert.Equal(("5550000119", 7, "Company list"), (records[^1].PhoneNumber, records[^1].GroupId, records[^1].GroupName));
        Assert.EndsWith("/dnc-groups/7/records?skip=100&top=100", session.Sent[^1].Target, StringComparison.Ordinal);

        static ScriptedAnswer Page(string key, int first, int count)
        {
            var records = string.Join(
                ",",
                Enumerable.Range(first, count).Select(number => $$"""{"recordId":{{number}},"phoneNumber":{{5_550_000_000 + number}}}"""));
            return ScriptedAnswer.Json(200, $$$"""{"resultSet":{"totalRecords":"120","{{{key}}}":[{{{records}}}]}}""");
        }
    }

    [Fact]
    public async Task Groups_are_read_in_one_request()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            200, """{"resultSet":{"totalGroups":"1","dncGroups":[{"dncGroupId":"7","dncGroupName":"Company list","isActive":"True","validRecords":"12"}]}}"""));

        var group = Assert.Single(await DncReader.ReadGroupsAsync(session.Connection, session.Log, CancellationToken.None));

        Assert.Equal((7, "Company list", true), (group.Id, group.Name, group.IsActive));
        Assert.EndsWith("/dnc-groups", Assert.Single(session.Sent).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_of_call_lists_that_arrive_as_text_are_numbers()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            200,
            """{"totalRecords":"1","callingLists":[{"listId":"9","listName":"May","status":"Deactivated","prospectiveContactCount":"12","totalRecords":"1000","validRecords":990,"invalidRecords":"10","createDate":"5/1/2026 9:00:00 AM","skills":[{"skillId":"4","skillName":"East","totalRecords":"600","freshRecords":"12","finalizedRecords":"500","retriedRecords":"88"}],"vendor":1}]}"""));

        var list = await CallListReader.GetAsync(session.Connection, "9", session.Log, CancellationToken.None);

        Assert.Equal((9, "Deactivated", 12), (list.Id, list.Status, list.ProspectiveContactCount));
        Assert.Equal((1000, 990, 10), (list.TotalRecords, list.ValidRecords, list.InvalidRecords));
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero), list.CreateDate);
        Assert.Equal((4, 600, 12, 500, 88), Assert.Single(list.Skills!) is var skill
            ? (skill.SkillId, skill.TotalRecords, skill.FreshRecords, skill.FinalizedRecords, skill.RetriedRecords) : default);
        Assert.Equal(["vendor"], list.Additional!.Keys);
    }

    [Fact]
    public async Task A_call_list_that_does_not_exist_is_not_found_after_the_whole_list()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(204));

        var error = await Assert.ThrowsAsync<CxException>(
            () => CallListReader.GetAsync(session.Connection, "9", session.Log, CancellationToken.None));

        Assert.Equal(CxErrors.ObjectNotFound, error.Definition);
    }

    [Fact]
    public async Task A_disposition_is_read_bare_or_in_a_list()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        const string One = """{"dispositionId":"3","dispositionName":"Sold","classificationId":"1","isActive":"True","isPreviewDisposition":"False","lastUpdated":"2026-01-01T00:00:00.000Z"}""";
        session.Server.Then(ScriptedAnswer.Json(200, One), ScriptedAnswer.Json(200, $$"""{"dispositions":[{{One}}]}"""));

        var bare = await DispositionReader.GetAsync(session.Connection, "3", session.Log, CancellationToken.None);
        var listed = await DispositionReader.GetAsync(session.Connection, "3", session.Log, CancellationToken.None);

        Assert.Equal((3, "Sold", 1, true, false), (bare.Id, bare.Name, bare.ClassificationId, bare.IsActive, bare.IsPreviewDisposition));
        Assert.Equal(bare.LastUpdated, listed.LastUpdated);
    }

    private static Task<IReadOnlyList<DncRecord>> FindAsync(TestSession session, string number)
        => DncReader.FindAsync(session.Connection, number, session.Log, CancellationToken.None);
}
