using System.Management.Automation;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>Gets deployment jobs by id, or all of them, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "CxIvrDeployment", DefaultParameterSetName = ListSet)]
[OutputType(typeof(IvrDeploymentJob))]
public sealed class GetCxIvrDeploymentCommand : CxConnectedCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDeploymentCompleter))]
    public string[] JobId { get; set; } = [];

    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        if (ParameterSetName == IdSet)
        {
            RunForEach(
                JobId,
                async (id, pipeline, token) => await pipeline.WriteAsync(
                    await IvrDeployments.GetAsync(connection, id, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
            return;
        }

        Run(async (pipeline, token) =>
        {
            await foreach (var page in IvrDeployments.ListAsync(connection, Environment, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(page.Items).ConfigureAwait(false);
            }
        });
    }
}
