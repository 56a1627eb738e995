using System.Management.Automation;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>Exports what the tenant measured of deployments.</summary>
[Cmdlet(VerbsData.Export, "CxDeploymentMetric", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(IvrDeploymentMetric))]
public sealed class ExportCxDeploymentMetricCommand : CxConnectedCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDeploymentCompleter))]
    public string[] JobId { get; set; } = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("TargetEnvironment")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 120;

    [Parameter]
    [ValidateRange(0.01, 3600.0)]
    public double? PollingIntervalSec { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var polling = Polling.From(TimeoutSec, PollingIntervalSec);
        var environment = string.IsNullOrEmpty(Environment) ? null : Environment;
        RunForEach(JobId.Where(id => ShouldProcess($"{id} on {connection}", "Start an export job for deployment metrics")).ToList(), async (id, pipeline, token) =>
            await pipeline.WriteAsync(await IvrMetrics.ExportAsync(connection, id, environment, polling, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
