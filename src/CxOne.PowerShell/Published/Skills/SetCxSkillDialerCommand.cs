using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.Skills;

namespace CxOne.PowerShell.Published;

/// <summary>Changes exactly the named members of the dialers of skills, after a comparison with the rules of a regulator.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "CxSkillDialer",
    DefaultParameterSetName = IdSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(SkillDialerUpdate))]
public sealed class SetCxSkillDialerCommand : SkillDialerCmdlet
{
    [Parameter]
    [ValidateRange(0, 1000)]
    [StrictNumber(IsWhole = true)]
    public int ConflictRetryCount { get; set; } = 3;

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var changes = Approve(
            Changes(ConflictRetryCount),
            change => PublishedCmdletMessages.Target(change.Id, connection.ToString()),
            change => PublishedCmdletMessages.Set(change.ToString()),
            async (change, pipeline, token) =>
            {
                var resolved = await ResolveAsync(connection, change, pipeline, token).ConfigureAwait(false);
                var check = await SkillDialerEditor.PreviewAsync(connection, resolved, pipeline, token).ConfigureAwait(false);
                return PublishedCmdletMessages.Guarded(ChangeTexts.Of("Set", check.Changes), check.Guard?.ToString());
            });
        RunForEach(changes, async (change, pipeline, token) =>
        {
            var resolved = await ResolveAsync(connection, change, pipeline, token).ConfigureAwait(false);
            var update = await SkillDialerEditor.SetAsync(connection, resolved, pipeline, token).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }
}
