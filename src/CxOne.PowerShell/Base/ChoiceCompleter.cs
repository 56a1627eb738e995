using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CxOne.PowerShell.Base;

/// <summary>Completes the names of an enumeration for a parameter of type text.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class ChoiceCompleter<T> : IArgumentCompleter
    where T : struct, Enum
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Enum.GetNames<T>()
            .Where(name => name.StartsWith((wordToComplete ?? string.Empty).Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(name));
}
