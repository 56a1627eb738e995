using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes the usual regions. Any other region is accepted as well.</summary>
internal sealed class RegionCompleter : IArgumentCompleter
{
    private static readonly (string Value, string Description)[] Regions =
    [
        ("na1", CompletionCmdletMessages.NorthAmerica),
        ("eu1", CompletionCmdletMessages.Europe),
        ("uk1", CompletionCmdletMessages.UnitedKingdom),
        ("au1", CompletionCmdletMessages.Australia),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionText.Matching(wordToComplete, Regions);
}
