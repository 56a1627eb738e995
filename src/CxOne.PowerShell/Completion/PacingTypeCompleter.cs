using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes the pacing types of dialer configurations.</summary>
public sealed class PacingTypeCompleter : IArgumentCompleter
{
    private static readonly (string Value, string Description)[] Types =
    [
        ("predictive", CompletionCmdletMessages.Predictive),
        ("progressive", CompletionCmdletMessages.Progressive),
        ("preview", CompletionCmdletMessages.Preview),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionText.Matching(wordToComplete, Types);
}
