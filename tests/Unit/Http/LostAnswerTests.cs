using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

/// <summary>Errors that may hide a successful write: after a conflict, workflows check whether they made the change themselves.</summary>
public sealed class LostAnswerTests
{
    [Theory]
    [InlineData("412", false)]
    [InlineData("429 412", false)]
    [InlineData("503-after 412", false)]
    [InlineData("reset 412", true)]
    [InlineData("503 412", true)]
    [InlineData("500 429 412", true)]
    [InlineData("500 502 412", true)]
    [InlineData("500 502 504 412", true)]
    [InlineData("reset reset 412", true)]
    [InlineData("reset close reset 412", true)]
    [InlineData("reset 503-after 429 412", true)]
    [InlineData("429 429 429 429 429", false)]
    [InlineData("429 429 429 429 500", true)]
    public async Task A_lost_answer_is_reported_whatever_the_later_attempts_returned(string answers, bool wasLost)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then([.. answers.Split(' ').Select(answer => answer switch
        {
            "reset" => ScriptedAnswer.Reset(),
            "close" => ScriptedAnswer.Close(),
            "503-after" => ScriptedAnswer.Status(503, ("Retry-After", "1")),
            _ => ScriptedAnswer.Status(int.Parse(answer, null)),
        })]);

        var error = await session.FailAsync<CxRequestException>(TestSession.Post() with { Method = HttpMethod.Put, IfMatch = "\"7\"" });

        Assert.Equal(wasLost, error.AnswerWasLost);
        Assert.Equal(answers.Split(' ').Length, error.Attempts);
    }

    [Fact]
    public async Task The_error_contains_its_cause()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Reset());

        Assert.IsType<HttpRequestException>((await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post())).InnerException);
    }

    [Fact]
    public async Task An_unknown_outcome_reports_the_message_and_the_errors_of_the_answer()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(500, """{"message":"the disk is full.","errors":[{"code":"E1","message":"one"}]}"""),
            ScriptedAnswer.Status(500));

        var reported = await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post());
        var silent = await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post());

        Assert.Equal((500, 500), (reported.StatusCode, silent.StatusCode));
        Assert.Contains("(the disk is full)", reported.Message, StringComparison.Ordinal);
        Assert.Equal(("the disk is full.", "E1"), (reported.TenantMessage, Assert.Single(reported.Errors).Code));
        Assert.Empty(silent.Errors);
    }

    [Fact]
    public async Task An_unreadable_answer_to_a_write_leaves_its_outcome_unknown()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(201, "no json"), ScriptedAnswer.Json(200, "no json"), ScriptedAnswer.Json(200, """{"a":"\ud800"}"""));

        var (write, read, half) = (
            await ReadAsync(TestSession.Post()), await ReadAsync(TestSession.Get()), await ReadAsync(TestSession.Get()));

        Assert.All([read, half], error => Assert.Equal("ResponseInvalid", error.ErrorId));
        Assert.IsType<CxUnknownOutcomeException>(write);
        Assert.Contains("201 (application/json)", write.Message, StringComparison.Ordinal);
        Assert.Contains(HttpMessages.TextHasHalfSurrogate, half.Message, StringComparison.Ordinal);

        async Task<CxRequestException> ReadAsync(CxRequest request)
        {
            var response = await session.RunAsync(request);
            return Assert.ThrowsAny<CxRequestException>(() => response.ReadJson());
        }
    }
}
