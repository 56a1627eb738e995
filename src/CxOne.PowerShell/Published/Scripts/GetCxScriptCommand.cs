using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Reads the tenant's Studio scripts: the list, or the scripts themselves.</summary>
[Cmdlet(VerbsCommon.Get, "CxScript")]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(TenantScript))]
public sealed class GetCxScriptCommand : NamedObjectCmdlet<TenantScript>
{
    private ScriptFolderReader? _folders;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Name")]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Folder { get; set; } = [];

    [Parameter]
    [ValidateRange(1, 99)]
    [StrictNumber(IsWhole = true)]
    public int? MediaType { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] ModifiedBy { get; set; } = [];

    [Parameter]
    [IsoTime]
    public DateTime? ModifiedAfter { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] LockedBy { get; set; } = [];

    [Parameter]
    public SwitchParameter Body { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (Name is null && MyInvocation.ExpectingInput)
        {
            // The piped object has no name: to return all scripts instead would be a surprise.
            return;
        }

        var connection = Tenant;
        DateTimeOffset? after = ModifiedAfter is { } time ? Moment.Of(time) : null;
        var modifiers = NamePatterns.From(ModifiedBy);
        var selection = new ScriptSelection
        {
            Names = Name ?? [],
            Folders = Folder,
            Query = new TenantScriptQuery { MediaTypeId = MediaType, ModifiedAfter = after },
            Filter = script => (MediaType is null || script.MediaTypeId == MediaType)
                && (after is null || script.ModifyDate >= after)
                && modifiers.Match(script.ModifiedBy),
        };
        _folders ??= new ScriptFolderReader { IsRequired = LockedBy.Length > 0 };
        Run(async (pipeline, token) =>
        {
            await foreach (var page in selection.ReadAsync(connection, pipeline, token).ConfigureAwait(false))
            {
                await WriteAsync(connection, page, pipeline, token).ConfigureAwait(false);
            }
        });
    }

    private async Task WriteAsync(
        CxConnection connection, IReadOnlyList<TenantScript> page, CxPipeline pipeline, CancellationToken token)
    {
        var holders = NamePatterns.From(LockedBy);
        List<TenantScript> scripts = [];
        foreach (var script in page)
        {
            var complete = await _folders!.CompleteAsync(connection, script, pipeline, token).ConfigureAwait(false);
            if (LockedBy.Length == 0 || (complete.LockedBy is { } holder && holders.Match(holder)))
            {
                scripts.Add(complete);
            }
        }

        if (!Body)
        {
            await pipeline.WriteAsync(scripts).ConfigureAwait(false);
            return;
        }

        await foreach (var (script, read) in TenantScriptReader.ReadBodiesAsync(connection, scripts, pipeline, token).ConfigureAwait(false))
        {
            try
            {
                await pipeline.WriteAsync(await read.ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
            {
                await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, script.Name)).ConfigureAwait(false);
            }
        }
    }
}
