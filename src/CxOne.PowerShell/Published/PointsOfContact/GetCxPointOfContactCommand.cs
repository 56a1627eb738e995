using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Reads points of contact: all of them, or by id, name or address.</summary>
[Cmdlet(VerbsCommon.Get, "CxPointOfContact")]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(PointOfContact))]
public sealed class GetCxPointOfContactCommand : NamedObjectCmdlet<PointOfContact>
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(PointOfContactCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteObjects(ObjectSources.PointsOfContact, Id);
    }
}
