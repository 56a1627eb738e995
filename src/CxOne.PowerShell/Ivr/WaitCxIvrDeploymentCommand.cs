using System.Management.Automation;
using CxOne.Connection;
using CxOne.Ivr;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Ivr;

/// <summary>Waits until deployment jobs have reached a final state.</summary>
[ApiFamily(CxApiFamilies.Seed)]
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

            // The failure is an error as well as an object, so that a script stops. A roll-back that was waited for is no failure.
            if (IvrDeployments.FailureOf(job) is { } failure)
            {
                throw failure;
            }
        });
    }
}
