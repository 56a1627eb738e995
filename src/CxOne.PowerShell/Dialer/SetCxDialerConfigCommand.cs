using System.Management.Automation;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Dialer;

/// <summary>Changes exactly the named members and merges the change with those of other clients.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(
    VerbsCommon.Set,
    "CxDialerConfig",
    DefaultParameterSetName = ObjectSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DialerConfigUpdate))]
public sealed class SetCxDialerConfigCommand : DialerConfigCmdlet
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
            change => DialerCmdletMessages.Target(change.Id, connection.ToString()),
            change => DialerCmdletMessages.Set(change.ToString()),
            async (change, pipeline, token) =>
            {
                var named = await WithCampaignAsync(connection, change, pipeline, token).ConfigureAwait(false);
                var preview = await DialerConfigEditor.PreviewAsync(connection, named, pipeline, token).ConfigureAwait(false);
                return ChangeTexts.Of("Set", preview.Changes);
            });
        RunForEach(changes, async (change, pipeline, token) =>
        {
            var named = await WithCampaignAsync(connection, change, pipeline, token).ConfigureAwait(false);
            var update = await DialerConfigEditor.SetAsync(connection, named, pipeline, token).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }
}
