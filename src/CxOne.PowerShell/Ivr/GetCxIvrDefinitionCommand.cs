using System.Management.Automation;
using CxOne.Connection;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>Reads IVR definitions: all of them, or by id or name.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsCommon.Get, "CxIvrDefinition", DefaultParameterSetName = IdSet)]
[OutputType(typeof(IvrDefinition))]
public sealed class GetCxIvrDefinitionCommand : NamedObjectCmdlet<IvrDefinition>
{
    private const string IdSet = "Id";
    private const string NameSet = "Name";

    [Parameter(Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("IvrDefinitionId")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id", "IvrDefinitionId")]
    [ArgumentCompleter(typeof(IvrDefinitionCompleter))]
    public string[]? Id { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (Name is not null)
        {
            WriteNamed(ObjectSources.IvrDefinitions, Name);
        }
        else
        {
            WriteObjects(ObjectSources.IvrDefinitions, Id);
        }
    }
}
