using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class RetryRuleTests
{
    private const string Body = """{"name":"thing"}""";

    // R: sent again. U: not sent again, outcome unknown. E: not sent again, an error of its own.
    private static readonly string[] Failures =
        [
            "429", "429 Retry-After", "500", "502", "503", "503 Retry-After", "504", "closed", "reset", "truncated", "500 Retry-After",
            "400", "403", "404", "405", "409", "410", "412", "422", "501", "505"
        ];

    private static readonly (string Request, string Fates)[] Table =
    [
        ("GET", "RRRRRRRRRRREEEEEEEEEE"),
        ("OPTIONS", "RRRRRRRRRRREEEEEEEEEE"),
        ("PUT If-Match", "RRRRRRRRRRREEEEEEEEEE"),
        ("PATCH If-Match", "RRRRRRRRRRREEEEEEEEEE"),
        ("DELETE If-Match", "RRRRRRRRRRREEEEEEEEEE"),
        ("PUT version", "RRRRRRRRRRREEEEEEEEEE"),
        ("POST harmless", "RRRRRRRRRRREEEEEEEEEE"),
        ("PUT", "RRUUURUUUUUEEEEEEEEUU"),
        ("PATCH", "RRUUURUUUUUEEEEEEEEUU"),
        ("DELETE", "RRUUURUUUUUEEEEEEEEUU"),
        ("POST", "RRUUURUUUUUEEEEEEEEUU"),
    ];

    public static TheoryData<string, string, char> Rows()
    {
        var rows = new TheoryData<string, string, char>();
        foreach (var (request, fates) in Table)
        {
            Assert.Equal(Failures.Length, fates.Length);
            for (var column = 0; column < fates.Length; column++)
            {
                rows.Add(request, Failures[column], fates[column]);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_request_is_repeated_only_if_a_repeat_is_harmless(string request, string failure, char fate)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Answer(failure));
        if (fate == 'R')
        {
            session.Server.Then(ScriptedAnswer.Json(200, """{"ok":true}"""));
            var response = await session.RunAsync(Request(request));
            Assert.Equal(2, response.Attempts);
            Assert.Equal(2, session.Sent.Count);
            Assert.Single(session.Waits);
            return;
        }

        var error = await session.FailAsync<CxRequestException>(Request(request));
        Assert.Equal(fate == 'U', error is CxUnknownOutcomeException);
        Assert.Equal(fate == 'U' ? "OutcomeUnknown" : Id(failure), error.ErrorId);
        Assert.Equal(1, error.Attempts);
        Assert.Single(session.Sent);
        Assert.Empty(session.Waits);
    }

    private static string Id(string failure) => failure switch
    {
        "400" => "RequestInvalid",
        "403" => "PermissionDenied",
        "404" => "ObjectNotFound",
        "409" => "Conflict",
        "412" => "PreconditionFailed",
        "501" or "505" => "ServiceUnavailable",
        _ => "UnexpectedStatus",
    };

    private static ScriptedAnswer Answer(string failure) => failure.Split(' ') switch
    {
        ["closed"] => ScriptedAnswer.Close(),
        ["reset"] => ScriptedAnswer.Reset(),
        ["truncated"] => ScriptedAnswer.Truncated(200, """{"a":"an answer that breaks off midway"}"""),
        [var status, "Retry-After"] => ScriptedAnswer.Status(int.Parse(status, null), ("Retry-After", "2")),
        [var status] => ScriptedAnswer.Status(int.Parse(status, null)),
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    private static CxRequest Request(string request)
    {
        var parts = request.Split(' ');
        return new CxRequest
        {
            Method = new HttpMethod(parts[0]),
            Path = "/api/v2/thing",
            Body = parts[0] is "GET" or "OPTIONS" or "DELETE" ? null : System.Text.Encoding.UTF8.GetBytes(Body),
            IfMatch = parts is [_, "If-Match"] ? "\"7\"" : null,
            RepeatIsHarmless = parts is [_, "version" or "harmless"],
        };
    }
}
