using System.Text;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Rest;
using CxOne.Tests.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Errors;

public sealed class BatchErrorTests
{
    private static readonly CxRestCall Assign = new()
    {
        Method = HttpMethod.Post, Path = "/inContactAPI/services/v30.0/skills/1/agents?key=hunter2", Body = "{}"u8.ToArray()
    };

    [Fact]
    public async Task Entries_that_a_batch_refused_are_an_error_although_the_call_succeeded()
    {
        var error = Assert.IsType<CxRequestException>(await FailureAsync("""
            {"errorCount":2,"agentSkillResults":[
              {"agentId":1,"success":true},
              {"agentId":2,"success":false,"error":"There is no agent 2."},
              {"agentId":3,"success":false}]}
            """));

        Assert.Equal("BatchItemFailed", error.ErrorId);
        Assert.Equal(200, error.StatusCode);
        Assert.Equal("POST", error.Method);
        Assert.Equal("/inContactAPI/services/v30.0/skills/1/agents?key=***", error.Uri);
        Assert.Equal(
            ["field 'agentId 2': There is no agent 2.", $"field 'agentId 3': {HttpMessages.RefusedWithoutReason}"],
            error.Errors.Select(entry => entry.ToString()));
        Assert.StartsWith(RestMessages.BatchEntriesRefused(2), error.Message, StringComparison.Ordinal);
        Assert.Contains("There is no agent 2.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString() + error.Item, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errorCount":0,"results":[{"success":true}]}""")]
    [InlineData("""{"agentSkillResults":[{"success":"True"}]}""")]
    [InlineData("""{"errorCount":-1,"results":[]}""")]
    [InlineData("[]")]
    [InlineData("7")]
    public async Task An_answer_without_failed_entries_is_not_a_failed_batch(string body) => Assert.Null(await FailureAsync(body));

    [Fact]
    public async Task A_batch_that_counts_errors_without_naming_them_is_a_failure()
        => Assert.Equal("BatchItemFailed", (await FailureAsync("""{"errorCount":3,"agentSkillResults":[]}"""))?.ErrorId);

    [Fact]
    public async Task The_sandbox_refuses_an_unknown_agent_inside_a_batch()
    {
        using var folder = new TempFolder();
        await using var server = await SandboxServer.StartAsync();
        using var connection = await CxConnector.ConnectAsync(
            new CxConnectOptions
            {
                Endpoint = CxEndpoint.Create(CxEndpointStyle.Environment, server.BaseUri.AbsoluteUri),
                Credential = new CxCredential("sandbox", "sandbox-secret"),
                AuditFolder = folder.FullName,
            },
            NullCxLog.Instance,
            CancellationToken.None).WaitAsync(Gate.Patience);
        var skill = 0;
        await foreach (var page in RestCallTests.Get("/inContactAPI/services/v30.0/skills?top=1")
            .RunAsync(connection, NullCxLog.Instance, CancellationToken.None))
        {
            skill = page.Items[0].GetProperty("skills")[0].GetProperty("skillId").GetInt32();
        }

        var call = Assign with
        {
            Path = $"/inContactAPI/services/v30.0/skills/{skill}/agents",
            Body = Encoding.UTF8.GetBytes("""{"agents":[{"agentId":999999}]}""")
        };
        await foreach (var page in call.RunAsync(connection, NullCxLog.Instance, CancellationToken.None))
        {
            Assert.Equal(
                "There is no agent 999999.",
                Assert.Single(Assert.IsType<CxRequestException>(call.BatchFailure(connection, page.Items[0])).Errors).Message);
        }
    }

    private static async Task<CxException?> FailureAsync(string body)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, body));
        var page = Assert.Single(await RestCallTests.RunAsync(session, Assign));
        return Assign.BatchFailure(session.Connection, Assert.Single(page.Items));
    }
}
