using System.Management.Automation;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Audit;

/// <summary>Verifies every record of the local audit log and the chain of their hashes, and reports the first invalid record.</summary>
[ApiFamily]
[Cmdlet(VerbsDiagnostic.Test, "CxAuditLog")]
[OutputType(typeof(AuditVerification))]
public sealed class TestCxAuditLogCommand : CxCmdlet
{
    /// <summary>The files of one log, the oldest first. Each object of the pipe is a log of its own.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [ObjectId("Path", "FullName")]
    public string[]? Path { get; set; }

    [Parameter]
    [ValidatePattern("^[0-9A-Fa-f]{64}$")]
    public string? ExpectedHash { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<string> files = Path is null
            ? [System.IO.Path.Combine(AuditPathResolver.Folder(this, null), AuditLog.FileName)]
            : AuditPathResolver.Files(this, Path);
        Run(async (pipeline, token) =>
        {
            var verification = AuditFiles.Verify(files, ExpectedHash, token);

            // Only a log that is still written to takes records that are kept elsewhere.
            var audit = files is [var only] && System.IO.Path.GetFileName(only) == AuditLog.FileName
                ? new AuditLog(System.IO.Path.GetDirectoryName(only)!, TimeProvider.System, Local.Origin, Local.AuditSpoolFolder)
                : null;
            foreach (var (spool, reason) in audit?.CheckSpoolFiles(pipeline, token) ?? [])
            {
                pipeline.Warning(AuditCmdletMessages.SpoolFile(spool, reason));
            }

            if (verification.IncompleteBytes > 0)
            {
                pipeline.Warning(AuditCmdletMessages.IncompleteLine(verification.Path, verification.IncompleteBytes));
            }

            await pipeline.WriteAsync(verification).ConfigureAwait(false);
            if (verification is { IsValid: false, RecordCount: 0, FirstBrokenLine: null })
            {
                var missing = new CxException(
                    CxErrors.AuditLogNotFound, $"{verification.Path} could not be verified: {verification.Reason}.", verification.Path);
                await pipeline.WriteErrorAsync(ErrorRecords.From(missing, verification.Path)).ConfigureAwait(false);
            }
            else if (!verification.IsValid)
            {
                var message = verification.FirstBrokenLine is { } line
                    ? AuditCmdletMessages.LineBroken(
                        verification.Path, line, verification.FirstBrokenAuditId, verification.Reason!)
                    : AuditCmdletMessages.ExpectedHashMissing(verification.Path, verification.Reason!, verification.RecordCount);
                var broken = new CxException(CxErrors.AuditLogBroken, message, verification);
                await pipeline.WriteErrorAsync(ErrorRecords.From(broken, verification)).ConfigureAwait(false);
            }
        });
    }
}
