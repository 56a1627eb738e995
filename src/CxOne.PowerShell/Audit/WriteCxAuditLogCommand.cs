using System.Collections;
using System.Management.Automation;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Audit;

/// <summary>Records an event in the tenant's audit log and in the local audit log, or only in the local one.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(
    VerbsCommunications.Write,
    "CxAuditLog",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = TenantSet)]
[OutputType(typeof(TenantAuditReceipt), ParameterSetName = [TenantSet])]
[OutputType(typeof(AuditRecord), ParameterSetName = [LocalSet])]
public sealed class WriteCxAuditLogCommand : CxConnectedCmdlet
{
    private const string TenantSet = "Tenant";
    private const string LocalSet = "Local";

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string EventType { get; set; } = string.Empty;

    [Parameter(Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object Details { get; set; } = new Hashtable();

    [Parameter]
    [ValidateNotNull]
    public string[] Target { get; set; } = [];

    [Parameter(ParameterSetName = TenantSet)]
    public SwitchParameter GdprRelevant { get; set; }

    [Parameter(ParameterSetName = TenantSet)]
    public SwitchParameter PciRelevant { get; set; }

    [Parameter(ParameterSetName = TenantSet)]
    [ValidateRange(1, 3650)]
    [StrictNumber(IsWhole = true)]
    public int RetentionDays { get; set; } = 365;

    [Parameter(Mandatory = true, ParameterSetName = LocalSet)]
    public SwitchParameter LocalOnly { get; set; }

    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (LocalOnly)
        {
            WriteLocal();
            return;
        }

        var connection = Tenant;
        var details = Guard(DetailsAsJson);
        var flags = new TenantAuditFlags { GdprRelevant = GdprRelevant, PciRelevant = PciRelevant, RetentionDays = RetentionDays };
        if (ShouldProcess(connection.ToString(), AuditCmdletMessages.WriteAction(EventType)))
        {
            Run(async (pipeline, token) =>
            {
                var receipt = await TenantAudit.RecordAsync(
                    connection, EventType, Target, details, flags, pipeline, token).ConfigureAwait(false);
                if (PassThru)
                {
                    await pipeline.WriteAsync(receipt).ConfigureAwait(false);
                }
            });
        }
    }

    private void WriteLocal()
    {
        var folder = AuditPathResolver.Folder(this, Path);
        var details = Guard(DetailsAsJson);
        if (ShouldProcess(folder, AuditCmdletMessages.WriteLocalAction(EventType)))
        {
            Run(async (pipeline, token) =>
            {
                var entry = new AuditEntry { Action = EventType, Outcome = AuditOutcome.Noted, Target = Target, Details = details };
                var log = new AuditLog(folder, TimeProvider.System, Local.Origin, Local.AuditSpoolFolder)
                {
                    MaximumFileBytes = AuditFolders.MaximumBytes(Local.Variable),
                };
                var record = log.Append(entry, pipeline, token);
                if (PassThru)
                {
                    await pipeline.WriteAsync(record).ConfigureAwait(false);
                }
            });
        }
    }

    private System.Text.Json.JsonElement DetailsAsJson()
    {
        List<string> remarks = [];
        var details = JsonObjects.ToRecord(Details, remarks);
        CxValidationException.ThrowIfAny(
            details.ValueKind == System.Text.Json.JsonValueKind.Object
                ? []
                : [AuditCmdletMessages.DetailsNotAnObject],
            EventType);
        remarks.ForEach(WriteWarning);
        return details;
    }
}
