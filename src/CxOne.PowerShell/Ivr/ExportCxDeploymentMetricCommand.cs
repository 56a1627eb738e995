using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Rows;

namespace CxOne.PowerShell.Ivr;

/// <summary>Exports the metrics that the tenant recorded for deployments.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsData.Export, "CxDeploymentMetric", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(IvrDeploymentMetric))]
public sealed class ExportCxDeploymentMetricCommand : IvrJobCmdlet
{
    private static readonly RowColumns Columns = new([nameof(JobId), "Id", nameof(Environment), "TargetEnvironment"]);

    private RowBinder? _binder;

    /// <summary>Initializes a new instance of the <see cref="ExportCxDeploymentMetricCommand"/> class.</summary>
    public ExportCxDeploymentMetricCommand()
        : base(timeoutSec: 120)
    {
    }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("TargetEnvironment")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    [Parameter]
    [ValidateNotNull]
    public string[] IgnoreColumn { get; set; } = [];

    /// <summary>Takes every object that is piped in, to tell the members that the tenant has added from the ones that are known.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public PSObject? PipedObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _binder = new RowBinder(this, Columns);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ForgetTenantMembers(PipedObject);
        // A copy of a job or of a result, such as one of JSON, has all members that the tenant gave it.
        var isCopy = InputRow.Members(PipedObject)?.Any(member => member.Key.Equals("Status", StringComparison.OrdinalIgnoreCase)) == true;
        if (!isCopy && Guard(() => _binder!.Bind(PipedObject, IgnoreColumn)) is { Count: > 0 } unreadable)
        {
            WriteError(ErrorRecords.From(new CxValidationException(unreadable, PipedObject), PipedObject));
            return;
        }

        var connection = Tenant;
        var polling = Polling;
        var environment = string.IsNullOrEmpty(Environment) ? null : Environment;
        RunForEach(
            Approve(
                JobId,
                id => IvrCmdletMessages.JobTarget(id, $"{connection}"),
                _ => IvrCmdletMessages.ExportAction,
                async (id, pipeline, token) =>
                {
                    var exported = await IvrMetrics.PreviewAsync(
                        connection, id, environment, polling, pipeline, token).ConfigureAwait(false);
                    return IvrCmdletMessages.ExportOf(exported);
                }),
            async (id, pipeline, token) =>
                await pipeline.WriteAsync(
                    await IvrMetrics.ExportAsync(
                        connection, id, environment, polling, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
