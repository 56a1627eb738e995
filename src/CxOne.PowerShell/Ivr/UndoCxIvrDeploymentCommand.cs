using System.Management.Automation;
using CxOne.Connection;
using CxOne.Ivr;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Ivr;

/// <summary>Rolls deployments back to the previous version.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsCommon.Undo, "CxIvrDeployment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(IvrDeploymentJob))]
public sealed class UndoCxIvrDeploymentCommand : IvrJobCmdlet
{
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = IvrCmdletMessages.DefaultRollbackReason;

    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var polling = NoWait ? null : Polling;
        RunForEach(
            Approve(
                JobId,
                id => IvrCmdletMessages.JobTarget(id, $"{connection}"),
                _ => IvrCmdletMessages.RollBackAction,
                async (id, pipeline, token) =>
                {
                    var job = await IvrDeployments.PreviewRollBackAsync(
                        connection, id, Reason, polling, pipeline, token).ConfigureAwait(false);
                    return IvrCmdletMessages.RollBackOf(job.IvrDefinitionId, job.TargetEnvironment, job.Status);
                }),
            async (id, pipeline, token) =>
                await pipeline.WriteAsync(
                    await IvrDeployments.RollBackAsync(
                        connection, id, Reason, polling, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
