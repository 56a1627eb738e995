using System.Text;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class ApiErrorReaderTests
{
    private readonly SecretScrubber _scrubber = new();

    [Theory]
    [InlineData("""{"title":"t","error":"e","error_description":"ed","detail":"d","message":"m"}""", "m")]
    [InlineData("""{"title":"t","error":"e","error_description":"ed","detail":"d"}""", "d")]
    [InlineData("""{"title":"t","error":"e","error_description":"ed"}""", "ed")]
    [InlineData("""{"title":"t","error":"e"}""", "e")]
    [InlineData("""{"title":"t"}""", "t")]
    [InlineData("""{"message":7}""", "7")]
    [InlineData("""{"message":null,"title":"t"}""", "t")]
    [InlineData("""{"message":{"text":"m"},"title":"t"}""", "t")]
    [InlineData("""{"message":"  ","title":"t"}""", "t")]
    [InlineData("""{"message":"\ud800","title":"t"}""", "t")]
    [InlineData("{}", null)]
    [InlineData("[]", null)]
    [InlineData("\"m\"", null)]
    [InlineData("<html>m</html>", null)]
    [InlineData("", null)]
    public void The_most_specific_message_is_used(string body, string? message) => Assert.Equal(message, Read(body).Message);

    [Theory]
    [InlineData("{}", "said by a header")]
    [InlineData("""{"message":"m"}""", "m")]
    public void The_status_description_header_is_used_if_the_body_has_no_message(string body, string message)
        => Assert.Equal(message, Read(body, ("icStatusDescription", "said by a header")).Message);

    [Fact]
    public void Entries_are_read_whole_whatever_their_form()
    {
        var errors = Read(
            """{"message":"m","errors":[{"nodeId":"n","field":"f","code":"c","message":"x"},"text",7,null,["deep"],{}]}""").Errors;

        Assert.Equal(
            [
                new CxApiError { NodeId = "n", Field = "f", Code = "c", Message = "x" },
                new CxApiError { Message = "text" },
                new CxApiError { Message = "7" },
                new CxApiError { Message = string.Empty },
                new CxApiError { Message = """["deep"]""" },
                new CxApiError(),
            ],
            errors);
    }

    [Theory]
    [InlineData("""{"errors":{"message":"x"}}""")]
    [InlineData("""{"errors":"x"}""")]
    [InlineData("""{"errors":null}""")]
    [InlineData("""{"error_list":["x"]}""")]
    public void An_errors_member_that_is_not_a_list_is_ignored(string body) => Assert.Empty(Read(body).Errors);

    [Fact]
    public void A_detail_that_differs_from_the_message_is_an_entry()
    {
        Assert.Equal(new CxApiError { Message = "the reason" }, Assert.Single(Read("""{"message":"m","detail":"the reason"}""").Errors));
        Assert.Empty(Read("""{"message":"m","detail":"m"}""").Errors);
        Assert.Empty(Read("""{"detail":"d"}""").Errors);
    }

    [Fact]
    public void At_most_two_hundred_errors_are_read()
    {
        var errors = Read($$"""{"errors":[{{string.Join(',', Enumerable.Range(1, 250).Select(number => $"\"{number}\""))}}]}""").Errors;

        Assert.Equal(Enumerable.Range(1, 200).Select(number => $"{number}"), errors.Select(error => error.Message));
    }

    [Theory]
    [InlineData("""{"errorCount":0,"agentResults":[{"success":true}]}""")]
    [InlineData("""{"errorCount":-1,"agentResults":[]}""")]
    [InlineData("""{"errorCount":1.5,"agentResults":[]}""")]
    [InlineData("""{"errorCount":"many","agentResults":[]}""")]
    [InlineData("""{"agentResults":[{"success":"true"}]}""")]
    [InlineData("[]")]
    public void An_answer_without_a_failed_entry_or_a_count_of_them_is_not_a_failed_batch(string body) => Assert.Empty(ReadBatch(body));

    [Theory]
    [InlineData("""{"errorCount":0,"agentResults":[{"success":false,"error":"x"}]}""")]
    [InlineData("""{"errorCount":"1","results":[{"success":"False","error":"x"}]}""")]
    [InlineData("""{"agentResults":[{"Success":"false","Error":"x"}]}""")]
    [InlineData("""{"resultSet":{"errorCount":"1","recordResults":[{"success":false,"error":"x"}]}}""")]
    public void An_entry_without_success_is_a_failure_whatever_the_count_and_the_form(string body)
        => Assert.Equal("x", Assert.Single(ReadBatch(body)).Message);

    [Fact]
    public void A_count_without_entries_is_a_failure_without_names()
        => Assert.Single(ReadBatch("""{"resultSet":{"errorCount":"2","recordResults":[]}}"""));

    [Theory]
    [InlineData("""{"errorState":true,"errorMessage":"locked"}""", "locked")]
    [InlineData("""{"ErrorState":"True","ErrorMessage":"locked"}""", "locked")]
    [InlineData("""{"errorState":true,"errorMessage":""}""", HttpMessages.RefusedWithoutReason)]
    [InlineData("""{"errorState":true}""", HttpMessages.RefusedWithoutReason)]
    [InlineData("""{"error":"InvalidSkill","error_Description":"no such skill"}""", "no such skill")]
    [InlineData("""{"error":"InvalidSkill","errorDescription":"no such skill"}""", "no such skill")]
    [InlineData("""{"error":"InvalidSkill"}""", "InvalidSkill")]
    [InlineData("""{"errorState":false,"errorMessage":"free"}""", null)]
    [InlineData("""{"errorState":null}""", null)]
    [InlineData("""{"errorState":"","errorMessage":""}""", null)]
    [InlineData("""{"errorState":null,"error":"InvalidSkill"}""", "InvalidSkill")]
    [InlineData("""{"error":"","error_Description":""}""", null)]
    [InlineData("""{"error":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("<html></html>", null)]
    [InlineData("", null)]
    public void A_refusal_inside_an_answer_with_a_success_status_is_found(string body, string? expected)
        => Assert.Equal(expected, ApiErrorReader.ReadRefusal(Encoding.UTF8.GetBytes(body), _scrubber));

    [Fact]
    public void The_refused_entries_of_a_batch_are_named_by_their_key()
    {
        var errors = ReadBatch(
            """{"errorCount":2,"agentResults":[{"agentId":7,"success":false,"error":"locked"},{"agentId":8,"success":true},{"agentId":9,"success":false},"text",{"agentId":10},{"agentId":11,"success":null}],"others":[{"success":false}],"skillRESULTS":[{"SkillID":"s","success":false,"error":"gone"}],"xResults":{"success":false}}""");

        Assert.Equal(
            [("7", "locked"), ("9", HttpMessages.RefusedWithoutReason), ("s", "gone")],
            errors.Select(error => (error.Field?.Split(' ', '=')[^1], error.Message)));
    }

    [Fact]
    public void A_batch_that_counts_errors_without_naming_them_has_one_entry_with_the_count()
        => Assert.Equal(HttpMessages.BatchEntriesNotNamed(3), Assert.Single(ReadBatch("""{"errorCount":3,"agentResults":[]}""")).Message);

    [Fact]
    public async Task A_refusal_lists_all_errors_and_names_the_request()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(
                400,
                """{"message":"Bad.","errors":[{"field":"name","code":"E1","message":"is empty"},"and more"]}""",
                ("X-Request-Id", "req-7")),
            ScriptedAnswer.Json(429, """{"message":"Slow down.","errors":["why"]}""", ("Retry-After", "9000")),
            ScriptedAnswer.Status(400));

        var refused = await session.FailAsync<CxRequestException>(TestSession.Get());
        var asked = await session.FailAsync<CxRequestException>(TestSession.Get());
        var silent = await session.FailAsync<CxRequestException>(TestSession.Get());

        var address = $"GET {session.Server.BaseUri}api/v2/thing";
        Assert.Equal(
            [HttpMessages.BadRequest("Bad."), "  - field 'name': is empty [E1]", "  - and more", $"({address}, request id req-7)"],
            refused.Message.Split(Environment.NewLine));
        Assert.Equal((2, "Bad.", "req-7"), (refused.Errors.Count, refused.TenantMessage, refused.RequestId));
        Assert.Equal(("RetryAfterTooLong", "why", "Slow down."), (asked.ErrorId, Assert.Single(asked.Errors).Message, asked.TenantMessage));
        Assert.Equal([HttpMessages.BadRequest(null), $"({address})"], silent.Message.Split(Environment.NewLine));
    }

    private (string? Message, IReadOnlyList<CxApiError> Errors) Read(string body, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            response.Headers.Add(name, value);
        }

        return ApiErrorReader.Read(response, Encoding.UTF8.GetBytes(body), _scrubber);
    }

    private IReadOnlyList<CxApiError> ReadBatch(string body)
    {
        using var document = JsonDocument.Parse(body);
        return ApiErrorReader.ReadBatch(document.RootElement, _scrubber);
    }
}
