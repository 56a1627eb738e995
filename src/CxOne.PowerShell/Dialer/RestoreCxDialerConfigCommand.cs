using System.Management.Automation;
using CxOne.Audit;
using CxOne.Dialer;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Dialer;

/// <summary>Brings a dialer configuration back to what an audit record held.</summary>
[Cmdlet(VerbsData.Restore, "CxDialerConfig", DefaultParameterSetName = NewestSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
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

    // Text and not the enumeration itself: a field of a type of Core's would be needed before the module can say where Core is.
    [Parameter]
    [ValidateSet(nameof(DialerRuleSet.UsTsr), nameof(DialerRuleSet.Ofcom), nameof(DialerRuleSet.Crtc), nameof(DialerRuleSet.None))]
    public string RuleSet { get; set; } = nameof(DialerRuleSet.UsTsr);

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
        object? found = null;
        RunForEach([Id], async (id, pipeline, token) =>
        {
            var audit = new AuditLog(connection.AuditPath, TimeProvider.System);
            audit.RequireVerified(Force, pipeline, token);
            var records = audit.Read(pipeline, token);
            var (record, state) = DialerHistory.Find(records, connection.TenantId, id, AuditRecord?.AuditId, ParameterSetName == TimeSet ? Before : null);
            found = await DialerConfigEditor.PlanRestoreAsync(connection, id, record, state, pipeline, token).ConfigureAwait(false);
        });
        if (found is not DialerRestorePlan plan)
        {
            return;
        }

        var what = plan.Changes.Count == 0 ? "nothing differs" : string.Join("; ", plan.Changes);
        if (!ShouldProcess($"{Id} on {connection}", $"Restore the state of audit record {plan.Record.Sequence} ({what})"))
        {
            return;
        }

        var options = new DialerConfigChange { Id = Id, CampaignId = CampaignId, RuleSet = Enum.Parse<DialerRuleSet>(RuleSet, ignoreCase: true), ConflictRetryCount = ConflictRetryCount, Force = Force };
        RunForEach([Id], async (_, pipeline, token) =>
        {
            var update = await DialerConfigEditor.RestoreAsync(connection, plan, options, pipeline, token).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }
}
