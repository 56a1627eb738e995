using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.PowerShell.Studio;
using CxOne.Published;
using CxOne.Reports;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;
using CxOne.Studio.Simulation;

namespace CxOne.PowerShell.Reports;

/// <summary>Draws IVR definitions and Studio scripts as Mermaid text or as a self-contained HTML page.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(
    VerbsData.ConvertTo,
    "CxIvrDiagram",
    DefaultParameterSetName = ObjectSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ConvertToCxIvrDiagramCommand : PageCmdlet
{
    private const string ObjectSet = "Object";
    private const string IdSet = "Id";
    private const string ScriptSet = "Script";
    private readonly List<(IvrDefinition Definition, IvrSimulationResult? Simulation)> _diagrams = [];
    private readonly List<(ScriptGraph Script, ScriptCoverage? Coverage)> _scripts = [];
    private readonly HashSet<string> _drawn = new(StringComparer.Ordinal);
    private readonly ExactNames<IvrDefinition> _names = new(ObjectSources.IvrDefinitions);
    private string? _fullPath;

    /// <summary>
    /// Gets or sets a definition, a simulated call (its definition is read from the tenant), a definition id or the file of a Studio
    /// script.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = IdSet)]
    [Alias("Id", "IvrDefinitionId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDefinitionCompleter))]
    public string[] DefinitionId { get; set; } = [];

    /// <summary>Gets or sets files or folders of Studio scripts.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ScriptSet)]
    [ValidateNotNullOrEmpty]
    public string[] ScriptPath { get; set; } = [];

    /// <summary>Gets or sets the exits that calls took in Studio scripts, such as the coverage of test results.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ObjectSet)]
    [ValidateNotNull]
    [Originals("Invoke-CxScriptSimulation")]
    public ScriptCoverage[] Coverage { get; set; } = [];

    /// <summary>Gets or sets simulated calls. Each of them is drawn as a diagram of its definition with its path.</summary>
    [Parameter]
    [ValidateNotNull]
    [Originals("Invoke-CxIvrSimulation")]
    public IvrSimulationResult[] Simulation { get; set; } = [];

    [Parameter]
    [Alias("FilePath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _fullPath = Guard(() =>
    {
        // PowerShell converts a hashtable into an empty result, which has no definition.
        CxValidationException.ThrowIfAny(
            Simulation.Any(call => string.IsNullOrEmpty(call?.IvrDefinitionId))
                ? [ReportsCmdletMessages.SimulationForeign]
                : []);
        if (Path is not null)
        {
            return PageFile.Resolve(this, Path);
        }

        CxValidationException.ThrowIfAny([.. new[] { nameof(Force), nameof(NoClobber), nameof(PassThru) }
            .Where(MyInvocation.BoundParameters.ContainsKey).Select(ReportsCmdletMessages.RequiresPath)]);
        return null;
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == IdSet)
        {
            Read(DefinitionId, null);
            return;
        }

        if (ParameterSetName == ScriptSet)
        {
            foreach (var path in ScriptPath)
            {
                DrawScripts(path);
            }

            return;
        }

        foreach (var item in PipelineRows.Of(InputObject))
        {
            Draw(item);
        }
    }

    private void Draw(PSObject item)
    {
        switch (item.BaseObject)
        {
            case IvrDefinition definition:
                Run((pipeline, _) => DrawAsync(definition, null, pipeline));
                break;
            case IvrSimulationResult simulation:
                Read([simulation.IvrDefinitionId], simulation);
                break;
            case FileInfo file:
                DrawScript(file.FullName);
                break;
            case TenantScript { Script: { } script }:
                DrawScript(new ScriptGraph(script, ActionCatalogue.BuiltIn));
                break;
            case TenantScript script:
                WriteError(ErrorRecords.From(
                    new CxValidationException([StudioCmdletMessages.ScriptWithoutBody(script.Name)], script.Name), script.Name));
                break;
            case string { Length: > 0 } id:
                Read([id], null);
                break;
            case var other:
                WriteError(ErrorRecords.From(
                    new CxValidationException(
                        [ReportsCmdletMessages.NotDiagramInput(other.GetType().Name)], other),
                    item));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        foreach (var id in Simulation
            .Select(simulation => simulation.IvrDefinitionId)
            .Where(id => !_drawn.Contains(id))
            .Distinct(StringComparer.Ordinal))
        {
            WriteWarning(ReportsCmdletMessages.NotDrawn(id));
        }

        if (_fullPath is not null && _diagrams.Count + _scripts.Count > 0 && ShouldWrite(_fullPath, ReportsCmdletMessages.WriteDiagrams))
        {
            WritePage(_fullPath, IvrDiagramPage.ToHtml(_diagrams, _scripts, TimeProvider.System.GetUtcNow()));
        }
    }

    private void DrawScripts(string path)
    {
        try
        {
            foreach (var file in ScriptFiles.Find(this, path, nameof(ScriptPath)))
            {
                DrawScript(file);
            }
        }
        catch (CxException exception)
        {
            WriteError(ErrorRecords.From(exception, path));
        }
    }

    private void DrawScript(string file)
    {
        try
        {
            DrawScript(ScriptFiles.Script(file, ActionCatalogue.BuiltIn));
        }
        catch (CxException exception)
        {
            WriteError(ErrorRecords.From(exception, file));
        }
    }

    private void DrawScript(ScriptGraph graph)
    {
        var coverage = Coverage.Length == 0 ? null : ScriptCoverage.Merge(Coverage);
        if (_fullPath is not null)
        {
            _scripts.Add((graph, coverage));
        }
        else
        {
            WriteObject(ScriptDiagram.ToMermaid(graph, coverage));
        }
    }

    private void Read(IEnumerable<string> ids, IvrSimulationResult? simulation)
    {
        var connection = Tenant;
        RunForEach(ids, async (id, pipeline, token) =>
            await DrawAsync(
                await IvrDefinitions.GetAsync(
                    connection,
                    simulation is null ? await _names.ResolveAsync(connection, id, pipeline, token).ConfigureAwait(false) : id,
                    pipeline,
                    token).ConfigureAwait(false),
                simulation,
                pipeline).ConfigureAwait(false));
    }

    private async Task DrawAsync(IvrDefinition definition, IvrSimulationResult? simulation, CxPipeline pipeline)
    {
        _drawn.Add(definition.Id);
        List<IvrSimulationResult?> calls = simulation is null
            ? [.. Simulation.Where(call => call.IvrDefinitionId == definition.Id)]
            : [simulation];
        if (calls.Count == 0)
        {
            calls.Add(null);
        }

        foreach (var call in calls)
        {
            if (_fullPath is not null)
            {
                _diagrams.Add((definition, call));
            }
            else
            {
                await pipeline.WriteAsync(IvrDiagram.ToMermaid(definition, call)).ConfigureAwait(false);
            }
        }
    }
}
