using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Reads the dialers of outbound skills with all their parameters: all of them, or by id or name of the skill.</summary>
[Cmdlet(VerbsCommon.Get, "CxSkillDialer")]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(SkillDialer))]
public sealed class GetCxSkillDialerCommand : NamedObjectCmdlet<SkillDialer>
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(OutboundSkillCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteObjects(ObjectSources.SkillDialers, Id);
    }
}
