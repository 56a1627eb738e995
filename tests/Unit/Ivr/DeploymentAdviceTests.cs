using CxOne.Errors;
using CxOne.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Ivr;

public sealed class DeploymentAdviceTests
{
    private static readonly IvrDeploymentRequest Request = new()
    {
        IvrDefinitionId = ["d-1"],
        TargetEnvironment = "staging",
        SkipSimulation = true,
        RollbackOnFailure = false,
        MaximumRedeployCount = 0,
        Polling = new IvrPolling(TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(5)),
    };

    [Fact]
    public async Task A_rejected_environment_is_not_mended_in_the_definition()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            400, """{"message":"Invalid.","errors":[{"field":"targetEnvironment","code":"NOT_ALLOWED","message":"Not that one."}]}"""));

        var (_, failure) = await IvrDeployer.PublishAsync(session.Connection, Request, session.Log, CancellationToken.None);

        Assert.Equal(CxErrors.DeploymentRejected, failure!.Definition);
        Assert.Equal(CxHint.CorrectEnvironment.ToString(), failure.RecommendedAction);
    }

    [Fact]
    public async Task A_rejected_node_names_its_definition()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            400,
            """{"message":"Invalid.","errors":[{"ivrDefinitionId":"d-1","nodeId":"menu-1","code":"OVERLAPPING_DTMF","message":"Twice."}]}"""));

        var (_, failure) = await IvrDeployer.PublishAsync(session.Connection, Request, session.Log, CancellationToken.None);

        Assert.Equal(CxVocabulary.Current.RecommendedAction(CxErrors.DeploymentRejected), failure!.RecommendedAction);
        Assert.Equal("d-1", Assert.Single(((IvrDeploymentException)failure).Errors).IvrDefinitionId);
        Assert.Contains("definition 'd-1', node 'menu-1'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PROVISIONING_TIMEOUT: voices", true)]
    [InlineData("dependencyResolutionError: queue", false)]
    public void A_job_that_ran_out_of_time_is_deployed_again_and_not_corrected(string reason, bool isLater)
    {
        var error = IvrDeployments.FailureOf(new IvrDeploymentJob
        {
            JobId = "job-1", Status = IvrDeploymentStatus.Failed, FailureReason = reason
        });

        Assert.Equal(CxErrors.DeploymentFailed, error!.Definition);
        Assert.Equal(isLater, error.RecommendedAction == CxHint.DeployLater.ToString());
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_checked_and_not_an_id()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(404, """{"message":"Nothing here."}"""), ScriptedAnswer.Json(404, """{"message":"No."}"""));

        var path = await session.FailAsync<CxRequestException>(TestSession.Get());
        var id = await session.FailAsync<CxRequestException>(TestSession.Get() with { Item = "thing-7" });

        Assert.Equal(CxErrors.ObjectNotFound, path.Definition);
        Assert.NotEqual(path.RecommendedAction, id.RecommendedAction);
        Assert.Equal(CxVocabulary.Current.RecommendedAction(CxErrors.ObjectNotFound), id.RecommendedAction);
    }
}
