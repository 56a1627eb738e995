using System.Management.Automation;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.Reports;

namespace CxOne.PowerShell.Reports;

/// <summary>Writes deployments and simulated calls as one page in a file.</summary>
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

    /// <summary>What Publish-CxIvrDeployment or Invoke-CxIvrSimulation has given.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>Definitions to draw; those that are not given are read from the tenant.</summary>
    [Parameter]
    [ValidateNotNull]
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
                            [$"An object of type {other?.GetType().Name ?? "null"} is neither the result of Publish-CxIvrDeployment nor of "
                                + $"Invoke-CxIvrSimulation; copies from a file or another process are not."],
                            other),
                        item));
                    break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_deployments.Count + _simulations.Count == 0 || !ShouldWrite(_fullPath, "Write a report"))
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
