using System.Text;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Ivr;
using CxOne.Rest;
using CxOne.Tests.Ivr;
using CxOne.Tests.Support;
using CxOne.Webhooks;

namespace CxOne.Tests.Audit;

/// <summary>
/// Every write workflow with every kind of end: no operation stays without an outcome, and a lost log hides no result.
/// </summary>
public sealed class OpenOperationTests
{
    private const string Config =
        """{"id":"d-1","pacingType":"predictive","dialRate":2.0,"agentRatio":1.8,"maxAbandonmentRate":0.03,"maxQueueDepth":100,"answerRateThreshold":0.30,"complianceRules":{}}""";
    private const string Hook = """{"id":"w-1","name":"n","url":"https://ml.example/hook","events":["tuned"],"httpMethod":"POST"}""";

    public static TheoryData<string> Changes() => StoppedChangeTests.Changes();

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Closed_connection_leaves_no_operation_without_an_outcome(string change)
    {
        await using var session = await TestSession.ConnectAsync();
        var (answers, isTimer) = StoppedChangeTests.Answers(change);
        session.Server.Then(answers);
        var working = StoppedChangeTests.WorkAsync(session, change, CancellationToken.None);
        await session.Server.WaitForRequestsAsync(2 + answers.Length);
        if (isTimer)
        {
            await session.Clock.WaitForTimersAsync(1, session.IsWait);
        }

        session.Connection.Dispose();
        await session.Clock.LetPassAsync(working, _ => true);
        await Record.ExceptionAsync(() => working);

        var records = Records(session);
        AssertClosed(records);
        var expected = change switch
        {
            // The tenant refused the version, and nothing was sent after that.
            "pause before the next merge" => AuditOutcome.Failed,
            "metrics" or "poll of the simulation" => AuditOutcome.Succeeded,

            // The failed job could no longer be rolled back.
            "pause before the next submission" => AuditOutcome.Failed,
            _ => AuditOutcome.Unknown,
        };
        Assert.Equal(expected, records[^1].Outcome);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Unexpected_exception_leaves_no_operation_without_an_outcome(string change)
    {
        await using var session = await TestSession.ConnectAsync();
        var answers = new Queue<ScriptedAnswer>(StoppedChangeTests.Answers(change).Answers);
        session.Server.Otherwise = _ => answers.TryDequeue(out var answer) ? answer : ScriptedAnswer.Status(503);
        session.Log.Fault = new InvalidOperationException("unexpected");

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => StoppedChangeTests.WorkAsync(session, change, CancellationToken.None).WaitAsync(Gate.Patience));

        var records = Records(session);
        AssertClosed(records);
        Assert.Equal(AuditOutcome.Unknown, records[^1].Outcome);
    }

    public static TheoryData<string> Writes()
        => [
            "dialer configuration", "data action", "weights", "webhook", "removal of a webhook", "any write", "event at the tenant",
            "roll-back", "submission"];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Log_lost_during_a_write_hides_neither_the_result_nor_the_error(string change)
    {
        await using var session = await TestSession.ConnectAsync();
        var tenant = new Dictionary<string, string>
        {
            ["d-1"] = Config,
            ["a-1"] = """{"id":"a-1","name":"one","type":"DATE_PROCESSOR","configuration":{}}""",
            ["c-1"] = """{"id":"c-1","version":4,"predictiveDialerSettings":{"parameterWeights":{"answer_rate":0.15}}}"""
        };
        var version = 1;
        var isMade = false;
        session.Server.Otherwise = request =>
        {
            if (request.Method is "PUT" or "DELETE"
                || (request.Method == "POST" && !request.Target.Contains("simulations", StringComparison.Ordinal)))
            {
                if (!isMade)
                {
                    // From here on the log cannot be written.
                    File.Delete(session.Connection.AuditLog.FilePath);
                    Directory.CreateDirectory(session.Connection.AuditLog.FilePath);
                }

                isMade = true;
            }

            var id = request.Target.Split('/', '?')[^1];
            if (request.Method == "PUT")
            {
                version++;
                tenant[id] = request.Text.Replace("\"version\":4", "\"version\":5", StringComparison.Ordinal);
            }

            return request switch
            {
                _ when tenant.TryGetValue(id, out var body) => ScriptedAnswer.Json(200, body, ("ETag", $"\"v{version}\"")),
                { Method: "DELETE" } => ScriptedAnswer.Status(204),
                { Method: "POST", Target: "/api/v2/webhooks" } => ScriptedAnswer.Json(201, Hook),
                { Method: "GET" } when request.Target.StartsWith("/api/v2/webhooks", StringComparison.Ordinal) => ScriptedAnswer.Json(
                    200,
                    $$"""{"entities":[{{(isMade && change == "webhook" ? Hook : null)}}],"total":{{(isMade && change == "webhook" ? 1 : 0)}},"page":1,"pageSize":25}"""),
                { Method: "POST", Target: "/api/v2/outbound/campaigns/simulations" } => ScriptedAnswer.Json(
                    201, """{"id":"s-1","status":"COMPLETED","predictedAccuracy":0.9}"""),
                { Method: "POST", Target: "/api/v2/eventstreams/exports" } => ScriptedAnswer.Json(201, """{"id":"event-1"}"""),
                { Method: "POST", Target: "/api/v2/audit/logs" } => IvrAnswers.Recorded(),
                { Method: "POST", Target: "/api/v2/ivr/deployments" } => IvrAnswers.Taken(),
                { Method: "POST", Target: "/api/v2/data/export/jobs" } => IvrAnswers.ExportTaken(),
                _ when request.Target.EndsWith("/rollback", StringComparison.Ordinal) => IvrAnswers.RollbackTaken(),
                _ when request.Target.Contains("/export/jobs/", StringComparison.Ordinal) => IvrAnswers.Export(),
                _ when id == "job-1" => IvrAnswers.Job(change == "submission" ? "COMPLETED" : isMade ? "ROLLED_BACK" : "FAILED"),
                _ => ScriptedAnswer.Json(200, """{"done":true}"""),
            };
        };
        var working = WriteAsync(session, change);
        await session.LetWaitsPassAsync(working);
        var (result, error) = await working;

        Assert.True(isMade);
        Assert.Equal(CxErrors.AuditWriteFailed, error!.Definition);
        Assert.Equal(CxUnrecordedChangeException.Advice, error.RecommendedAction);

        // The error reports it; an additional warning would repeat it.
        Assert.DoesNotContain(session.Log.Warnings, warning => warning.Contains("audit log", StringComparison.Ordinal));
        Assert.Contains(change switch
        {
            "any write" => "/api/v2/thing",
            "event at the tenant" => "TEST",
            "webhook" or "removal of a webhook" => "w-1",
            "roll-back" or "submission" => "job-1",
            "weights" => "c-1",
            "data action" => "'one'",
            _ => "d-1",
        }, error.Message, StringComparison.Ordinal);
        Assert.Equal(change == "removal of a webhook", result is null);
    }

