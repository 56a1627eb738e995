using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Reads skills: all of them, or by id or name.</summary>
[Cmdlet(VerbsCommon.Get, "CxSkill")]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(Skill))]
public sealed class GetCxSkillCommand : NamedObjectCmdlet<Skill>
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(SkillCompleter))]
    public string[]? Id { get; set; }

    [Parameter]
    public SwitchParameter Outbound { get; set; }

    [Parameter]
    public SwitchParameter Running { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteObjects(ObjectSources.Skills, Id, skill => (!Outbound || skill.IsOutbound == true) && (!Running || skill.IsRunning == true));
    }
}
