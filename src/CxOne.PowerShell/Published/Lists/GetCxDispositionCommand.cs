using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Reads dispositions: all of them, or by id or name.</summary>
[Cmdlet(VerbsCommon.Get, "CxDisposition")]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(Disposition))]
public sealed class GetCxDispositionCommand : NamedObjectCmdlet<Disposition>
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(DispositionCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteObjects(ObjectSources.Dispositions, Id);
    }
}
