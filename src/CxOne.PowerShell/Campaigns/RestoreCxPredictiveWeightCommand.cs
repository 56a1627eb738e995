using System.Management.Automation;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Puts predictive weights and their settings back to what they were before a change that stands in the audit log.</summary>
[Cmdlet(VerbsData.Restore, "CxPredictiveWeight", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PredictiveWeightUpdate))]
public sealed class RestoreCxPredictiveWeightCommand : CxConnectedCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public AuditRecord? AuditRecord { get; set; }

    [Parameter]
    [ValidateRange(0, 1000)]
    public int ConflictRetryCount { get; set; } = 2;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var records = Approve(
            [AuditRecord!],
            record => $"{string.Join(", ", record.Target)} on {connection}",
            record => $"Restore the weights before audit record {record.Sequence}",
            async (record, pipeline, token) =>
            {
                AuditSource.Require(record, Force, pipeline, token);
                var preview = await PredictiveWeightTuner.PreviewRestoreAsync(
                    connection, record, Force, pipeline, token).ConfigureAwait(false);
                return ChangeTexts.Of($"Restore the weights before audit record {record.Sequence}:", preview.Changes);
            });
        RunForEach(records, async (record, pipeline, token) =>
        {
            AuditSource.Require(record, Force, pipeline, token);
            var update = await PredictiveWeightTuner.RestoreAsync(
                connection, record, ConflictRetryCount, Force, pipeline, token).ConfigureAwait(false);
            pipeline.Show(RestoreTexts.Done(update.CampaignId, record, update.Changes));
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }
}
