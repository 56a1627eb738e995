using System.Management.Automation;
using CxOne.Connection;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>Gets deployment jobs by id, or all of them, newest first.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsCommon.Get, "CxIvrDeployment", DefaultParameterSetName = IdSet)]
[OutputType(typeof(IvrDeploymentJob))]
public sealed class GetCxIvrDeploymentCommand : NamedObjectCmdlet<IvrDeploymentJob>
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

    [Parameter(Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("JobId", "Id")]
    [ArgumentCompleter(typeof(IvrDeploymentCompleter))]
    public string[]? JobId { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (ParameterSetName == IdSet)
        {
            WriteObjects(ObjectSources.IvrDeployments, JobId);
            return;
        }

        var connection = Tenant;
        Run(async (pipeline, token) =>
        {
            await foreach (var page in IvrDeployments.ListAsync(connection, Environment, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(page.Items).ConfigureAwait(false);
            }
        });
    }
}
