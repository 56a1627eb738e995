using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes values of audit records: those of the default log, the newest first, and the ones that the module writes.</summary>
internal abstract class AuditCompleter : IArgumentCompleter
{
    private const int MostRecords = 10_000;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionText.Matching(
            wordToComplete,
            Values(Records(fakeBoundParameters?["Path"] as string)).Distinct(StringComparer.Ordinal)
                .Select(value => (value, string.Empty)));

    /// <summary>The values to offer.</summary>
    /// <param name="records">The newest records of the log.</param>
    protected abstract IEnumerable<string> Values(IReadOnlyList<AuditRecord> records);

    private static IReadOnlyList<AuditRecord> Records(string? path)
    {
        try
        {
            // A key press does not read the log of a store, which may be large and far away.
            var folder = path ?? ConnectionStore.Current?.AuditPath ?? Local.AuditFolder(null);
            return [.. new AuditLog(folder, TimeProvider.System)
                .Read(NullCxLog.Instance, CancellationToken.None)
                .TakeLast(MostRecords)
                .Reverse()];
        }
        catch (Exception exception) when (exception is CxException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A key press cannot report an error; the cmdlet itself does.
            return [];
        }
    }
}

internal sealed class AuditActionCompleter : AuditCompleter
{
    protected override IEnumerable<string> Values(IReadOnlyList<AuditRecord> records)
        => records.Select(record => record.Action).Concat(AuditActions.All);
}

internal sealed class AuditTargetCompleter : AuditCompleter
{
    protected override IEnumerable<string> Values(IReadOnlyList<AuditRecord> records) => records.SelectMany(record => record.Target);
}

internal sealed class AuditOutcomeCompleter : AuditCompleter
{
    protected override IEnumerable<string> Values(IReadOnlyList<AuditRecord> records) => AuditOutcome.All;
}
