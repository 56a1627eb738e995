using System.Text;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Rest;
using CxOne.Tests.Support;
using CxOne.Webhooks;

namespace CxOne.Tests.Http;

/// <summary>
/// Answers of programs between the module and the tenant: they decide the outcome of a write only if an error does no harm.
/// </summary>
public sealed class ForeignAnswerTests
{
    private const string Html = "text/html";
    private const string Json = "application/json";

    // U: of unknown outcome. E: refused.
    [Theory]
    [InlineData(400, Json, 'E')]
    [InlineData(400, Html, 'U')]
    [InlineData(401, Html, 'U')]
    [InlineData(403, Json, 'E')]
    [InlineData(403, Html, 'U')]
    [InlineData(404, Html, 'U')]
    [InlineData(407, Json, 'U')]
    [InlineData(408, Json, 'U')]
    [InlineData(409, Html, 'U')]
    [InlineData(413, Html, 'U')]
    [InlineData(429, Html, 'U')]
    [InlineData(499, Json, 'U')]
    [InlineData(301, null, 'U')]
    [InlineData(302, Html, 'U')]
    [InlineData(303, null, 'U')]
    [InlineData(307, null, 'U')]
    [InlineData(501, Json, 'U')]
    [InlineData(503, Html, 'U')]
    [InlineData(507, Json, 'U')]
    [InlineData(520, null, 'U')]
    [InlineData(524, Html, 'U')]
    [InlineData(527, Html, 'U')]
    [InlineData(599, null, 'U')]
    [InlineData(400, "application/problem+json", 'E')]
    public async Task Only_a_refusal_of_the_interface_itself_ends_a_post(int status, string? type, char fate)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Answer(status, type, ("Retry-After", "1")));

        var error = await session.FailAsync<CxRequestException>(TestSession.Post());

        Assert.Equal(fate == 'U', error is CxUnknownOutcomeException);
        Assert.Equal(status, error.StatusCode);
        Assert.Single(session.Sent);
    }

    [Fact]
    public async Task A_refusal_with_the_status_description_header_is_the_interfaces_own()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Answer(400, Html, ("icStatusDescription", "no such skill")));

        Assert.Equal("RequestInvalid", (await session.FailAsync<CxRequestException>(TestSession.Post())).ErrorId);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("page that says json")]
    [InlineData("two bodies")]
    public async Task A_write_by_path_with_an_unreadable_answer_is_of_unknown_outcome(string answer)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(answer switch
        {
            "page" => Answer(200, Html),
            "page that says json" => ScriptedAnswer.Json(200, "<html></html>"),
            _ => ScriptedAnswer.Json(200, "{}{}"),
        });

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => WriteAsync(session));

        Assert.Contains("200", error.Message, StringComparison.Ordinal);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Unknown], Outcomes(session));
    }

    [Theory]
    [InlineData("lost", true)]
    [InlineData("lost", false)]
    [InlineData("page", true)]
    [InlineData("page", false)]
    [InlineData("204", true)]
    [InlineData("204", false)]
    [InlineData("404 of a proxy", true)]
    [InlineData("404 of a proxy", false)]
    public async Task The_list_and_not_the_answer_decides_whether_a_webhook_was_removed(string answer, bool isGone)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(
            answer switch
            {
                "lost" => ScriptedAnswer.Status(502),
                "page" => Answer(200, Html),
                "204" => ScriptedAnswer.Status(204),
                _ => Answer(404, Html)
            },
            List(isGone ? "other" : "w-1"));

        var error = await Record.ExceptionAsync(
            () => WebhookRegistrar.UnregisterAsync(session.Connection, "w-1", null, session.Log, CancellationToken.None));

        Assert.Equal(isGone, error is null);
        Assert.Equal([AuditOutcome.Started, isGone ? AuditOutcome.Succeeded : AuditOutcome.Failed], Outcomes(session));
    }

    [Theory]
    [InlineData("lost", AuditOutcome.Unknown)]
    [InlineData("page", AuditOutcome.Unknown)]
    [InlineData("other JSON", AuditOutcome.Unknown)]
    [InlineData("204", AuditOutcome.Succeeded)]
    public async Task Without_a_list_only_the_interfaces_own_answer_confirms_a_removal(string answer, string outcome)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(
            answer switch
            {
                "lost" => ScriptedAnswer.Reset(),
                "page" => Answer(200, Html),
                "other JSON" => ScriptedAnswer.Json(200, "{}"),
                _ => ScriptedAnswer.Status(204)
            },
            Answer(404, Html));

        var error = await Record.ExceptionAsync(
            () => WebhookRegistrar.UnregisterAsync(session.Connection, "w-1", null, session.Log, CancellationToken.None));

        Assert.Equal(outcome == AuditOutcome.Unknown, error is CxUnknownOutcomeException);
        Assert.Equal(outcome, Outcomes(session)[^1]);
    }

    [Fact]
    public async Task A_removal_on_a_reused_connection_that_closes_is_reported_as_lost_and_not_repeated_by_the_transport()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}"), ScriptedAnswer.Close(), ScriptedAnswer.Status(404), List("other"));
        await session.RunAsync(TestSession.Get());

        var removing = WebhookRegistrar.UnregisterAsync(session.Connection, "w-1", null, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(removing);
        await removing;

        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], Outcomes(session));
        Assert.Single(session.Waits);
    }

    [Fact]
    public async Task A_404_of_the_token_endpoint_does_not_say_that_a_webhook_is_gone()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Reset(), ScriptedAnswer.Status(401), ScriptedAnswer.Status(404), ScriptedAnswer.Status(404));

        var removing = WebhookRegistrar.UnregisterAsync(session.Connection, "w-1", null, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(removing);

        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => removing);
    }

    private static async Task WriteAsync(TestSession session)
    {
        await foreach (var page in new CxRestCall
        {
            Method = HttpMethod.Post, Path = "/api/v2/thing", Body = Encoding.UTF8.GetBytes("{}")
        }.RunAsync(session.Connection, session.Log, CancellationToken.None))
        {
            Assert.Fail($"{page.Items.Count} items were shown.");
        }
    }

    private static ScriptedAnswer Answer(int status, string? type, params (string Name, string Value)[] headers) => type is null
        ? ScriptedAnswer.Status(status, headers)
        : ScriptedAnswer.Of(
            status,
            Encoding.UTF8.GetBytes(type == Html ? "<html>blocked</html>" : """{"message":"no"}"""),
            [("Content-Type", type), .. headers]);

    private static ScriptedAnswer List(string id)
        => ScriptedAnswer.Json(
            200,
            $$"""{"entities":[{"id":"{{id}}","url":"https://ml.example/hook","events":["tuned"]}],"total":1,"page":1,"pageSize":25}""");

    private static List<string> Outcomes(TestSession session)
        => [.. session.Connection.AuditLog.Read(NullCxLog.Instance).Select(record => record.Outcome)];
}
