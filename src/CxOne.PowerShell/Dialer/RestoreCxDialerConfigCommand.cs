using System.Management.Automation;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Dialer;

/// <summary>Brings a dialer configuration back to what an audit record held.</summary>
[Cmdlet(
    VerbsData.Restore,
    "CxDialerConfig",
    DefaultParameterSetName = NewestSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DialerConfigUpdate))]
public sealed class RestoreCxDialerConfigCommand : CxConnectedCmdlet
{
    private const string NewestSet = "Newest";
    private const string TimeSet = "Time";
    private const string RecordSet = "Record";

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DialerConfigCompleter))]
    public string Id { get; set; } = string.Empty;

    [Parameter(Mandatory = true, ParameterSetName = TimeSet)]
    public DateTime Before { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = RecordSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public AuditRecord? AuditRecord { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string? CampaignId { get; set; }

    [Parameter]
    [ChoiceName<DialerRuleSet>]
    public DialerRuleSet RuleSet { get; set; } = DialerRuleSet.UsTsr;

    [Parameter]
    [ValidateRange(0, 1000)]
    public int ConflictRetryCount { get; set; } = 3;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var options = new DialerConfigChange
        {
            Id = Id, CampaignId = CampaignId, RuleSet = RuleSet, ConflictRetryCount = ConflictRetryCount, Force = Force
        };
        DialerRestorePlan? plan = null;
        var isPreviewed = IsPreviewed;
        RunForEach([Id], async (id, pipeline, token) =>
        {
            var point = Find(connection, id, pipeline, token);
            if (point.IsRestored)
            {
                await WriteRestoredAsync(connection, id, point.Record, pipeline, token).ConfigureAwait(false);
                return;
            }

            var found = await DialerConfigEditor.PlanRestoreAsync(
                connection, id, point.Record, point.State, pipeline, token).ConfigureAwait(false);
            if (isPreviewed)
            {
                await DialerConfigEditor.PreviewRestoreAsync(connection, found, options, pipeline, token).ConfigureAwait(false);
            }

            plan = found;
        });
        if (plan is null || !ShouldProcess($"{Id} on {connection}", ChangeTexts.Of(What(plan), plan.Changes)))
        {
            return;
        }

        RunForEach([Id], async (_, pipeline, token) =>
        {
            var update = await DialerConfigEditor.RestoreAsync(connection, plan, options, pipeline, token).ConfigureAwait(false);
            pipeline.Show(RestoreTexts.Done(Id, plan.Record, update.Changes));
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }

    private static string What(DialerRestorePlan plan) => $"Restore the state of audit record {plan.Record.Sequence}:";

    private DialerRestorePoint Find(CxConnection connection, string id, CxPipeline pipeline, CancellationToken token)
    {
        var audit = new AuditLog(connection.AuditPath, TimeProvider.System);
        audit.RequireVerified(Force, pipeline, token);
        return DialerHistory.Find(
            audit.Read(pipeline, token),
            connection.TenantId,
            id,
            AuditRecord?.AuditId,
            ParameterSetName == TimeSet ? Before : null);
    }

    /// <summary>A second run would take the first one back; it is a record that must be named for that.</summary>
    private async Task WriteRestoredAsync(
        CxConnection connection, string id, AuditRecord record, CxPipeline pipeline, CancellationToken token)
    {
        pipeline.Warning(RestoreTexts.NothingLeft(id, record));
        if (PassThru)
        {
            var config = await DialerConfigReader.GetAsync(connection, id, pipeline, token).ConfigureAwait(false);
            await pipeline.WriteAsync(DialerConfigUpdate.Unchanged(config)).ConfigureAwait(false);
        }
    }
}
