using System.Management.Automation;
using CxOne.Ivr;

namespace CxOne.PowerShell.Ivr;

/// <summary>Rolls deployments back to the version that was live before.</summary>
[Cmdlet(VerbsCommon.Undo, "CxIvrDeployment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(IvrDeploymentJob))]
public sealed class UndoCxIvrDeploymentCommand : IvrJobCmdlet
{
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "Rolled back by an administrator";

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
                id => $"{id} on {connection}",
                _ => "Roll back IVR deployment",
                async (id, pipeline, token) =>
                {
                    var job = await IvrDeployments.PreviewRollBackAsync(
                        connection, id, Reason, polling, pipeline, token).ConfigureAwait(false);
                    return $"Roll back IVR deployment: {string.Join(", ", job.IvrDefinitionId)} in {job.TargetEnvironment} ({job.Status})";
                }),
            async (id, pipeline, token) =>
                await pipeline.WriteAsync(
                    await IvrDeployments.RollBackAsync(
                        connection, id, Reason, polling, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
