using System.Management.Automation;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.Reports;

namespace CxOne.PowerShell.Reports;

/// <summary>Writes deployments and simulated calls as a self-contained HTML page.</summary>
[ApiFamily]
[Cmdlet(VerbsData.Export, "CxReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportCxReportCommand : PageCmdlet
{
    private readonly List<IvrDeploymentResult> _deployments = [];
    private readonly List<IvrSimulationResult> _simulations = [];
    private string _fullPath = string.Empty;

    [Parameter(Mandatory = true, Position = 0)]
    [Alias("FilePath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Gets or sets results of Publish-CxIvrDeployment or Invoke-CxIvrSimulation.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>Gets or sets the definitions to draw. Missing ones are read from the tenant.</summary>
    [Parameter]
    [ValidateNotNull]
    [Originals("Get-CxIvrDefinition")]
    public IvrDefinition[] Definition { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    [Parameter]
    public SwitchParameter NoDiagram { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _fullPath = Guard(() => PageFile.Resolve(this, Path));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in LanguagePrimitives.GetEnumerable(InputObject)?.Cast<object?>() ?? [InputObject])
        {
            switch (item is PSObject wrapped ? wrapped.BaseObject : item)
            {
                case IvrDeploymentResult deployment:
                    _deployments.Add(deployment);
                    break;
                case IvrSimulationResult simulation:
                    _simulations.Add(simulation);
                    break;
                case var other:
                    WriteError(ErrorRecords.From(
                        new CxValidationException(
                            [ReportsCmdletMessages.NotReportInput(other?.GetType().Name ?? "null")], other),
                        item));
                    break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_deployments.Count + _simulations.Count == 0 || !ShouldWrite(_fullPath, ReportsCmdletMessages.WriteReport))
        {
            return;
        }

        var report = new CxReport
        {
            Title = Title,
            Deployments = _deployments.ToArray(),
            Simulations = _simulations.ToArray(),
            Definitions = NoDiagram ? [] : Definition
        };
        if (!NoDiagram)
        {
            var connection = Connection ?? ConnectionStore.Current;
            Run(async (pipeline, token) =>
                report = await ReportDefinitions.CompleteAsync(report, connection, pipeline, token).ConfigureAwait(false));
        }

        WritePage(_fullPath, report.ToHtml(TimeProvider.System.GetUtcNow()));
    }
}
