using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Rest;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

/// <summary>A secret, a token and a refresh token that a tenant quotes in every text that it returns.</summary>
public sealed class RedactionTests
{
    private const string Secret = "s3cr3t/of+the=\"test\" \\ & more";
    private const string Token = "t0k3n+of/the=test~!*'()";
    private const string RefreshToken = "r3fr3sh+of/the=test";
    private const string IdToken = "1dt0k3n+of/the=test";
    private const string KeySecret = "k3y+s3cr3t/of the=test&more";

    // As the client sends it: "app:" and the escaped secret.
    private static readonly string Basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"app:{Uri.EscapeDataString(Secret)}"));
    private static readonly string[] Planted = [Secret, Token, RefreshToken, IdToken, KeySecret, Basic];

    private static readonly string Echo = string.Join(
        " | ",
        Planted.SelectMany(
            secret => (string[])[secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), $"Authorization: Bearer {secret}"])
            .Append($"Authorization: Basic {Basic}"));

    public static TheoryData<string> Echoes() =>
    [
        "message", "detail", "error_description", "error", "title", "errors message", "errors code", "errors field", "errors nodeId",
        "errors text", "errors object",
        "icStatusDescription", "X-Request-Id", "ETag", "Location", "Retry-After", "status line", "header line", "html", "broken json",
        "long message", "member name", "content type",
    ];

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task What_a_tenant_echoes_in_a_refusal_is_shown_without_secrets(string where)
    {
        foreach (var status in new[] { 400, 401, 403, 404, 409, 429, 500, 503 })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                await using var session = await ConnectAsync();
                session.Server.Otherwise = request =>
                    request.Target.Contains("token", StringComparison.Ordinal) ? TokenAnswer() : Answer(where, status);
                var call = new CxRestCall
                {
                    Method = method, Path = "/api/v2/thing", Body = method == HttpMethod.Post ? "{}"u8.ToArray() : null
                };
                var error = await Record.ExceptionAsync(() => RestCallTests.RunAsync(session, call).WaitAsync(Gate.Patience));

                Assert.IsAssignableFrom<CxRequestException>(error);
                AssertClean(session, error);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task What_a_token_endpoint_echoes_is_shown_without_secrets(string where)
    {
        foreach (var style in new[] { CxEndpointStyle.AccessKey, CxEndpointStyle.OpenId })
        {
            // The secrets of the style; the others of the echo are not the connection's.
            string[] known = style == CxEndpointStyle.OpenId ? [Secret, KeySecret, Basic] : [KeySecret];
            foreach (var status in new[] { 200, 400, 401, 403, 500 })
            {
                await using var session = Session();
                session.Server.Otherwise = _ => Answer(where, status);
                var error = await Record.ExceptionAsync(() => session.ConnectAsync(Options(session, style)));

                Assert.IsAssignableFrom<CxRequestException>(error);
                foreach (var text in Collect(error!).Concat(session.Log.Everything))
                {
                    Assert.All(known, secret => AssertNo(secret, text));
                }
            }
        }
    }

    [Theory]
    [InlineData("X-Request-Id")]
    [InlineData("ETag")]
    [InlineData("Location")]
    [InlineData("content type")]
    [InlineData("member name")]
    [InlineData("batch")]
    [InlineData("batch key")]
    public async Task What_a_tenant_echoes_in_a_success_is_logged_audited_and_reported_without_secrets(string where)
    {
        await using var session = await ConnectAsync();
        session.Server.Otherwise = _ => Answer(where, 200);
        var call = new CxRestCall
        {
            Method = HttpMethod.Post,
            Path = $"/api/v2/thing?key={Uri.EscapeDataString(Secret)}&{Uri.EscapeDataString(Token)}",
            Body = Encoding.UTF8.GetBytes(Secret)
        };
        List<Exception> errors = [];
        try
        {
            var page = Assert.Single(await RestCallTests.RunAsync(session, call));
            errors.AddRange(page.Items.Select(item => call.BatchFailure(session.Connection, item)).OfType<Exception>());
            Assert.Equal(where.StartsWith("batch", StringComparison.Ordinal), errors.Count > 0);
        }
        catch (CxRequestException exception)
        {
            errors.Add(exception);
        }

        AssertClean(session, [.. errors]);
    }

    [Theory]
    [InlineData(CxEndpointStyle.AccessKey)]
    [InlineData(CxEndpointStyle.OpenId)]
    public async Task A_whole_life_of_a_connection_shows_no_secret(CxEndpointStyle style)
    {
        await using var session = await ConnectAsync(style);
        session.Server.Then(
            ScriptedAnswer.Status(401), Refreshed(style), ScriptedAnswer.Json(200, "{}"),
            ScriptedAnswer.Status(503), ScriptedAnswer.Json(200, "{}"),
            ScriptedAnswer.Close(),
            ScriptedAnswer.Json(401, $$$"""{"error_description":{{{JsonSerializer.Serialize(Echo)}}}}"""),
            TokenAnswer(),
            ScriptedAnswer.Json(200, "{}"));
        await session.RunAsync(TestSession.Get($"/api/v2/thing?token={Uri.EscapeDataString(Token)}&page=1"));
        await session.RunAsync(TestSession.Get());
        var lost = await session.FailAsync<CxUnknownOutcomeException>(TestSession.Post());
        session.Clock.Advance(TimeSpan.FromHours(2));
        await session.RunAsync(TestSession.Get());

        Assert.NotEmpty(session.Log.DebugLines);
        AssertClean(session, lost);
    }

    [Fact]
    public async Task A_message_that_is_cut_does_not_leave_half_a_secret_behind()
    {
        for (var start = 500 - Token.Length; start <= 500; start++)
        {
            await using var session = await ConnectAsync();
            session.Server.Then(
                ScriptedAnswer.Json(
                    400, $$$"""{"message":{{{JsonSerializer.Serialize(new string('x', start) + Token + " and more")}}}}"""));
            var error = await session.FailAsync<CxRequestException>(TestSession.Get());

            Assert.DoesNotContain(Token[..6], error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_holds_a_secret_does_not_show_it()
    {
        var expires = TestSession.Start;
        var credential = new CxCredential("client", Secret);
        object[] holders =
        [
            credential,
            new AccessToken(Token, expires, TimeSpan.FromHours(1), null, RefreshToken, IdToken),
            new TokenAnswer { AccessToken = Token, ExpiresIn = 1, RefreshToken = RefreshToken, IdToken = IdToken },
            new RefreshAnswer { Token = Token, RefreshToken = RefreshToken, TokenExpirationTimeSec = 1 },
            new RefreshBody { Token = RefreshToken },
            new AccessKeyBody { AccessKeyId = "key", AccessKeySecret = Secret },
            new CxConnectRequest { Credential = credential, ClientCredential = credential },
            new CxConnectOptions
            {
                Endpoint = CxEndpoint.Create(CxEndpointStyle.Platform, null),
                Credential = credential,
                ClientCredential = credential,
                AuditFolder = "/",
            },
            new CxRequest { Method = HttpMethod.Post, Path = "/", BasicCredential = Basic, Body = Encoding.UTF8.GetBytes(Secret) },
        ];

        Assert.All(holders, holder => AssertNoSecret(holder.ToString()!));
        Assert.Contains("client (secret hidden)", credential.ToString(), StringComparison.Ordinal);
        AssertNoSecret(JsonSerializer.Serialize(credential));
    }

    [Fact]
    public async Task A_secret_in_audited_values_is_neither_in_the_file_nor_in_the_record()
    {
        await using var session = await ConnectAsync();
        var entry = new AuditEntry
        {
            Action = "Test.Write",
            Outcome = AuditOutcome.Noted,
            Target = [Secret, $"id of {Token}"],
            Details = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["said"] = Echo, ["bare"] = Secret }),
        };
        var record = session.Connection.AuditLog.Append(entry, session.Log);

        AssertClean(session);
        AssertNoSecret(JsonSerializer.Serialize(record));
        Assert.True(session.Connection.AuditLog.Verify().IsValid);
        Assert.Equal("***", record.Target[0]);
    }

    [Fact]
    public void Secrets_are_found_in_every_encoding_and_short_words_are_not_changed()
    {
        var scrubber = new SecretScrubber();
        scrubber.Add(Secret);
        scrubber.Add("abcde");
        scrubber.Add(null);

        Assert.Equal("a *** b", scrubber.Scrub($"a {Secret} b"));
        Assert.Equal("***", scrubber.Scrub(Uri.EscapeDataString(Secret)));
        Assert.Equal("***", scrubber.Scrub(PercentCodes(Secret)));
        Assert.Equal("***", scrubber.Scrub(WebUtility.UrlEncode(Secret)));
        Assert.Equal("***", scrubber.Scrub(JsonSerializer.Serialize(Secret)[1..^1]));
        Assert.Equal("abcde stays", scrubber.Scrub("abcde stays"));

        // Lower-case codes, as some languages write them.
        static string PercentCodes(string text)
            => System.Text.RegularExpressions.Regex.Replace(
                Uri.EscapeDataString(text), "%[0-9A-F]{2}", match => match.Value.ToLowerInvariant());
    }

    [Fact]
    public void The_secret_of_the_client_is_kept_however_many_tokens_follow()
    {
        var scrubber = new SecretScrubber();
        scrubber.Add("the-clients-secret");
        for (var number = 0; number < 100; number++)
        {
            scrubber.Add($"token-number-{number:000}");
        }

        Assert.Equal("*** ***", scrubber.Scrub("the-clients-secret token-number-099"));
    }

    private static ScriptedAnswer Answer(string where, int status)
    {
        var echo = JsonSerializer.Serialize(Echo);
        var body = where switch
        {
            "message" or "detail" or "error_description" or "error" or "title" => $$$"""{"{{{where}}}":{{{echo}}}}""",
            "errors message" => $$$"""{"errors":[{"message":{{{echo}}}}]}""",
            "errors code" => $$$"""{"errors":[{"code":{{{echo}}}}]}""",
            "errors field" => $$$"""{"errors":[{"field":{{{echo}}}}]}""",
            "errors nodeId" => $$$"""{"errors":[{"nodeId":{{{echo}}}}]}""",
            "errors text" => $$$"""{"errors":[{{{echo}}}]}""",
            "errors object" => $$$"""{"errors":[[{{{echo}}}]]}""",
            "long message" => $$$"""{"message":{{{JsonSerializer.Serialize(new string('x', 400) + Echo)}}}}""",
            "member name" => "{" + echo + """:{"access_token":[7]}}""",
            "batch" => $$$"""{"errorCount":1,"xResults":[{"success":false,"error":{{{echo}}}}]}""",
            "batch key" => $$$"""{"errorCount":1,"xResults":[{"success":false,"agentId":{{{echo}}}}]}""",
            "html" => $"<html>{Echo}</html>",
            "broken json" => $$$"""{"message":{{{echo}}}""",
            _ => "{}",
        };
        var line = Echo.Replace("\r", "", StringComparison.Ordinal);
        return where switch
        {
            "status line" => ScriptedAnswer.Raw($"{line}\r\n\r\n"),
            "header line" => ScriptedAnswer.Raw($"HTTP/1.1 {status} X\r\n{line.Replace(':', ' ')}\r\n\r\n"),
            "X-Request-Id" or "ETag" or "Location" or "icStatusDescription" or "Retry-After" => ScriptedAnswer.Json(
                status, body, (where, line)),
            "content type" => ScriptedAnswer.Of(status, "x"u8.ToArray(), ("Content-Type", $"text/{Token.Replace('/', '-')}")),
            _ => ScriptedAnswer.Json(status, body),
        };
    }

    private static TestSession Session()
        => new(options => options with { MaximumRetryCount = 1, RetryDelay = TimeSpan.Zero, RequestsPerMinute = 6000 });

    private static CxConnectOptions Options(TestSession session, CxEndpointStyle style) => session.Options() with
    {
        Endpoint = CxEndpoint.Create(style, "na1", session.Server.BaseUri.AbsoluteUri),
        Credential = new CxCredential("key", KeySecret),
        ClientCredential = style == CxEndpointStyle.OpenId ? new CxCredential("app", Secret) : null,
    };

    private static ScriptedAnswer TokenAnswer() => ScriptedAnswer.Json(
        200, $$"""{"access_token":"{{Token}}","expires_in":3600,"refresh_token":"{{RefreshToken}}","id_token":"{{IdToken}}"}""");

    private static ScriptedAnswer Refreshed(CxEndpointStyle style) => style == CxEndpointStyle.OpenId
        ? TokenAnswer()
        : ScriptedAnswer.Json(200, $$"""{"token":"{{Token}}","refreshToken":"{{RefreshToken}}","tokenExpirationTimeSec":3600}""");

    private static async Task<TestSession> ConnectAsync(CxEndpointStyle style = CxEndpointStyle.OpenId)
    {
        var session = Session();
        session.Server.Then(
            ScriptedAnswer.Token(Jwt.ForTenant("tenant-1"), 61, $",\"refresh_token\":\"{RefreshToken}\",\"id_token\":\"{IdToken}\""),
            ScriptedAnswer.Json(200, $$"""{"api_endpoint":"{{session.Server.BaseUri}}"}"""),
            ScriptedAnswer.Tenant(),
            Refreshed(style),
            ScriptedAnswer.Json(200, "{}"));
        await session.ConnectAsync(Options(session, style));

        // The first token expires soon, and the planted one replaces it.
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        await session.RunAsync(TestSession.Get());
        return session;
    }

    private static void AssertClean(TestSession session, params Exception[] errors)
    {
        foreach (var text in errors.SelectMany(Collect).Concat(session.Log.Everything).Concat(Properties(session.Connection)))
        {
            AssertNoSecret(text);
        }

        foreach (var file in Directory.GetFiles(session.AuditFolder))
        {
            AssertNoSecret(File.ReadAllText(file));
        }
    }

    private static void AssertNoSecret(string text)
    {
        foreach (var secret in Planted)
        {
            AssertNo(secret, text);
        }
    }

    private static void AssertNo(string secret, string text)
    {
        foreach (var form in (string[])[
            secret,
            Uri.EscapeDataString(secret),
            WebUtility.UrlEncode(secret),
            JsonSerializer.Serialize(secret)[1..^1],
            JsonEncodedText.Encode(secret, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value])
        {
            Assert.False(text.Contains(form, StringComparison.OrdinalIgnoreCase), $"'{form}' is contained in: {text}");
        }
    }

    /// <summary>An exception as a person, a log file or a serializer sees it.</summary>
    private static IEnumerable<string> Collect(Exception error)
    {
        for (var exception = error; exception is not null; exception = exception.InnerException)
        {
            yield return exception.ToString();
            foreach (var text in Properties(exception))
            {
                yield return text;
            }
        }
    }

    private static IEnumerable<string> Properties(object holder)
    {
        foreach (var property in holder.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(holder);
            yield return value switch
            {
                null or Exception or MethodBase => string.Empty,
                string or Uri or CxApiClient => value.ToString()!,
                System.Collections.IEnumerable list => string.Join('\n', list.Cast<object?>().Select(item => item?.ToString())),
                _ => $"{value} {JsonSerializer.Serialize(value)}",
            };
        }
    }
}
