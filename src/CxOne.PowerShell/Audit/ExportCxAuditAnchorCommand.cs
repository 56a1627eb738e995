using System.Management.Automation;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Reports;

namespace CxOne.PowerShell.Audit;

/// <summary>Verifies the audit log and exports number, hash and time of its last record, for a place that others cannot change.</summary>
[ApiFamily]
[Cmdlet(VerbsData.Export, "CxAuditAnchor", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(AuditAnchor))]
public sealed class ExportCxAuditAnchorCommand : CxCmdlet
{
    /// <summary>The file of the anchor; without it, the anchor is written to the pipeline.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The local log: its folder, its file, or its files, the oldest first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AuditPath { get; set; }

    /// <summary>Earlier anchors, which the log must match.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [AuditAnchor]
    public AuditAnchor[] Anchor { get; set; } = [];

    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        var shared = AuditPath is null ? AuditPathResolver.OfStore() : null;
        IReadOnlyList<string> files = shared is not null ? []
            : AuditPath is null ? AuditFiles.OfFolder(AuditPathResolver.Folder(this, null))
            : AuditPathResolver.Files(this, AuditPath);
        var (target, anchors) = Guard(() => (
            Path is null ? null : FileSystemPath.Resolve(this, Path, nameof(Path)),
            Anchor.Select(anchor => anchor.Checked(nameof(Anchor))).ToList()));
        if (target is not null)
        {
            // Before anything is read: a file that must not be overwritten is refused with -WhatIf as well.
            _ = Guard(() =>
            {
                ReportFile.Check(target, NoClobber, force: false);
                return true;
            });
        }

        AuditAnchor? anchor = null;
        Run((pipeline, token) =>
        {
            anchor = Of(shared?.Verify(null, anchors, token) ?? AuditFiles.Verify(files, null, anchors, token));
            return Task.CompletedTask;
        });
        if (anchor is null)
        {
            return;
        }

        if (target is not null)
        {
            if (!ShouldProcess(target, AuditCmdletMessages.ExportAnchor(shared?.Name ?? files[^1])))
            {
                return;
            }

            _ = Guard(() =>
            {
                ReportFile.Write(target, anchor.ToJson(), NoClobber, force: false);
                return true;
            });
        }

        if (target is null || PassThru)
        {
            WriteObject(anchor);
        }
    }

    private static AuditAnchor Of(AuditVerification verification)
        => verification is { IsValid: true, LastHash: { } hash, LastSequence: { } last }
            ? new AuditAnchor { Log = verification.Path, Sequence = last, Hash = hash, ExportedAt = DateTimeOffset.UtcNow }
            : throw new CxException(
                verification is { RecordCount: 0, FirstBrokenLine: null } ? CxErrors.AuditLogNotFound : CxErrors.AuditLogBroken,
                AuditCmdletMessages.NotAnchored(verification.Path, verification.Reason!),
                verification);
}
