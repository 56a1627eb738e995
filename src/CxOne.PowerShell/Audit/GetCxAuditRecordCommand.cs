using System.Management.Automation;
using CxOne.Audit;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Audit;

/// <summary>Reads the local audit log, oldest record first.</summary>
[Cmdlet(VerbsCommon.Get, "CxAuditRecord")]
[OutputType(typeof(AuditRecord))]
public sealed class GetCxAuditRecordCommand : CxCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Action { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Target { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? AuditId { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Outcome { get; set; }

    [Parameter]
    [IsoTime]
    public DateTime? After { get; set; }

    [Parameter]
    [IsoTime]
    public DateTime? Before { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var files = Path is null ? null : AuditPathResolver.Files(this, Path);
        var folder = files is null ? AuditPathResolver.Folder(this, null) : null;
        DateTimeOffset? after = After is { } from ? Moment.Of(from) : null;
        DateTimeOffset? before = Before is { } to ? Moment.Of(to) : null;
        var actions = NamePatterns.From(Action);
        var targets = NamePatterns.From(Target);
        Run(async (pipeline, token) =>
        {
            // A log that is named must be there; the log of this session is written with the first change.
            var records = files is null
                ? new AuditLog(folder!, TimeProvider.System).Read(pipeline, token)
                : AuditFiles.Read(files, pipeline, token);
            foreach (var batch in records.Where(Wanted).Chunk(100))
            {
                token.ThrowIfCancellationRequested();
                await pipeline.WriteAsync(batch).ConfigureAwait(false);
            }
        });

        bool Wanted(AuditRecord record)
            => actions.Match(record.Action)
                && (Target is null || record.Target.Any(targets.Match))
                && AuditId?.Contains(record.AuditId, StringComparer.OrdinalIgnoreCase) != false
                && Outcome?.Contains(record.Outcome, StringComparer.OrdinalIgnoreCase) != false
                && (after is null || record.Timestamp > after)
                && (before is null || record.Timestamp < before);
    }
}
