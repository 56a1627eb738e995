using System.Management.Automation;
using CxOne.Errors;
using CxOne.Ivr;

namespace CxOne.PowerShell.Ivr;

/// <summary>Waits until deployment jobs have ended, in whatever state.</summary>
[Cmdlet(VerbsLifecycle.Wait, "CxIvrDeployment")]
[OutputType(typeof(IvrDeploymentJob))]
public sealed class WaitCxIvrDeploymentCommand : IvrJobCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var polling = Polling;
        RunForEach(JobId, async (id, pipeline, token) =>
        {
            var job = await IvrDeployments.WaitAsync(connection, id, polling, pipeline, token).ConfigureAwait(false);
            await pipeline.WriteAsync(job).ConfigureAwait(false);

            // An object and an error: a script that waits must stop at a deployment that
            // is not there. A roll-back that was waited for is no failure.
            if (job.Status == IvrDeploymentStatus.Failed)
            {
                throw new CxException(
                    CxErrors.DeploymentFailed,
                    $"The deployment of {string.Join(", ", job.IvrDefinitionId)} to {job.TargetEnvironment} (job "
                        + $"{job.JobId}) failed: {job.FailureReason ?? "no reason given"}.",
                    job.JobId);
            }
        });
    }
}
