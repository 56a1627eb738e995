using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Writes scripts of the tenant to files, in folders, with a lock file beside them.</summary>
[Cmdlet(
    VerbsData.Export, "CxScript", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(ScriptExport))]
public sealed class ExportCxScriptCommand : CxConnectedCmdlet
{
    private const string NameSet = "Name";
    private const string FolderSet = "Folder";
    private const string AllSet = "All";
    private readonly List<string> _names = [];
    private string _root = string.Empty;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = FolderSet)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Name")]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = FolderSet)]
    [ValidateNotNullOrEmpty]
    public string[] Folder { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    [Parameter(Mandatory = true, Position = 1)]
    [Alias("FilePath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    [Parameter]
    public SwitchParameter IncludePrompts { get; set; }

    [Parameter]
    public SwitchParameter AllowSecret { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _root = Guard(() => FileSystemPath.Resolve(this, Path, nameof(Path)));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (ParameterSetName == NameSet && _names.Count == 0)
        {
            // Nothing came through the pipe.
            return;
        }

        var connection = Tenant;
        if (Select(connection) is not { } selected)
        {
            return;
        }

        var (scripts, names) = selected;
        var options = new ScriptExportOptions { Force = Force, AllowsSecrets = AllowSecret };
        var exporter = Guard(() => new ScriptExporter(_root, names, options));
        var prompts = IncludePrompts ? new PromptExporter(connection, exporter) : null;
        try
        {
            if (IsPreviewed)
            {
                Preview(connection, scripts, exporter, prompts);
            }
            else
            {
                Run((pipeline, token) => ExportAsync(connection, scripts, exporter, prompts, pipeline, token));
            }
        }
        finally
        {
            // Also after Ctrl+C: what was written belongs into the lock file.
            SaveLock(exporter);
        }
    }

    /// <summary>The scripts to export, and the names of all scripts. Entries of the list are small; bodies are read one by one.</summary>
    /// <returns><see langword="null"/> if the list could not be read to its end.</returns>
    private (List<TenantScript> Scripts, List<string> Names)? Select(CxConnection connection)
    {
        var isComplete = false;
        List<TenantScript> scripts = [];
        List<string> names = [];
        var selection = new ScriptSelection { Names = [.. _names], Folders = Folder, OnListed = names.Add };
        Run(async (pipeline, token) =>
        {
            await foreach (var page in selection.ReadAsync(connection, pipeline, token).ConfigureAwait(false))
            {
                scripts.AddRange(page);
            }

            isComplete = true;
        });
        return isComplete ? (scripts, names) : null;
    }

    private async Task ExportAsync(
        CxConnection connection,
        List<TenantScript> scripts,
        ScriptExporter exporter,
        PromptExporter? prompts,
        CxPipeline pipeline,
        CancellationToken token)
    {
        var done = 0;
        await foreach (var (script, read) in TenantScriptReader.ReadBodiesAsync(connection, scripts, pipeline, token).ConfigureAwait(false))
        {
            try
            {
                var plan = exporter.Plan(await read.ConfigureAwait(false));
                await WriteAsync(exporter.Apply(plan), pipeline).ConfigureAwait(false);
                await ExportPromptsAsync(prompts, plan, pipeline, token).ConfigureAwait(false);
            }
            catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
            {
                await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, script.Name)).ConfigureAwait(false);
            }

            done++;
            pipeline.Progress(new CxProgress(MyInvocation.MyCommand.Name, PublishedCmdletMessages.Exported(done, scripts.Count))
            {
                PercentComplete = 100 * done / scripts.Count,
                ItemsCompleted = done,
                ItemsTotal = scripts.Count,
                IsCompleted = done == scripts.Count,
            });
        }
    }

    /// <summary>Shows or asks about each file. The scripts are read, so that what the export would refuse is the same error.</summary>
    private void Preview(CxConnection connection, List<TenantScript> scripts, ScriptExporter exporter, PromptExporter? prompts)
    {
        foreach (var script in scripts)
        {
            ScriptExportPlan? plan = null;
            RunForEach([script.Name], async (_, pipeline, token) =>
            {
                var reads = TenantScriptReader.ReadBodiesAsync(connection, [script], pipeline, token);
                await foreach (var (_, read) in reads.ConfigureAwait(false))
                {
                    plan = exporter.Plan(await read.ConfigureAwait(false));
                }
            });
            if (plan is not null
                && (plan.Status == ScriptExportStatus.Unchanged
                    || ShouldProcess(
                        plan.Path, PublishedCmdletMessages.ExportAction(script.Name, plan.Status == ScriptExportStatus.Created))))
            {
                RunForEach([script.Name], async (_, pipeline, token) =>
                {
                    if (plan.Status != ScriptExportStatus.Unchanged || !IsWhatIf)
                    {
                        await WriteAsync(exporter.Apply(plan), pipeline).ConfigureAwait(false);
                        await ExportPromptsAsync(prompts, plan, pipeline, token).ConfigureAwait(false);
                    }
                });
            }
        }
    }

    private static async Task ExportPromptsAsync(
        PromptExporter? prompts, ScriptExportPlan plan, CxPipeline pipeline, CancellationToken token)
    {
        foreach (var name in prompts?.Find(plan.Script.Script!) ?? [])
        {
            try
            {
                await prompts!.ExportAsync(name, pipeline, token).ConfigureAwait(false);
            }
            catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
            {
                await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, name)).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(ScriptExport export, CxPipeline pipeline)
    {
        pipeline.Verbose(PublishedCmdletMessages.ExportDone(export.Name, export.Status, export.Path));
        if (PassThru)
        {
            await pipeline.WriteAsync(export).ConfigureAwait(false);
        }
    }

    private void SaveLock(ScriptExporter exporter)
    {
        if (IsWhatIf)
        {
            return;
        }

        try
        {
            exporter.SaveLock();
        }
        catch (CxException exception)
        {
            if (Stopping)
            {
                // A stopped pipeline accepts no error.
                Host?.UI?.WriteWarningLine(TerminalText.Message(exception.Message));
            }
            else
            {
                WriteError(ErrorRecords.From(exception, Path));
            }
        }
    }
}
