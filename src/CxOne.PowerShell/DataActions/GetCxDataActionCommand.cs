using System.Management.Automation;
using CxOne.DataActions;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.DataActions;

/// <summary>Reads data actions: all, by id, or by name. A name without wildcards is exact and must occur once.</summary>
[Cmdlet(VerbsCommon.Get, "CxDataAction", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DataAction))]
public sealed class GetCxDataActionCommand : CxConnectedCmdlet
{
    private const string NameSet = "Name";
    private const string IdSet = "Id";

    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DataActionNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DataActionCompleter))]
    public string[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        if (ParameterSetName == IdSet)
        {
            RunForEach(
                Id,
                async (id, pipeline, token) => await pipeline.WriteAsync(
                    await DataActionReader.GetAsync(connection, id, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
            return;
        }

        if (Name is null)
        {
            Run(async (pipeline, token) =>
            {
                await foreach (var page in DataActionReader.ListAsync(connection, pipeline, token).ConfigureAwait(false))
                {
                    await pipeline.WriteAsync(page.Items).ConfigureAwait(false);
                }
            });
            return;
        }

        // Only the whole list shows whether a name occurs twice. It is read once for all names.
        List<DataAction>? actions = null;
        Run(async (pipeline, token) =>
        {
            List<DataAction> all = [];
            await foreach (var page in DataActionReader.ListAsync(connection, pipeline, token).ConfigureAwait(false))
            {
                all.AddRange(page.Items);
            }

            actions = all;
        });
        if (actions is not null)
        {
            var names = new DataActionNames(actions, connection.TenantId);
            RunForEach(Name, async (name, pipeline, _) => await pipeline.WriteAsync(
                NamePatterns.Wildcard(name) is { } pattern
                    ? actions.Where(action => pattern.IsMatch(action.Name ?? string.Empty))
                    : [names.Find(name)]).ConfigureAwait(false));
        }
    }
}
