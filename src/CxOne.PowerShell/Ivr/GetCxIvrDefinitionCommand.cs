using System.Management.Automation;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>Gets IVR definitions: all of them, by id or by name.</summary>
[Cmdlet(VerbsCommon.Get, "CxIvrDefinition", DefaultParameterSetName = NameSet)]
[OutputType(typeof(IvrDefinition))]
public sealed class GetCxIvrDefinitionCommand : CxConnectedCmdlet
{
    private const string NameSet = "Name";
    private const string IdSet = "Id";

    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("IvrDefinitionId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDefinitionCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>Takes every object that is piped in, to tell the members that the tenant has added from the ones that are known.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public PSObject? PipedObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ForgetTenantMembers(PipedObject);
        var connection = Tenant;
        if (ParameterSetName == IdSet)
        {
            RunForEach(
                Id,
                async (id, pipeline, token) => await pipeline.WriteAsync(
                    await IvrDefinitions.GetAsync(connection, id, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
            return;
        }

        var patterns = NamePatterns.From(Name);
        Run(async (pipeline, token) =>
        {
            await foreach (var page in IvrDefinitions.ListAsync(connection, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(page.Items.Where(item => patterns.Match(item.Name))).ConfigureAwait(false);
            }

            foreach (var missing in patterns.Unmatched(connection.TenantId))
            {
                await pipeline.WriteErrorAsync(ErrorRecords.From(missing, null)).ConfigureAwait(false);
            }
        });
    }
}
