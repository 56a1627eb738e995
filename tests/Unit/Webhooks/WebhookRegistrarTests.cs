using CxOne.Audit;
using CxOne.Errors;
using CxOne.Tests.Support;
using CxOne.Webhooks;

namespace CxOne.Tests.Webhooks;

public sealed class WebhookRegistrarTests
{
    private static readonly WebhookRequest Request = new() { Uri = new Uri("https://ml.example/hook?key=planted"), Events = ["tuned"] };

    [Fact]
    public async Task Missing_events_are_registered_checked_and_recorded_without_the_query()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(List(), ScriptedAnswer.Json(201, Hook("w-1")), List(Hook("w-1")));

        var webhook = Assert.Single(await RegisterAsync(session, Request));

        Assert.Equal(
            """{"name":"CxOne tuned","url":"https://ml.example/hook?key=planted","events":["tuned"],"enabled":true,"httpMethod":"POST"}""",
            session.Sent[1].Text);
        Assert.Equal(("w-1", true), (webhook.Id, webhook.IsNew));
        Assert.Equal(["Started", "Succeeded"], Records(session).Select(record => record.Outcome));
        Assert.DoesNotContain(
            "planted", await File.ReadAllTextAsync(Path.Combine(session.AuditFolder, "audit.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_address_and_event_again_give_the_existing_one()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(List(Hook("other", url: "https://ml.example/other"), Hook("w-1", more: ",\"enabled\":false")));

        var webhook = Assert.Single(await RegisterAsync(session, Request));

        Assert.Equal(("w-1", false), (webhook.Id, webhook.IsNew));
        Assert.Contains(session.Log.Warnings, warning => warning.Contains("disabled", StringComparison.Ordinal));
        Assert.Empty(Records(session));
    }

    [Theory]
    [InlineData("HTTPS://ML.Example:443/hook?key=planted")]
    [InlineData("https://ml.example/a/../hook?key=planted")]
    public async Task Two_spellings_of_an_address_are_the_same_address(string stored)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(List(Hook("w-1", url: stored)));

        Assert.False(Assert.Single(await RegisterAsync(session, Request)).IsNew);
        Assert.Single(session.Sent);
    }

    [Fact]
    public async Task Only_the_events_that_are_missing_are_registered()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(List(Hook("w-1")), ScriptedAnswer.Json(201, Hook("w-2", "updated")), List(Hook("w-1"), Hook("w-2", "updated")));

        Assert.Equal(
            ["w-1", "w-2"],
            (await RegisterAsync(session, Request with { Events = ["tuned", "updated", "tuned"], Name = "Mine" })).Select(
                webhook => webhook.Id));
        Assert.Contains("\"name\":\"Mine\"", session.Sent[1].Text, StringComparison.Ordinal);
        Assert.Contains("\"events\":[\"updated\"]", session.Sent[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(",\"createdAt\":\"2026-01-01T00:00:01.000Z\"", ",\"createdAt\":\"2026-01-01T00:00:00.000Z\"")]
    public async Task Of_two_webhooks_registered_at_the_same_time_the_later_one_is_removed_by_its_own_client(string mineAt, string theirsAt)
    {
        await using var session = await TestSession.ConnectAsync();
        var (mine, theirs) = (Hook("mine", more: mineAt), Hook("theirs", more: theirsAt));
        session.Server.Then(
            List(),
            ScriptedAnswer.Json(201, mine),
            mineAt.Length == 0 ? List(theirs, mine) : List(mine, theirs),
            ScriptedAnswer.Status(204),
            List(theirs));

        var webhook = Assert.Single(await RegisterAsync(session, Request));

        Assert.Equal(("theirs", false), (webhook.Id, webhook.IsNew));
        Assert.Equal("DELETE /api/v2/webhooks/mine HTTP/1.1", session.Sent[3].RequestLine);
        Assert.Equal("RolledBack", Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task Of_two_webhooks_registered_at_the_same_time_the_earlier_one_is_kept_by_its_own_client()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(List(), ScriptedAnswer.Json(201, Hook("mine")), List(Hook("mine"), Hook("theirs")));

        Assert.Equal("mine", Assert.Single(await RegisterAsync(session, Request)).Id);
    }

    [Fact]
    public async Task A_lost_answer_is_looked_up_and_never_repeated()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(List(), ScriptedAnswer.Reset(), List(Hook("w-1")), List(Hook("w-1")));

        Assert.Equal("w-1", Assert.Single(await RegisterAsync(session, Request)).Id);
        Assert.Single(session.Sent, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_lost_answer_without_a_matching_object_is_an_unknown_outcome()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(List(), ScriptedAnswer.Reset(), List());

        await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => RegisterAsync(session, Request));
        Assert.Equal("Unknown", Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task An_address_that_the_tenant_quotes_in_a_refusal_is_recorded_without_its_key()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            List(), ScriptedAnswer.Json(400, """{"message":"The url 'https://ml.example/hook?key=planted-key' is not taken."}"""));

        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => RegisterAsync(session, Request with { Uri = new Uri("https://ml.example/hook?key=planted-key") }));

        Assert.Contains("key=***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "planted", await File.ReadAllTextAsync(Path.Combine(session.AuditFolder, "audit.jsonl")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("unreadable")]
    public async Task A_lost_answer_whose_lookup_fails_is_an_unknown_outcome_and_not_the_error_of_the_lookup(string loss)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(List(), loss == "reset" ? ScriptedAnswer.Reset() : ScriptedAnswer.Json(201, "{}"), ScriptedAnswer.Status(503));

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => RegisterAsync(session, Request));
        Assert.Equal("POST", error.Method);
        Assert.True(error.AnswerWasLost);
        Assert.Equal(WebhooksMessages.RegisterAgainLater, error.RecommendedAction);
        Assert.Equal("Unknown", Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task A_registered_webhook_is_kept_if_the_list_cannot_be_read_to_find_an_older_one()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(List(), ScriptedAnswer.Json(201, Hook("w-1")), ScriptedAnswer.Status(503));

        Assert.Equal("w-1", Assert.Single(await RegisterAsync(session, Request)).Id);
        Assert.Equal("Succeeded", Records(session)[^1].Outcome);
        Assert.Contains(session.Log.Warnings, warning => warning.Contains("w-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_duplicate_webhook_that_cannot_be_removed_is_returned_with_a_warning()
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(
            List(),
            ScriptedAnswer.Json(201, Hook("mine")),
            List(Hook("theirs"), Hook("mine")),
            ScriptedAnswer.Status(503),
            List(Hook("theirs"), Hook("mine")));

        Assert.Equal(["theirs", "mine"], (await RegisterAsync(session, Request)).Select(webhook => webhook.Id));
        Assert.Contains(
            session.Log.Warnings, warning => warning.Contains(CxHint.RemoveWebhook("mine").ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://ml.example/hook", "EndpointInsecure")]
    [InlineData("ftp://ml.example/hook", "EndpointInvalid")]
    [InlineData("https://user:pass@ml.example/hook", "EndpointInvalid")]
    public async Task An_address_that_is_not_safe_is_refused_before_anything_is_sent(string uri, string id)
    {
        await using var session = await TestSession.ConnectAsync();

        Assert.Equal(
            id, (await Assert.ThrowsAsync<CxException>(() => RegisterAsync(session, Request with { Uri = new Uri(uri) }))).ErrorId);
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task A_removal_is_recorded_and_a_404_for_its_repeat_is_a_success()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Reset(), ScriptedAnswer.Status(404), List());

        var removing = WebhookRegistrar.UnregisterAsync(session.Connection, "w-1", null, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(removing);
        await removing;

        Assert.Equal(["Started", "Succeeded"], Records(session).Select(record => record.Outcome));
    }

    [Fact]
    public async Task Removing_a_webhook_that_does_not_exist_is_an_error()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(404));

        Assert.Equal(
            CxErrors.ObjectNotFound,
            (await Assert.ThrowsAsync<CxRequestException>(
                () => WebhookRegistrar.UnregisterAsync(session.Connection, "w-1", null, session.Log, CancellationToken.None))).Definition);
    }

    private static async Task<IReadOnlyList<Webhook>> RegisterAsync(TestSession session, WebhookRequest request)
    {
        var running = WebhookRegistrar.RegisterAsync(session.Connection, request, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(running);
        return await running;
    }

    private static string Hook(string id, string name = "tuned", string url = "https://ml.example/hook?key=planted", string more = "")
        => $$"""{"id":"{{id}}","name":"n","url":"{{url}}","events":["{{name}}"],"httpMethod":"POST"{{more}}}""";

    private static ScriptedAnswer List(params string[] hooks)
        => ScriptedAnswer.Json(200, $$"""{"entities":[{{string.Join(',', hooks)}}],"total":{{hooks.Length}},"page":1,"pageSize":25}""");

    private static List<AuditRecord> Records(TestSession session)
        => [.. new AuditLog(session.AuditFolder, TimeProvider.System).Read(session.Log)];
}
