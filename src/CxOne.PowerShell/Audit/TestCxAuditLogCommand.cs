using System.Management.Automation;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Audit;

/// <summary>Checks every record of the local audit log and the chain between them; names the first that is broken.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CxAuditLog")]
[OutputType(typeof(AuditVerification))]
public sealed class TestCxAuditLogCommand : CxCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var folder = AuditPathResolver.Folder(this, Path);
        Run(async (pipeline, _) =>
        {
            var verification = new AuditLog(folder, TimeProvider.System).Verify();
            if (verification.IncompleteBytes > 0)
            {
                pipeline.Warning($"{verification.Path} ends in an incomplete line of {verification.IncompleteBytes} bytes, left by a process that was killed while it wrote. The next record sets it aside; no complete record is touched.");
            }

            await pipeline.WriteAsync(verification).ConfigureAwait(false);
            if (!verification.IsValid)
            {
                var broken = new CxException(
                    CxErrors.AuditLogBroken,
                    $"Line {verification.FirstBrokenLine} of {verification.Path}{(verification.FirstBrokenAuditId is null ? null : $" (audit id {verification.FirstBrokenAuditId})")} is broken: {verification.Reason}. The {verification.RecordCount} records before it are in order.",
                    verification);
                await pipeline.WriteErrorAsync(ErrorRecords.From(broken, verification)).ConfigureAwait(false);
            }
        });
    }
}
