using System.Management.Automation;
using CxOne.Audit;
using CxOne.DataActions;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.DataActions;

/// <summary>Puts the date of a data action back to what it was before a change that the audit log holds.</summary>
[Cmdlet(VerbsData.Restore, "CxDataActionDate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DataActionDateRestore))]
public sealed class RestoreCxDataActionDateCommand : CxConnectedCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public AuditRecord? AuditRecord { get; set; }

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
        var records = Approve(
            [AuditRecord!],
            record => $"{string.Join(", ", record.Target)} on {connection}",
            record => $"Restore the date before audit record {record.Sequence}",
            async (record, pipeline, token) =>
            {
                AuditSource.Require(record, Force, pipeline, token);
                var preview = await DataActionDateRestorer.PreviewAsync(connection, record, Force, pipeline, token).ConfigureAwait(false);
                return ChangeTexts.Of($"Restore the date before audit record {record.Sequence}:", preview.Changes);
            });
        RunForEach(records, async (record, pipeline, token) =>
        {
            AuditSource.Require(record, Force, pipeline, token);
            var update = await DataActionDateRestorer.RestoreAsync(
                connection, record, ConflictRetryCount, Force, pipeline, token).ConfigureAwait(false);
            pipeline.Show(RestoreTexts.Done(update.Name ?? update.Id, record, update.Changes));
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }
}
