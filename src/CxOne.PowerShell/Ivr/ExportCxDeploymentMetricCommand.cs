using System.Management.Automation;
using CxOne.Ivr;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>Exports the metrics that the tenant recorded for deployments.</summary>
[Cmdlet(VerbsData.Export, "CxDeploymentMetric", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(IvrDeploymentMetric))]
public sealed class ExportCxDeploymentMetricCommand : IvrJobCmdlet
{
    /// <summary>Initializes a new instance of the <see cref="ExportCxDeploymentMetricCommand"/> class.</summary>
    public ExportCxDeploymentMetricCommand()
        : base(timeoutSec: 120)
    {
    }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("TargetEnvironment")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var polling = Polling;
        var environment = string.IsNullOrEmpty(Environment) ? null : Environment;
        RunForEach(
            JobId.Where(id => ShouldProcess(IvrCmdletMessages.JobTarget(id, $"{connection}"), IvrCmdletMessages.ExportAction)).ToList(),
            async (id, pipeline, token) =>
                await pipeline.WriteAsync(
                    await IvrMetrics.ExportAsync(
                        connection, id, environment, polling, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
