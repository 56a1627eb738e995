using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes the pacing types of dialer configurations.</summary>
public sealed class PacingTypeCompleter : IArgumentCompleter
{
    private static readonly (string Value, string Description)[] Types =
    [
        ("predictive", "dials ahead of agents who will be free"),
        ("progressive", "dials one number for each idle agent"),
        ("preview", "agents start every call themselves"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionText.Matching(wordToComplete, Types);
}
