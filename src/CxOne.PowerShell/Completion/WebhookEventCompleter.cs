using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes the known events of webhooks. A tenant may have others.</summary>
public sealed class WebhookEventCompleter : IArgumentCompleter
{
    private static readonly (string Value, string Description)[] Events =
    [
        ("campaign.predictive.tuned", CompletionCmdletMessages.PredictiveTuned),
        ("campaign.simulation.completed", CompletionCmdletMessages.SimulationCompleted),
        ("campaign.simulation.failed", CompletionCmdletMessages.SimulationFailed),
        ("campaign.updated", CompletionCmdletMessages.CampaignUpdated),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionText.Matching(wordToComplete, Events);
}
