using System.Management.Automation;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;
using CxOne.Skills;

namespace CxOne.PowerShell.Published;

/// <summary>Restores the dialer of a skill from audit records.</summary>
[Cmdlet(
    VerbsData.Restore,
    "CxSkillDialer",
    DefaultParameterSetName = NewestSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(SkillDialerUpdate))]
public sealed class RestoreCxSkillDialerCommand : CxConnectedCmdlet
{
    private const string NewestSet = "Newest";
    private const string RecordSet = "Record";
    private readonly ExactNames<Skill> _skills = new(ObjectSources.Skills);

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NewestSet)]
    [Parameter(Position = 0, ParameterSetName = RecordSet)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(OutboundSkillCompleter))]
    public string? Id { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = RecordSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AuditRecordInput]
    public AuditRecord? AuditRecord { get; set; }

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
        SkillDialerRestorePlan? plan = null;
        RunForEach(
            [Id ?? AuditRecord!.AuditId],
            async (_, pipeline, token) => plan = await PlanAsync(connection, pipeline, token).ConfigureAwait(false));
        if (plan is null || !ShouldProcess(
            PublishedCmdletMessages.Target(plan.Id, connection.ToString()),
            ChangeTexts.Of(PublishedCmdletMessages.Restore(plan.Record.Sequence), plan.Changes)))
        {
            return;
        }

        RunForEach([plan.Id], async (id, pipeline, token) =>
        {
            var options = new SkillDialerChange { Id = id, ConflictRetryCount = ConflictRetryCount, Force = Force };
            var update = await SkillDialerEditor.RestoreAsync(connection, plan, options, pipeline, token).ConfigureAwait(false);
            pipeline.Show(ChangeTexts.Restored(id, plan.Record, update.Changes));
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }

    /// <summary>The changes of the restore; <see langword="null"/> if nothing is left to restore, which the user has been shown.</summary>
    private async Task<SkillDialerRestorePlan?> PlanAsync(CxConnection connection, CxPipeline pipeline, CancellationToken token)
    {
        var audit = connection.OpenAuditLog();
        audit.RequireVerified(Force, pipeline, token);
        IReadOnlyList<AuditRecord> records = [.. audit.Read(pipeline, token)];
        var id = Id is null
            ? SkillDialerEditor.TargetOf(records, AuditRecord!.AuditId)
            : await _skills.ResolveNumberedAsync(connection, Id, pipeline, token).ConfigureAwait(false);
        var plan = await SkillDialerEditor.PlanRestoreAsync(
            connection, id, records, AuditRecord?.AuditId, pipeline, token).ConfigureAwait(false);
        if (!plan.IsRestored)
        {
            return plan;
        }

        // A second run would undo the first one; that takes a record that the user chooses.
        pipeline.Warning(ChangeTexts.NothingLeftToRestore(id, plan.Record));
        if (PassThru)
        {
            await pipeline.WriteAsync(SkillDialerUpdate.Unchanged(plan)).ConfigureAwait(false);
        }

        return null;
    }
}
