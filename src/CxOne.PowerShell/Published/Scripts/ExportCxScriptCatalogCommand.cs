using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Writes the tenant's action types to a file, which checks of scripts use without a connection.</summary>
[Cmdlet(VerbsData.Export, "CxScriptCatalog", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(FileInfo))]
public sealed class ExportCxScriptCatalogCommand : CxConnectedCmdlet
{
    private string _path = string.Empty;

    [Parameter(Mandatory = true, Position = 0)]
    [Alias("FilePath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ObjectId("Name")]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _path = Guard(() =>
        {
            var path = FileSystemPath.Resolve(this, Path, nameof(Path));
            return System.IO.Path.Exists(path) && !Force
                ? throw new CxException(CxErrors.ReportExists, PublishedCmdletMessages.FileExists(path), path)
                {
                    RecommendedAction = PublishedCmdletMessages.FileExistsAction,
                }
                : path;
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        var connection = Tenant;
        if (!ShouldProcess(_path, PublishedCmdletMessages.CatalogAction))
        {
            return;
        }

        Run(async (pipeline, token) =>
        {
            var exporter = new ScriptCatalogExporter(connection, pipeline);
            await exporter.ReadAsync(ScriptCatalogExporter.BuiltInIds, token).ConfigureAwait(false);
            var selection = new ScriptSelection { Names = Name };
            await foreach (var page in selection.ReadAsync(connection, pipeline, token).ConfigureAwait(false))
            {
                await AddUsedAsync(connection, exporter, page, pipeline, token).ConfigureAwait(false);
            }

            exporter.Save(_path);
            pipeline.Verbose(PublishedCmdletMessages.CatalogDone(exporter.Count, _path));
            if (PassThru)
            {
                await pipeline.WriteAsync(new FileInfo(_path)).ConfigureAwait(false);
            }
        });
    }

    /// <summary>Adds the types of the actions in scripts. A script that cannot be read is an error about it.</summary>
    private static async Task AddUsedAsync(
        CxConnection connection,
        ScriptCatalogExporter exporter,
        IReadOnlyList<TenantScript> scripts,
        CxPipeline pipeline,
        CancellationToken token)
    {
        await foreach (var (script, read) in TenantScriptReader.ReadBodiesAsync(connection, scripts, pipeline, token).ConfigureAwait(false))
        {
            try
            {
                var body = (await read.ConfigureAwait(false)).Script!;
                var missing = await exporter.ReadAsync(ScriptCatalogExporter.IdsOf(body), token).ConfigureAwait(false);
                foreach (var action in body.Actions.Where(action => Guid.TryParse(action.LibraryId, out var id) && missing.Contains(id)))
                {
                    pipeline.Warning(PublishedCmdletMessages.ActionNotOffered(script.Name, $"{action}"));
                }
            }
            catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
            {
                await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, script.Name)).ConfigureAwait(false);
            }
        }
    }
}
