using System.Management.Automation;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Dialer;

/// <summary>Shows the effect of a change and the rules that it breaks. Writes nothing.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsDiagnostic.Test, "CxDialerConfig", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(DialerConfigCheck))]
public sealed class TestCxDialerConfigCommand : DialerConfigCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        RunForEach(Changes(conflictRetryCount: 0), async (change, pipeline, token) =>
            await pipeline.WriteAsync(
                await DialerConfigEditor.TestAsync(
                    connection,
                    await WithCampaignAsync(connection, change, pipeline, token).ConfigureAwait(false),
                    pipeline,
                    token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
