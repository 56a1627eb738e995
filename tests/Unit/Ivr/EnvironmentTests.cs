using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Ivr;

public sealed class EnvironmentTests
{
    [Theory]
    [InlineData("production", null, true)]
    [InlineData("PROD", null, true)]
    [InlineData("staging", null, false)]
    [InlineData("Live", "blue; live", true)]
    [InlineData("green", "blue,green", true)]
    [InlineData("pro", "blue", false)]
    public void Production_environments_have_a_usual_name_or_one_of_the_variable(string name, string? variable, bool expected)
        => Assert.Equal(expected, ProductionEnvironments.Contains(name, variable));

    [Fact]
    public async Task A_usual_name_is_not_looked_up()
    {
        await using var session = await TestSession.ConnectAsync();
        var before = session.Sent.Count;

        await IvrEnvironments.RequireKnownAsync("staging", new IvrApi(session.Client, session.Log), CancellationToken.None);

        Assert.Equal(before, session.Sent.Count);
    }

    [Theory]
    [InlineData("prodution", "production")]
    [InlineData("Staging", "staging")]
    [InlineData("uta", "uat")]
    public async Task A_name_that_resembles_a_known_one_is_refused_before_anything_is_simulated(string name, string meant)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Jobs("uat"));
        var before = session.Sent.Count;

        var error = await Assert.ThrowsAsync<CxException>(() => IvrDeployer.PublishAsync(
            session.Connection,
            new IvrDeploymentRequest { IvrDefinitionId = ["d-1"], TargetEnvironment = name },
            session.Log,
            CancellationToken.None));

        Assert.Equal(CxErrors.EnvironmentUnknown, error.Definition);
        Assert.Contains($"'{meant}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(before + 1, session.Sent.Count);
    }

    [Theory]
    [InlineData("uat")]
    [InlineData("preview-7")]
    public async Task A_name_that_was_deployed_to_or_resembles_no_other_is_left_to_the_tenant(string name)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(Jobs("uat"));

        await IvrEnvironments.RequireKnownAsync(name, new IvrApi(session.Client, session.Log), CancellationToken.None);
    }

    private static ScriptedAnswer Jobs(string environment) => ScriptedAnswer.Json(
        200,
        "{\"entities\":[{\"jobId\":\"job-1\",\"status\":\"COMPLETED\",\"targetEnvironment\":\"" + environment + "\"}],\"total\":1}");
}
