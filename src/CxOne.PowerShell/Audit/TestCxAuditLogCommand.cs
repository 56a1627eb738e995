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
    public string[]? Path { get; set; }

    [Parameter]
    [ValidatePattern("^[0-9A-Fa-f]{64}$")]
    public string? ExpectedHash { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
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
                pipeline.Warning(reason is null
                    ? $"The record in {spool} is not in the log. The next change adds it."
                    : $"The record in {spool} is not in the log, and no change adds it: {reason}.");
            }

            if (verification.IncompleteBytes > 0)
            {
                var incomplete = $"{verification.Path} ends in an incomplete line of {verification.IncompleteBytes} bytes";
                const string Next = "The next record sets it aside; no complete record is touched.";
                pipeline.Warning($"{incomplete}, which was not written to its end. {Next}");
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
                var record = verification.FirstBrokenAuditId is null ? null : $" (audit id {verification.FirstBrokenAuditId})";
                var before = $"The {verification.RecordCount} records before it are in order.";
                var what = verification.FirstBrokenLine is { } line
                    ? $"Line {line} of {verification.Path}{record} is broken: {verification.Reason}. {before}"
                    : $"{verification.Path}: {verification.Reason}. Its {verification.RecordCount} records form one chain.";
                var broken = new CxException(CxErrors.AuditLogBroken, what, verification);
                await pipeline.WriteErrorAsync(ErrorRecords.From(broken, verification)).ConfigureAwait(false);
            }
        });
    }
}
