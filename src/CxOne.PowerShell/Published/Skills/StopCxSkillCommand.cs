using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.Skills;

namespace CxOne.PowerShell.Published;

/// <summary>Stops the dialers of skills and waits until the tenant shows it. Active calls are completed unless -Force is given.</summary>
[Cmdlet(VerbsLifecycle.Stop, "CxSkill", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(SkillRunUpdate))]
public sealed class StopCxSkillCommand : SkillRunCmdlet
{
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Run(Force ? PublishedCmdletMessages.StopForced : PublishedCmdletMessages.StopAction, Force, SkillRunner.StopAsync);
}
