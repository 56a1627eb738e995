using System.Management.Automation;
using CxOne.Audit;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Audit;

/// <summary>Reads the local audit log, oldest record first.</summary>
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
    public DateTime? After { get; set; }

    [Parameter]
    public DateTime? Before { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var folder = AuditPathResolver.Folder(this, Path);
        var actions = NamePatterns.From(Action);
        var targets = NamePatterns.From(Target);
        Run(async (pipeline, token) =>
        {
            foreach (var batch in new AuditLog(folder, TimeProvider.System).Read(pipeline, token).Where(Wanted).Chunk(100))
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
                && (After is not { } after || record.Timestamp > after)
                && (Before is not { } before || record.Timestamp < before);
    }
}