    private static async Task<(object? Result, CxException? Error)> WriteAsync(TestSession session, string change)
    {
        var (connection, log) = (session.Connection, session.Log);
        try
        {
            switch (change)
            {
                case "data action":
                    (object?, CxException?) delivered = default;
                    await foreach (var outcome in DataActionDateUpdater.RunAsync(connection, [Row()], 8, 3, log, CancellationToken.None))
                    {
                        delivered = (outcome.Update, outcome.Failure);
                    }

                    return delivered;
                case "weights":
                    var weights = new PredictiveWeightRequest
                    {
                        CampaignId = "c-1",
                        AlgorithmId = "V3",
                        Weights = new Dictionary<string, double> { ["answer_rate"] = 0.12 },
                        Force = true
                    };
                    var (update, failure) = await PredictiveWeightTuner.SetAsync(connection, weights, log, CancellationToken.None);
                    return (update, failure);
                case "submission":
                    var (result, unrecorded) = await IvrDeployer.PublishAsync(
                        connection,
                        new IvrDeploymentRequest { IvrDefinitionId = ["d-9"], TargetEnvironment = "staging", SkipSimulation = true },
                        log,
                        CancellationToken.None);
                    return (result, unrecorded);
                case "dialer configuration":
                    return (
                        await DialerConfigEditor.SetAsync(
                            connection, new DialerConfigChange { Id = "d-1", DialRate = 2.5 }, log, CancellationToken.None),
                        null);
                case "webhook":
                    return (
                        await WebhookRegistrar.RegisterAsync(
                            connection,
                            new WebhookRequest { Uri = new Uri("https://ml.example/hook"), Events = ["tuned"] },
                            log,
                            CancellationToken.None),
                        null);
                case "removal of a webhook":
                    await WebhookRegistrar.UnregisterAsync(connection, "w-1", null, log, CancellationToken.None);
                    return default;
                case "roll-back":
                    return (
                        await IvrDeployments.RollBackAsync(
                            connection, "job-1", "why", new IvrPolling(TimeSpan.FromMinutes(1)), log, CancellationToken.None),
                        null);
                case "event at the tenant":
                    return (
                        await TenantAudit.RecordAsync(
                            connection,
                            "TEST",
                            [],
                            JsonSerializer.SerializeToElement(new Dictionary<string, int>()),
                            new TenantAuditFlags(),
                            log,
                            CancellationToken.None),
                        null);
                default:
                    await foreach (var page in new CxRestCall
                    {
                        Method = HttpMethod.Post, Path = "/api/v2/thing", Body = Encoding.UTF8.GetBytes("{}")
                    }.RunAsync(connection, log, CancellationToken.None))
                    {
                        return (page, null);
                    }

                    return default;
            }
        }
        catch (CxUnrecordedChangeException exception)
        {
            return (exception.Result, exception);
        }
    }

    private static DataActionDateRow Row()
        => new()
        {
            Number = 1,
            Id = "a-1",
            SourceField = "a",
            TargetField = "b",
            Date = new DataActionDateRequest { Timestamp = "2024-02-29T15:30:00Z", TimeZone = "UTC" }
        };

    private static List<AuditRecord> Records(TestSession session) => [.. session.Connection.AuditLog.Read(NullCxLog.Instance)];

    private static void AssertClosed(List<AuditRecord> records)
    {
        Assert.Contains(records, record => record.Outcome == AuditOutcome.Started);
        Assert.All(
            records.GroupBy(record => record.OperationId), operation => Assert.NotEqual(AuditOutcome.Started, operation.Last().Outcome));
    }
}
