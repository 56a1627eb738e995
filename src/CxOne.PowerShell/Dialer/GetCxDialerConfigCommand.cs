using System.Management.Automation;
using CxOne.Dialer;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Dialer;

/// <summary>Reads dialer configurations with their versions, by id or all of them.</summary>
[Cmdlet(VerbsCommon.Get, "CxDialerConfig")]
[OutputType(typeof(DialerConfig))]
public sealed class GetCxDialerConfigCommand : CxConnectedCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DialerConfigCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        if (Id is not null)
        {
            RunForEach(
                Id,
                async (id, pipeline, token) => await pipeline.WriteAsync(
                    await DialerConfigReader.GetAsync(connection, id, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
            return;
        }

        Run(async (pipeline, token) =>
        {
            await foreach (var page in DialerConfigReader.ListAsync(connection, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(page.Items).ConfigureAwait(false);
            }
        });
    }
}
