using System.Text;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Rest;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class RestCallTests
{
    [Theory]
    [InlineData("/api/v2/thing", "/api/v2/thing")]
    [InlineData("api/v2/thing", "/api/v2/thing")]
    [InlineData("  /api/v2/thing  ", "/api/v2/thing")]
    [InlineData("/api/v2/thing?a=b%20c&d", "/api/v2/thing?a=b%20c&d")]
    [InlineData("/api/v2/webhooks?url=https://example.com/hook", "/api/v2/webhooks?url=https://example.com/hook")]
    [InlineData("/inContactAPI/services/v30.0/skills/1%2F2", "/inContactAPI/services/v30.0/skills/1%2F2")]
    public async Task A_path_is_sent_as_it_was_written(string path, string target)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"a":1}"""));
        var page = Assert.Single(await RunAsync(session, Get(path)));

        Assert.Equal(1, Assert.Single(page.Items).GetProperty("a").GetInt32());
        Assert.Equal(target, Assert.Single(session.Sent).Target);
    }

    [Fact]
    public async Task An_absolute_address_of_the_tenant_is_reduced_to_its_path()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}"));
        await RunAsync(session, Get($"{session.Server.BaseUri}api/v2/thing?a=b"));

        Assert.Equal("/api/v2/thing?a=b", Assert.Single(session.Sent).Target);
    }

    [Fact]
    public async Task The_path_of_the_base_address_is_not_added_to_an_address_that_has_it()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant(), ScriptedAnswer.Json(200, "{}"));
        await session.ConnectAsync(session.Options() with
        {
            Endpoint = CxOne.Connection.CxEndpoint.Create(CxOne.Connection.CxEndpointStyle.Environment, $"{session.Server.BaseUri}proxy")
        });
        await RunAsync(session, Get($"{session.Server.BaseUri}proxy/api/v2/thing"));

        Assert.Equal("/proxy/api/v2/thing", Assert.Single(session.Sent).Target);
    }

    [Theory]
    [InlineData("https://evil.example/api/v2/thing")]
    [InlineData("http://127.0.0.1:1/api/v2/thing")]
    [InlineData("//evil.example/api/v2/thing")]
    [InlineData("https://me:pw@127.0.0.1/api/v2/thing")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("/a thing")]
    [InlineData("/a\\thing")]
    [InlineData("/thing#part")]
    [InlineData("/thing\r\nX-Evil: 1")]
    [InlineData("/thing\u001b[2J")]
    [InlineData("/Zürich")]
    public async Task A_path_that_leads_elsewhere_or_is_not_escaped_is_refused_and_not_sent(string path)
    {
        await using var session = await TestSession.ConnectAsync();

        Assert.Equal("ParameterInvalid", (await Assert.ThrowsAsync<CxValidationException>(() => RunAsync(session, Get(path)))).ErrorId);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task Another_scheme_of_the_tenants_host_is_another_host()
    {
        await using var session = await TestSession.ConnectAsync();

        await Assert.ThrowsAsync<CxValidationException>(
            () => RunAsync(session, Get($"https://{session.Server.BaseUri.Authority}/api/v2/thing")));
    }

    [Fact]
    public async Task An_answer_without_a_body_is_a_page_without_items()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(204));

        Assert.Empty(Assert.Single(await RunAsync(session, Get("/api/v2/thing"))).Items);
    }

    [Theory]
    [InlineData("text/html", "<html/>")]
    [InlineData("text/plain", "{}")]
    [InlineData("application/json", "not json")]
    [InlineData("application/json", """{"a":1}{"b":2}""")]
    public async Task An_answer_that_is_not_json_is_an_error(string contentType, string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Of(200, Encoding.UTF8.GetBytes(body), ("Content-Type", contentType)));

        Assert.Equal(
            "ResponseInvalid", (await Assert.ThrowsAsync<CxRequestException>(() => RunAsync(session, Get("/api/v2/thing")))).ErrorId);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/problem+json")]
    [InlineData("APPLICATION/JSON")]
    [InlineData(null)]
    public async Task Every_form_of_json_is_read(string? contentType)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            contentType is null
                ? ScriptedAnswer.Of(200, "[1]"u8.ToArray())
                : ScriptedAnswer.Of(200, "[1]"u8.ToArray(), ("Content-Type", contentType)));

        Assert.Single(Assert.Single(await RunAsync(session, Get("/api/v2/thing"))).Items);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_write_whose_answer_was_lost_is_sent_once_and_its_outcome_is_unknown(string method)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Reset());
        session.Server.Otherwise = _ => ScriptedAnswer.Json(200, "{}");

        var running = RunAsync(session, new CxRestCall { Method = new HttpMethod(method), Path = "/api/v2/thing" });
        await session.LetWaitsPassAsync(running);
        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => running);

        Assert.Equal("OutcomeUnknown", error.ErrorId);
        Assert.Single(session.Sent);
        Assert.Equal(["Started", "Unknown"], session.Connection.AuditLog.Read(NullCxLog.Instance).Select(record => record.Outcome));
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("PUT", false)]
    [InlineData("PATCH", false)]
    [InlineData("DELETE", false)]
    public async Task A_write_is_audited_before_and_after_without_its_body(string method, bool hasKey)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}", ("X-Request-Id", "req-1")));
        var call = new CxRestCall
        {
            Method = new HttpMethod(method), Path = "/api/v2/thing?apikey=hunter2", Body = """{"password":"hunter3"}"""u8.ToArray()
        };
        await RunAsync(session, call);

        var records = session.Connection.AuditLog.Read(NullCxLog.Instance).ToList();
        Assert.Equal(["Started", "Succeeded"], records.Select(record => record.Outcome));
        Assert.Single(records.Select(record => record.OperationId).Distinct());
        var details = records[1].Details!.Value;
        Assert.Equal("/api/v2/thing?apikey=***", details.GetProperty("path").GetString());
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(call.Body.Value.Span)),
            details.GetProperty("bodySha256").GetString());
        Assert.Equal(200, details.GetProperty("statusCode").GetInt32());
        Assert.Equal("req-1", details.GetProperty("requestId").GetString());
        Assert.Equal(
            hasKey ? session.Sent[0].Header("Idempotency-Key") : null,
            details.TryGetProperty("idempotencyKey", out var key) ? key.GetString() : null);
        Assert.DoesNotContain("hunter", await File.ReadAllTextAsync(session.Connection.AuditLog.FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_failure_of_a_write_is_audited()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(409, ("X-Request-Id", "req-9")), ScriptedAnswer.Close(), ScriptedAnswer.Never());
        var call = new CxRestCall { Method = HttpMethod.Post, Path = "/api/v2/thing" };
        await Assert.ThrowsAsync<CxRequestException>(() => RunAsync(session, call));
        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => RunAsync(session, call));
        using var source = new CancellationTokenSource();
        var running = RunAsync(session, call, source.Token);
        await session.Server.WaitForRequestsAsync(5);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var records = session.Connection.AuditLog.Read(NullCxLog.Instance).ToList();
        Assert.Equal(["Started", "Failed", "Started", "Unknown", "Started", "Interrupted"], records.Select(record => record.Outcome));
        Assert.Equal(
            (409, "req-9"),
            (
                records[1].Details!.Value.GetProperty("statusCode").GetInt32(),
                records[1].Details!.Value.GetProperty("requestId").GetString()));
    }

    [Fact]
    public async Task A_write_sets_an_interruption_notice_and_removes_it_at_its_end()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}"));
        await RunAsync(session, new CxRestCall { Method = HttpMethod.Post, Path = "/api/v2/thing?apikey=hunter2" });

        Assert.Equal(
            [
                RestMessages.WriteInterrupted("POST", "/api/v2/thing?apikey=***"),
                string.Empty
            ],
            session.Log.StoppedNotes);
    }

    [Fact]
    public async Task A_batch_with_refused_entries_is_an_error_that_names_them()
    {
        await using var session = await TestSession.ConnectAsync();
        var call = new CxRestCall { Method = HttpMethod.Post, Path = "/inContactAPI/agents?apikey=hunter2" };
        using var refused = JsonDocument.Parse("""{"errorCount":1,"agentResults":[{"agentId":7,"success":false,"error":"locked"}]}""");
        using var done = JsonDocument.Parse("""{"errorCount":0}""");

        var error = Assert.IsType<CxRequestException>(call.BatchFailure(session.Connection, refused.RootElement));

        Assert.Null(call.BatchFailure(session.Connection, done.RootElement));
        Assert.Equal(
            ("BatchItemFailed", "POST", "/inContactAPI/agents?apikey=***", 200, 1),
            (error.ErrorId, error.Method, error.Uri, error.StatusCode, error.Attempts));
        Assert.Equal("locked", Assert.Single(error.Errors).Message);
        Assert.StartsWith(RestMessages.BatchEntriesRefused(1), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_argument_is_refused()
    {
        await using var session = await TestSession.ConnectAsync();
        var call = Get("/api/v2/thing");
        using var body = JsonDocument.Parse("{}");

        Assert.Throws<ArgumentNullException>(() => CxRestCall.Shown(null!));
        Assert.Throws<ArgumentNullException>(() => call.BatchFailure(null!, body.RootElement));
        await Assert.ThrowsAsync<ArgumentNullException>(() => session.Client.SendAsync(null!, session.Log, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentNullException>(
            async () => await call.RunAsync(null!, session.Log, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync());
        await Assert.ThrowsAsync<ArgumentNullException>(
            async () => await call.RunAsync(session.Connection, null!, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RequestBudget(0, 1, session.Clock));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RequestBudget(1, 0, session.Clock));
    }

    [Fact]
    public async Task A_request_that_was_cancelled_before_it_began_is_not_counted_by_the_budget()
    {
        var budget = new RequestBudget(1, 1, new ManualTimeProvider(TestSession.Start));
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => budget.WaitAsync(isWrite: false, NullCxLog.Instance, new CancellationToken(canceled: true)));

        Assert.True(budget.WaitAsync(isWrite: false, NullCxLog.Instance, CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Another_path_of_the_tenants_own_host_goes_below_the_base_address()
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant(), ScriptedAnswer.Json(200, "{}"));
        await session.ConnectAsync(session.Options() with
        {
            Endpoint = CxOne.Connection.CxEndpoint.Create(CxOne.Connection.CxEndpointStyle.Environment, $"{session.Server.BaseUri}proxy")
        });
        await RunAsync(session, Get($"{session.Server.BaseUri}api/v2/a%2e%2fb"));

        Assert.Equal("/proxy/api/v2/a%2e%2fb", Assert.Single(session.Sent).Target);
    }

    [Theory]
    [InlineData("\"1e999\"")]
    [InlineData("\"abc\"")]
    [InlineData("true")]
    [InlineData("1e999")]
    public async Task A_text_that_is_not_a_number_is_refused(string life)
    {
        await using var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Json(200, $$"""{"access_token":"token-1-of-the-test","expires_in":{{life}}}"""));

        Assert.Equal(
            "ResponseInvalid", (await Assert.ThrowsAsync<CxRequestException>(() => session.ConnectAsync(session.Options()))).ErrorId);
    }

    [Fact]
    public async Task A_write_that_cannot_be_audited_is_not_sent()
    {
        await using var session = new TestSession();
        var file = Path.Combine(session.AuditFolder, "file");
        await File.WriteAllTextAsync(file, "a regular file");
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options() with { AuditFolder = Path.Combine(file, "audit") });

        Assert.Equal(
            "AuditWriteFailed",
            (await Assert.ThrowsAsync<CxException>(
                () => RunAsync(session, new CxRestCall { Method = HttpMethod.Post, Path = "/api/v2/thing" }))).ErrorId);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task A_read_is_not_audited()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, "{}"));
        await RunAsync(session, Get("/api/v2/thing"));

        Assert.False(File.Exists(session.Connection.AuditLog.FilePath));
    }

    [Fact]
    public async Task The_error_about_a_missing_object_hides_the_query_of_its_path()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(404));
        var error = await Assert.ThrowsAsync<CxRequestException>(() => RunAsync(session, Get("/api/v2/thing?apikey=hunter2&page=1")));

        Assert.DoesNotContain("hunter2", error.ToString() + error.Item + error.Uri, StringComparison.Ordinal);
        Assert.Contains("'/api/v2/thing?apikey=***&page=1'", error.Message, StringComparison.Ordinal);
    }

    internal static CxRestCall Get(string path, bool allPages = false)
        => new() { Method = HttpMethod.Get, Path = path, AllPages = allPages };

    internal static async Task<IReadOnlyList<CxPage<JsonElement>>> RunAsync(
        TestSession session, CxRestCall call, CancellationToken cancellationToken = default)
    {
        List<CxPage<JsonElement>> pages = [];
        await foreach (var page in call.RunAsync(session.Connection, session.Log, cancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }
}
