using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.Skills;

namespace CxOne.PowerShell.Published;

/// <summary>Starts the dialers of skills, which then place calls, and waits until the tenant shows it.</summary>
[Cmdlet(VerbsLifecycle.Start, "CxSkill", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(SkillRunUpdate))]
public sealed class StartCxSkillCommand : SkillRunCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(PublishedCmdletMessages.StartAction, force: false, SkillRunner.StartAsync);
}
