using System.Management.Automation;
using CxOne.Audit;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Audit;

/// <summary>Reads the audit log of the store, or else the local one, oldest record first.</summary>
[ApiFamily]
[Cmdlet(VerbsCommon.Get, "CxAuditRecord")]
[OutputType(typeof(AuditRecord))]
public sealed class GetCxAuditRecordCommand : CxCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AuditActionCompleter))]
    public string[]? Action { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AuditTargetCompleter))]
    public string[]? Target { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? AuditId { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AuditOutcomeCompleter))]
    public string[]? Outcome { get; set; }

    [Parameter]
    [IsoTime]
    public DateTime? After { get; set; }

    [Parameter]
    [IsoTime]
    public DateTime? Before { get; set; }

    /// <summary>The files of one log, the oldest first. Each object of the pipe is a log of its own.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [ObjectId("Path", "FullName", Other = nameof(AuditId))]
    public string[]? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var files = Path is null ? null : AuditPathResolver.Files(this, Path);
        var shared = files is null ? AuditPathResolver.OfStore() : null;
        var folder = files is null && shared is null ? AuditPathResolver.Folder(this, null) : null;
        DateTimeOffset? after = After is { } from ? Moment.Of(from) : null;
        DateTimeOffset? before = Before is { } to ? Moment.Of(to) : null;
        AuditFilter filter = new(Action, Target, Outcome, AuditId, after, before);
        Run(async (pipeline, token) =>
        {
            // A log that is named must be there; the log of this session is written with the first change.
            var records = files is null
                ? (shared ?? new AuditLog(folder!, TimeProvider.System)).Read(pipeline, token)
                : AuditFiles.Read(files, pipeline, token);
            foreach (var batch in records.Where(filter.IsMatch).Chunk(100))
            {
                token.ThrowIfCancellationRequested();
                await pipeline.WriteAsync(batch).ConfigureAwait(false);
            }

            foreach (var warning in filter.Unmatched())
            {
                pipeline.Warning(warning);
            }
        });
    }
}
