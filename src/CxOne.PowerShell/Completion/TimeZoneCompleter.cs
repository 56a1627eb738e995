using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CxOne.DataActions;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes the time zones of the IANA database, with their current offsets.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionText.Matching(
            wordToComplete,
            DataActionTimeZones.All(TimeProvider.System.GetUtcNow())
                .Select(zone => (zone.Id, CompletionCmdletMessages.TimeZone($"{zone.Offset}"))));
}
