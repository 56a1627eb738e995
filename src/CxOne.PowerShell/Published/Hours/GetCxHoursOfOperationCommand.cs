using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Reads hours of operation: all profiles, or by id or name.</summary>
[Cmdlet(VerbsCommon.Get, "CxHoursOfOperation")]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(HoursOfOperation))]
public sealed class GetCxHoursOfOperationCommand : NamedObjectCmdlet<HoursOfOperation>
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(HoursOfOperationCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteObjects(ObjectSources.HoursOfOperation, Id);
    }
}
