using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.PowerShell.Exclusive;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Restores an earlier version of a script by saving it under its name again.</summary>
[Cmdlet(VerbsData.Restore, "CxScript", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(ScriptPublishResult))]
public sealed class RestoreCxScriptCommand : CxConnectedCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Name")]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string Name { get; set; } = string.Empty;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Version")]
    [ValidateRange(1, int.MaxValue)]
    [StrictNumber(IsWhole = true)]
    public int? ScriptId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        ScriptPublishPlan? plan = null;
        RunForEach([Name], async (name, pipeline, token) =>
        {
            var made = await ScriptRestorer.PlanAsync(connection, name, ScriptId, pipeline, token).ConfigureAwait(false);
            foreach (var line in IsPreviewed ? ScriptWriting.Describe(made, token) : [])
            {
                pipeline.Show(line);
            }

            plan = made;
        }, isPlanned: true);
        if (plan is null
            || (!plan.IsUnchanged && !ShouldProcess(
                PublishedCmdletMessages.Target(plan.Name, connection.ToString()),
                PublishedCmdletMessages.RestoreVersion(plan.RestoredVersion))))
        {
            return;
        }

        var locks = Guard(() => LockSource.Of(this, connection));
        RunForEach([Name], async (name, pipeline, token) => await ScriptWriting.WriteAsync(
            await ScriptRestorer.RestoreAsync(connection, plan, locks, pipeline, token).ConfigureAwait(false), name, pipeline)
            .ConfigureAwait(false));
    }
}
