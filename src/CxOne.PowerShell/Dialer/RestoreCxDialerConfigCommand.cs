using System.Management.Automation;
using CxOne.Audit;
using CxOne.Dialer;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Campaigns;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Dialer;

/// <summary>Restores a dialer configuration from an audit record.</summary>
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
        DialerRestorePlan? plan = null;
        var id = InputObject?.Id ?? Id;
        RunForEach([id], async (_, pipeline, token) =>
        {
            if (InputObject is not null)
            {
                plan = await DialerConfigEditor.PlanRestoreAsync(connection, Copy(InputObject), pipeline, token).ConfigureAwait(false);
                return;
            }

            var audit = new AuditLog(connection.AuditPath, TimeProvider.System);
            audit.RequireVerified(Force, pipeline, token);
            var records = audit.Read(pipeline, token);
            var (record, state) = DialerHistory.Find(
                records, connection.TenantId, id, AuditRecord?.AuditId, ParameterSetName == TimeSet ? Moment.Of(Before) : null);
            plan = await DialerConfigEditor.PlanRestoreAsync(connection, id, record, state, pipeline, token).ConfigureAwait(false);
        });
        if (plan is null)
        {
            return;
        }

        var what = plan.Changes.Count == 0 ? DialerCmdletMessages.NothingDiffers : string.Join("; ", plan.Changes);
        if (!ShouldProcess(
            DialerCmdletMessages.Target(id, connection.ToString()), DialerCmdletMessages.Restore(plan.Record?.Sequence, what)))
        {
            return;
        }

        var options = new DialerConfigChange
        {
            Id = id, CampaignId = CampaignId, RuleSet = RuleSet, ConflictRetryCount = ConflictRetryCount, Force = Force
        };
        RunForEach([id], async (_, pipeline, token) =>
        {
            var update = await DialerConfigEditor.RestoreAsync(connection, plan, options, pipeline, token).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }

    private static DialerConfigCopy Copy(DialerConfig config)
        => DialerConfigCopies.Of(config) ?? DialerConfigCopies.Of(DialerConfigCopies.Take(PSObject.AsPSObject(config), config.Id))!;
}
