using System.Management.Automation;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Campaigns;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Dialer;

/// <summary>Restores a dialer configuration from an audit record.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(
    VerbsData.Restore,
    "CxDialerConfig",
    DefaultParameterSetName = NewestSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DialerConfigUpdate))]
public sealed class RestoreCxDialerConfigCommand : CampaignChangeCmdlet
{
    private const string NewestSet = "Newest";
    private const string TimeSet = "Time";
    private const string RecordSet = "Record";
    private const string ObjectSet = "Object";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NewestSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TimeSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RecordSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DialerConfigCompleter))]
    public string Id { get; set; } = string.Empty;

    [Parameter(Mandatory = true, ParameterSetName = TimeSet)]
    [IsoTime]
    public DateTime Before { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = RecordSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AuditRecordInput]
    public AuditRecord? AuditRecord { get; set; }

    /// <summary>A configuration as it was read, or a copy of one, such as JSON in a file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [DialerConfigInput(TakesValues = true)]
    public DialerConfig? InputObject { get; set; }

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
        var id = InputObject?.Id ?? Id;
        var change = new DialerConfigChange { Id = id, RuleSet = RuleSet, ConflictRetryCount = ConflictRetryCount, Force = Force };
        DialerRestorePlan? plan = null;
        var isPreviewed = IsPreviewed;
        RunForEach([id], async (_, pipeline, token) =>
        {
            if (await PlanAsync(connection, id, pipeline, token).ConfigureAwait(false) is not { } found)
            {
                return;
            }

            change = change with { CampaignId = await CampaignIdAsync(connection, pipeline, token).ConfigureAwait(false) };
            if (isPreviewed)
            {
                await DialerConfigEditor.PreviewRestoreAsync(connection, found, change, pipeline, token).ConfigureAwait(false);
            }

            plan = found;
        });
        if (plan is null || !ShouldProcess(
            DialerCmdletMessages.Target(id, connection.ToString()),
            ChangeTexts.Of(DialerCmdletMessages.Restore(plan.Record?.Sequence), plan.Changes)))
        {
            return;
        }

        RunForEach([id], async (_, pipeline, token) =>
        {
            var update = await DialerConfigEditor.RestoreAsync(connection, plan, change, pipeline, token).ConfigureAwait(false);
            pipeline.Show(ChangeTexts.Restored(id, plan.Record, update.Changes));
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }

    /// <summary>The changes of the restore; <see langword="null"/> if nothing is left to restore, which the user has been shown.</summary>
    private async Task<DialerRestorePlan?> PlanAsync(
        CxConnection connection, string id, CxPipeline pipeline, CancellationToken cancellationToken)
    {
        if (InputObject is not null)
        {
            return await DialerConfigEditor.PlanRestoreAsync(
                connection, Copy(InputObject), pipeline, cancellationToken).ConfigureAwait(false);
        }

        var audit = connection.OpenAuditLog();
        audit.RequireVerified(Force, pipeline, cancellationToken);
        var point = DialerHistory.Find(
            audit.Read(pipeline, cancellationToken),
            connection.TenantId,
            id,
            AuditRecord?.AuditId,
            ParameterSetName == TimeSet ? Moment.Of(Before) : null);
        if (!point.IsRestored)
        {
            return await DialerConfigEditor.PlanRestoreAsync(
                connection, id, point.Record, point.State, pipeline, cancellationToken).ConfigureAwait(false);
        }

        // A second run would undo the first one; that takes a record that the user chooses.
        pipeline.Warning(ChangeTexts.NothingLeftToRestore(id, point.Record));
        if (PassThru)
        {
            var config = await DialerConfigReader.GetAsync(connection, id, pipeline, cancellationToken).ConfigureAwait(false);
            await pipeline.WriteAsync(DialerConfigUpdate.Unchanged(config)).ConfigureAwait(false);
        }

        return null;
    }

    private static DialerConfigCopy Copy(DialerConfig config)
        => DialerConfigCopies.Of(config) ?? DialerConfigCopies.Of(DialerConfigCopies.Take(PSObject.AsPSObject(config), config.Id))!;
}
