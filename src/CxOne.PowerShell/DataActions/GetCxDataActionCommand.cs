using System.Management.Automation;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.DataActions;

/// <summary>Reads data actions: all of them, or by id or name.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsCommon.Get, "CxDataAction", DefaultParameterSetName = IdSet)]
[OutputType(typeof(DataAction))]
public sealed class GetCxDataActionCommand : NamedObjectCmdlet<DataAction>
{
    private const string IdSet = "Id";
    private const string NameSet = "Name";

    [Parameter(Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(DataActionAnyCompleter))]
    public string[]? Id { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DataActionNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (Name is not null)
        {
            WriteNamed(ObjectSources.DataActions, Name);
        }
        else
        {
            WriteObjects(ObjectSources.DataActions, Id);
        }
    }
}
