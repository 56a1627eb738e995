using System.Management.Automation;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Audit;

/// <summary>Verifies every record of the audit log and the chain of their hashes, and reports the first invalid record.</summary>
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

    /// <summary>Anchors, or files with one anchor each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [AuditAnchor]
    public AuditAnchor[] Anchor { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var shared = Path is null ? AuditPathResolver.OfStore() : null;
        IReadOnlyList<string> files = shared is not null ? []
            : Path is null
            ? AuditFiles.OfFolder(AuditPathResolver.Folder(this, null))
            : AuditPathResolver.Files(this, Path);
        var anchors = Guard(() => Anchor.Select(anchor => anchor.Checked(nameof(Anchor))).ToList());
        Run(async (pipeline, token) =>
        {
            var verification = shared?.Verify(ExpectedHash, anchors, token) ?? AuditFiles.Verify(files, ExpectedHash, anchors, token);

            // Only a log that is still written to takes records that are kept elsewhere.
            var audit = shared ?? (files is [.., var last] && System.IO.Path.GetFileName(last) == AuditLog.FileName
                ? new AuditLog(System.IO.Path.GetDirectoryName(last)!, TimeProvider.System, Local.Origin, Local.AuditSpoolFolder)
                : null);
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
