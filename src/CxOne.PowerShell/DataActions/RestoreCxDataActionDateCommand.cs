using System.Management.Automation;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.DataActions;

/// <summary>Restores the date of a data action from before a change in the audit log.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsData.Restore, "CxDataActionDate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DataActionDateRestore))]
public sealed class RestoreCxDataActionDateCommand : CxConnectedCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
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
        AuditRecord? record = null;
        RunForEach([AuditRecord!.AuditId], (_, pipeline, token) =>
        {
            record = AuditSource.Original(AuditRecord, connection.OpenAuditLog(), pipeline, token);
            return Task.CompletedTask;
        });
        if (record is null)
        {
            return;
        }

        var approved = Approve(
            [record],
            _ => DataActionsCmdletMessages.WriteTarget(string.Join(", ", record.Target), connection.ToString()),
            _ => DataActionsCmdletMessages.RestoreDate(record.Sequence),
            async (_, pipeline, token) =>
            {
                AuditSource.Require(record, connection.OpenAuditLog(), Force, pipeline, token);
                var preview = await DataActionDateRestorer.PreviewAsync(connection, record, Force, pipeline, token).ConfigureAwait(false);
                return ChangeTexts.Of($"{DataActionsCmdletMessages.RestoreDate(record.Sequence)}:", preview.Changes);
            });
        RunForEach(approved.Select(item => item.AuditId), async (_, pipeline, token) =>
        {
            AuditSource.Require(record, connection.OpenAuditLog(), Force, pipeline, token);
            var update = await DataActionDateRestorer.RestoreAsync(
                connection, record, ConflictRetryCount, Force, pipeline, token).ConfigureAwait(false);
            pipeline.Show(ChangeTexts.Restored(update.Name ?? update.Id, record, update.Changes));
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }
}
