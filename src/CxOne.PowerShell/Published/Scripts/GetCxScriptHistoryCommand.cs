using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Reads the saved versions of Studio scripts, the newest first.</summary>
[Cmdlet(VerbsCommon.Get, "CxScriptHistory")]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(TenantScriptVersion))]
public sealed class GetCxScriptHistoryCommand : NamedObjectCmdlet<TenantScriptVersion>
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Name")]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter]
    public SwitchParameter Body { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (Name is null && MyInvocation.ExpectingInput)
        {
            return;
        }

        var connection = Tenant;
        foreach (var name in Name ?? ["*"])
        {
            if (NamePatterns.Wildcard(name) is null)
            {
                RunForEach([name], (item, pipeline, token) => WriteAsync(connection, item, pipeline, token));
                continue;
            }

            var selection = new ScriptSelection { Names = [name] };
            Run(async (pipeline, token) =>
            {
                await foreach (var page in selection.ReadAsync(connection, pipeline, token).ConfigureAwait(false))
                {
                    foreach (var script in page)
                    {
                        await TryWriteAsync(connection, script.Name, pipeline, token).ConfigureAwait(false);
                    }
                }
            });
        }
    }

    private async Task TryWriteAsync(CxConnection connection, string name, CxPipeline pipeline, CancellationToken token)
    {
        try
        {
            await WriteAsync(connection, name, pipeline, token).ConfigureAwait(false);
        }
        catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, name)).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(CxConnection connection, string name, CxPipeline pipeline, CancellationToken token)
    {
        var versions = await TenantScriptReader.ReadHistoryAsync(connection, name, pipeline, token).ConfigureAwait(false);
        if (!Body)
        {
            await pipeline.WriteAsync(versions).ConfigureAwait(false);
            return;
        }

        foreach (var version in versions)
        {
            try
            {
                var complete = await TenantScriptReader.ReadBodyAsync(connection, version, pipeline, token).ConfigureAwait(false);
                await pipeline.WriteAsync(complete).ConfigureAwait(false);
            }
            catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
            {
                await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, version)).ConfigureAwait(false);
            }
        }
    }
}
