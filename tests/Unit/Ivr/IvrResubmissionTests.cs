using System.Text.Json;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Ivr;

/// <summary>A failed job is rolled back if it cannot be submitted again.</summary>
public sealed class IvrResubmissionTests
{
    private static readonly ScriptedAnswer[] RolledBack =
    [
        IvrAnswers.RollbackTaken(), IvrAnswers.Job("ROLLED_BACK"), IvrAnswers.ExportTaken(), IvrAnswers.Export(), IvrAnswers.Recorded()
    ];

    private static readonly IvrDeploymentRequest Request = new()
    {
        IvrDefinitionId = ["d-1"], TargetEnvironment = "staging", SkipSimulation = true
    };

    [Theory]
    [InlineData("400")]
    [InlineData("403")]
    [InlineData("lost, not taken on")]
    [InlineData("524, not taken on")]
    public async Task A_refused_resubmission_rolls_the_failed_job_back_and_reports_both(string how)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Taken(), IvrAnswers.Job("FAILED", "PROVISIONING_TIMEOUT: no voice"));
        session.Server.Then(how switch
        {
            "400" => [IvrAnswers.Refused()],
            "403" => [ScriptedAnswer.Json(403, """{"message":"no"}""")],
            "524, not taken on" => [ScriptedAnswer.Status(524), Jobs("job-1")],
            _ => [ScriptedAnswer.Reset(), Jobs("job-1")],
        });
        session.Server.Then(RolledBack);

        var (result, failure) = await PublishAsync(session);

        Assert.Equal((IvrDeploymentStatus.RolledBack, "job-1"), (result.Status, result.JobId));
        Assert.Equal(CxErrors.DeploymentRolledBack, failure!.Definition);
        Assert.Contains("job-1", failure.Message, StringComparison.Ordinal);
        Assert.Contains(failure.InnerException!.Message, failure.Message, StringComparison.Ordinal);

        // The list has decided the outcome, so the failure is not reported as unknown.
        Assert.IsNotType<CxUnknownOutcomeException>(failure.InnerException);
        Assert.DoesNotContain(CxHint.FindJob.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Equal(how.EndsWith("not taken on", StringComparison.Ordinal),
            failure.InnerException is CxRequestException { InnerException: CxUnknownOutcomeException });
        Assert.Equal(
            [AuditOutcome.Started, AuditOutcome.Started, AuditOutcome.RolledBack], Records(session).Select(record => record.Outcome));
    }

    [Theory]
    [InlineData("newer job")]
    [InlineData("list cannot be read")]
    [InlineData("list without the job")]
    public async Task A_resubmission_that_may_have_been_accepted_does_not_roll_the_failed_job_back_and_names_it(string how)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = 0 });
        session.Server.Then(
            IvrAnswers.Taken(),
            IvrAnswers.Job("FAILED", "PROVISIONING_TIMEOUT: no voice"),
            ScriptedAnswer.Reset(),
            how switch
            {
                "newer job" => Jobs("job-2", "job-1"),
                "list cannot be read" => ScriptedAnswer.Status(503),
                _ => Jobs("job-7"),
            });

        var error = await Assert.ThrowsAsync<CxUnknownOutcomeException>(() => PublishAsync(session));

        Assert.Contains(IvrMessages.NotRolledBack("job-1"), error.Message, StringComparison.Ordinal);
        Assert.Equal(CxHint.FindNewerJob("job-1").ToString(), error.RecommendedAction);
        Assert.Equal(AuditOutcome.Unknown, Records(session)[^1].Outcome);
    }

    [Fact]
    public async Task A_400_of_the_token_endpoint_is_not_a_rejected_deployment()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Clock.Advance(TimeSpan.FromHours(2));
        session.Server.Then(ScriptedAnswer.Json(400, """{"error":"invalid_client"}"""));

        var error = await Assert.ThrowsAsync<CxRequestException>(() => PublishAsync(session));

        Assert.Equal(CxErrors.CredentialRefused, error.Definition);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], Records(session).Select(record => record.Outcome));
    }

    [Fact]
    public async Task The_record_of_a_deployment_contains_its_test_cases()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(IvrAnswers.Simulated(), IvrAnswers.Taken());
        var testCase = new IvrTestCase { Name = "sales", Input = ["1"], ExpectEnd = "sales" };

        await PublishAsync(
            session,
            Request with
            {
                SkipSimulation = false, TestCases = [testCase], NoWait = true, SkipValidation = [IvrValidationCheck.TtsResourceLimits]
            });

        var details = Records(session)[^1].Details!.Value;
        var tested = Assert.Single(details.GetProperty("simulations").EnumerateArray());
        Assert.Equal(
            ("d-1", "sales", "1", "sales", true),
            (
                Text(tested, "ivrDefinitionId"),
                Text(tested, "name"),
                tested.GetProperty("input")[0].GetString(),
                Text(tested, "expectEnd"),
                tested.GetProperty("isValid").GetBoolean()));
        Assert.Equal(["menu", "sales"], tested.GetProperty("actualPath").EnumerateArray().Select(node => node.GetString()));
        Assert.Equal("TtsResourceLimits", details.GetProperty("skippedValidation")[0].GetString());

        static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
    }

    private static ScriptedAnswer Jobs(params string[] ids) => ScriptedAnswer.Json(
        200,
        $$"""{"entities":[{{string.Join(',', ids.Select(id => $$"""{"jobId":"{{id}}","status":"FAILED","ivrDefinitionIds":["d-1"],"targetEnvironment":"staging"}"""))}}],"total":{{ids.Length}},"page":1,"pageSize":25}""");

    private static async Task<CxOutcome<IvrDeploymentResult>> PublishAsync(TestSession session, IvrDeploymentRequest? request = null)
    {
        var publishing = IvrDeployer.PublishAsync(session.Connection, request ?? Request, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(publishing);
        return await publishing;
    }

    private static List<AuditRecord> Records(TestSession session) => [.. session.Connection.AuditLog.Read(NullCxLog.Instance)];
}
