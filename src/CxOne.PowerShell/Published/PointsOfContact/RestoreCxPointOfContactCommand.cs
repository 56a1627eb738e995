using System.Management.Automation;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Restores a point of contact from an audit record.</summary>
[Cmdlet(
    VerbsData.Restore,
    "CxPointOfContact",
    DefaultParameterSetName = NewestSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(PointOfContactUpdate))]
public sealed class RestoreCxPointOfContactCommand : CxConnectedCmdlet
{
    private const string NewestSet = "Newest";
    private const string RecordSet = "Record";
    private readonly ExactNames<PointOfContact> _points = new(ObjectSources.PointsOfContact);

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NewestSet)]
    [Parameter(Position = 0, ParameterSetName = RecordSet)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(PointOfContactCompleter))]
    public string? Id { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = RecordSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AuditRecordInput]
    public AuditRecord? AuditRecord { get; set; }

    [Parameter]
    public bool? IvrReporting { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [StrictNumber(IsWhole = true)]
    public int? ChatProfileId { get; set; }

    [Parameter]
    [ValidateRange(0, 1000)]
    [StrictNumber(IsWhole = true)]
    public int ConflictRetryCount { get; set; } = 3;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        PointOfContactRestorePlan? plan = null;
        RunForEach(
            [Id ?? AuditRecord!.AuditId],
            async (_, pipeline, token) => plan = await PlanAsync(connection, pipeline, token).ConfigureAwait(false));
        if (plan is null || !ShouldProcess(
            PublishedCmdletMessages.Target(plan.PointOfContact.Address ?? plan.Id, connection.ToString()),
            PublishedCmdletMessages.Changes(
                ChangeTexts.Of(PublishedCmdletMessages.Restore(plan.Record.Sequence), plan.Changes), [.. Options(plan.Id).HiddenChanges])))
        {
            return;
        }

        RunForEach([plan.Id], async (id, pipeline, token) =>
        {
            var update = await PointOfContactEditor.RestoreAsync(connection, plan, Options(id), pipeline, token).ConfigureAwait(false);
            pipeline.Show(ChangeTexts.Restored(id, plan.Record, update.Changes));
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }

    private PointOfContactChange Options(string id) => new()
    {
        Id = id,
        IvrReporting = IvrReporting,
        ChatProfileId = ChatProfileId,
        ConflictRetryCount = ConflictRetryCount,
        Force = Force,
    };

    /// <summary>The changes of the restore; <see langword="null"/> if nothing is left to restore, which the user has been shown.</summary>
    private async Task<PointOfContactRestorePlan?> PlanAsync(CxConnection connection, CxPipeline pipeline, CancellationToken token)
    {
        var audit = connection.OpenAuditLog();
        audit.RequireVerified(Force, pipeline, token);
        IReadOnlyList<AuditRecord> records = [.. audit.Read(pipeline, token)];
        var id = Id is null
            ? PointOfContactEditor.TargetOf(records, AuditRecord!.AuditId)
            : await _points.ResolveNumberedAsync(connection, Id, pipeline, token).ConfigureAwait(false);
        var plan = await PointOfContactEditor.PlanRestoreAsync(
            connection, id, records, AuditRecord?.AuditId, pipeline, token).ConfigureAwait(false);
        if (!plan.IsRestored)
        {
            return plan;
        }

        // A second run would undo the first one; that takes a record that the user chooses.
        pipeline.Warning(ChangeTexts.NothingLeftToRestore(id, plan.Record));
        if (PassThru)
        {
            await pipeline.WriteAsync(PointOfContactUpdate.Unchanged(plan.PointOfContact)).ConfigureAwait(false);
        }

        return null;
    }
}
