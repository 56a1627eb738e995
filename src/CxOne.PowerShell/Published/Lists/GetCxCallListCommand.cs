using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Reads call lists with their counts: all of them, or by id or name.</summary>
[Cmdlet(VerbsCommon.Get, "CxCallList")]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(CallList))]
public sealed class GetCxCallListCommand : NamedObjectCmdlet<CallList>
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(CallListCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteObjects(ObjectSources.CallLists, Id);
    }
}
