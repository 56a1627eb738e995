using System.Text.Json;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Dialer;

public sealed class DialerConfigCopyTests
{
    private const string Config =
        """
        {"id":"d-1","dialRate":2.0,"agentRatio":1.8,"answerRateThreshold":0.30,
        "complianceRules":{"a":1,"since":"2026-01-01T00:00:00.000Z","states":["east-1","east-2"]},"vendor":{"x":1.50},
        "deep":{"a":{"b":{"c":1},"list":[1,2]},"entries":[{"r":["east-1","east-2"]}]}}
        """;

    [Theory]
    [InlineData("""{"DialRate":2,"AGENTRATIO":1.80,"complianceRules":{"a":1,"since":"2026-01-01T00:00:00Z"},"vendor":{"x":1.5}}""", "")]
    [InlineData("""{"MaxQueueDepth":null,"PacingType":""}""", "")]
    [InlineData("""{"DialRate":"2.5"}""", "dialRate")]
    [InlineData("""{"ComplianceRules":{"b":2}}""", "complianceRules.b")]
    [InlineData("""{"ComplianceRules":{"a":null}}""", "complianceRules.a")]
    [InlineData("""{"vendor":{"x":2},"DialRate":3}""", "dialRate vendor.x")]
    [InlineData("""{"AnswerRateThreshold":null}""", "")]
    public async Task What_differs_from_a_copy_is_the_change(string members, string fields)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config));
        var check = await DialerConfigEditor.TestAsync(session.Connection, Change(members), session.Log, CancellationToken.None);

        Assert.Empty(check.Violations);
        Assert.Equal(fields, string.Join(' ', check.Changes.Select(change => change.Field).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("""{"Comment":"x"}""")]
    [InlineData("""{"DialRate":"2,5"}""")]
    [InlineData("""{"vendor":"@{x=1.5}"}""")]
    [InlineData("""{"deep":{"a":{"b":"@{c=1}","list":[1,2]}}}""")]
    [InlineData("""{"deep":{"a":{"b":{"c":1},"list":"1 2"}}}""")]
    [InlineData("""{"deep":{"a":{"b":{"c":1},"list":[1,2]},"entries":["@{r=east-1 east-2}"]}}""")]
    [InlineData("""{"ComplianceRules":{"states":"east-1 east-2"}}""")]
    [InlineData("""{"ComplianceRules":{"new":{"x":"@{y=}"}}}""")]
    [InlineData("""{"ComplianceRules":"@{a=1}"}""")]
    [InlineData("""{"AgentRatio":3.5}""")]
    [InlineData("""{"DialRate":99}""")]
    public async Task A_value_that_cannot_be_meant_is_refused_before_anything_is_written(string members)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config));
        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => DialerConfigEditor.SetAsync(session.Connection, Change(members), session.Log, CancellationToken.None));

        Assert.Single(error.Violations);
        Assert.Equal(["GET"], session.Sent.Select(sent => sent.Method));
    }

    [Fact]
    public async Task What_is_named_beside_a_copy_goes_before_it()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config));
        var change = Change("""{"DialRate":4}""") with { DialRate = 5 };
        var check = await DialerConfigEditor.TestAsync(session.Connection, change, session.Log, CancellationToken.None);

        Assert.Equal("5", Assert.Single(check.Changes).After);
    }

    [Theory]
    [InlineData("""{"AnswerRateThreshold":null}""", "answerRateThreshold")]
    [InlineData("""{"ComplianceRules":{"a":1}}""", "complianceRules.since complianceRules.states")]
    [InlineData("""{"gone":7}""", "gone")]
    [InlineData("""{"DialRate":2}""", "")]
    public async Task Bringing_back_a_copy_removes_what_was_not_there_and_leaves_what_it_does_not_name(string members, string fields)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config));
        var plan = await DialerConfigEditor.PlanRestoreAsync(
            session.Connection, Change(members).Copy!, session.Log, CancellationToken.None);

        Assert.Null(plan.Record);
        Assert.Equal(fields, string.Join(' ', plan.Changes.Select(change => change.Field)));
    }

    [Theory]
    [InlineData("""{"vendor":"@{x=1.5}"}""")]
    [InlineData("""{"ComplianceRules":{"states":"east-1 east-2"}}""")]
    [InlineData("""{"deep":{"a":{"b":"@{c=1}","list":[1,2]}}}""")]
    [InlineData("""{"deep":{"a":{"b":{"c":1},"list":[1,2]},"entries":["@{r=east-1 east-2}"]}}""")]
    [InlineData("""{"gone":{"x":"@{y=}"}}""")]
    public async Task The_text_of_an_object_is_not_brought_back(string members)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config));
        var error = await Assert.ThrowsAsync<CxValidationException>(() => DialerConfigEditor.PlanRestoreAsync(
            session.Connection, Change(members).Copy!, session.Log, CancellationToken.None));

        Assert.Single(error.Violations);
    }

    [Fact]
    public async Task Text_that_the_tenant_has_as_text_is_taken()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read("""{"id":"d-1","dialRate":2.0,"agentRatio":1.8,"vendor":{"note":"@{old}","names":["a b"]}}"""));
        var check = await DialerConfigEditor.TestAsync(
            session.Connection, Change("""{"vendor":{"note":"@{new}","names":["c d"]}}"""), session.Log, CancellationToken.None);

        Assert.Empty(check.Violations);
        Assert.Equal(["vendor.note", "vendor.names"], check.Changes.Select(change => change.Field));
    }

    [Fact]
    public async Task Removing_a_rule_is_a_change()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config));
        var change = new DialerConfigChange { Id = "d-1", ComplianceRules = new Dictionary<string, JsonElement?> { ["a"] = null } };
        var update = await DialerConfigEditor.PreviewAsync(session.Connection, change, session.Log, CancellationToken.None);

        Assert.Equal("complianceRules.a", Assert.Single(update.Changes).Field);
    }

    [Fact]
    public async Task A_secret_that_is_hidden_in_a_copy_is_not_written()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Read(Config));
        var error = await Assert.ThrowsAsync<CxException>(() => DialerConfigEditor.PlanRestoreAsync(
            session.Connection, Change("""{"vendor":{"x":"***"}}""").Copy!, session.Log, CancellationToken.None));

        Assert.Equal("AuditRecordNotFound", error.ErrorId);
    }

    private static DialerConfigChange Change(string members)
    {
        using var document = JsonDocument.Parse(members);
        return new DialerConfigChange
        {
            Id = "d-1",
            Copy = new DialerConfigCopy
            {
                Id = "d-1",
                Members = document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone()),
            },
        };
    }

    private static ScriptedAnswer Read(string body) => ScriptedAnswer.Json(200, body, ("ETag", "\"v1\""));
}
