using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Releases the lock of a script: the own one, or with -Force that of another user.</summary>
[Cmdlet(VerbsCommon.Unlock, "CxScript", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(ScriptUnlock))]
public sealed class UnlockCxScriptCommand : CxConnectedCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Name")]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        foreach (var name in Name)
        {
            ScriptUnlock? found = null;
            RunForEach(
                [name],
                async (_, pipeline, token)
                    => found = await ScriptUnlocker.FindAsync(connection, name, pipeline, token).ConfigureAwait(false),
                isPlanned: true);
            if (found is null
                || (found.LockedBy is not null && !ShouldProcess(
                    PublishedCmdletMessages.Target(found.Name, connection.ToString()),
                    Force ? PublishedCmdletMessages.TakeAwayAction(found.LockedBy) : PublishedCmdletMessages.UnlockAction)))
            {
                continue;
            }

            // The answer is about this holder. A script that was free needs no answer, and nothing is sent about it.
            RunForEach([name], async (_, pipeline, token) => await pipeline.WriteAsync(
                await ScriptUnlocker.UnlockAsync(connection, found, Force, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
        }
    }
}
