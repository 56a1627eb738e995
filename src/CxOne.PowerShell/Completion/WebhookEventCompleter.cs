using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes the events that are known to be told to webhooks; a tenant may know others.</summary>
public sealed class WebhookEventCompleter : IArgumentCompleter
{
    private static readonly (string Value, string Description)[] Events =
    [
        ("campaign.predictive.tuned", "predictive weights were changed"),
        ("campaign.simulation.completed", "a campaign simulation has ended"),
        ("campaign.simulation.failed", "a campaign simulation has failed"),
        ("campaign.updated", "a campaign was changed"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionText.Matching(wordToComplete, Events);
}
