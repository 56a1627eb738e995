using System.Management.Automation;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>Rolls deployments back to the version that was live before.</summary>
[Cmdlet(VerbsCommon.Undo, "CxIvrDeployment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(IvrDeploymentJob))]
public sealed class UndoCxIvrDeploymentCommand : CxConnectedCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDeploymentCompleter))]
    public string[] JobId { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "Rolled back by an administrator";

    [Parameter]
    public SwitchParameter NoWait { get; set; }

    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 1800;

    [Parameter]
    [ValidateRange(0.01, 3600.0)]
    public double? PollingIntervalSec { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var polling = NoWait ? null : Polling.From(TimeoutSec, PollingIntervalSec);
        RunForEach(JobId.Where(id => ShouldProcess($"{id} on {connection}", "Roll back IVR deployment")).ToList(), async (id, pipeline, token) =>
            await pipeline.WriteAsync(await IvrDeployments.RollBackAsync(connection, id, Reason, polling, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
