using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.Skills;

namespace CxOne.PowerShell.Published;

/// <summary>Shows the effect of a change, the rules that it breaks, and the verdict of the rule set. Writes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CxSkillDialer", DefaultParameterSetName = IdSet)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(SkillDialerCheck))]
public sealed class TestCxSkillDialerCommand : SkillDialerCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        RunForEach(Changes(conflictRetryCount: 0), async (change, pipeline, token) =>
        {
            var resolved = await ResolveAsync(connection, change, pipeline, token).ConfigureAwait(false);
            await pipeline.WriteAsync(
                await SkillDialerEditor.TestAsync(connection, resolved, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false);
        });
    }
}
