using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Model;

namespace CxOne.Studio.Linting.Rules;

/// <summary>Checks a script without running it: what strands a caller, what gives a wrong result, and what makes upkeep hard.</summary>
public static class ScriptLinter
{
    private static readonly Action<LintContext>[] Checks =
    [
        WiringRules.Check, FlowRules.Check, QueueRules.Check, EventRules.Check, CallRules.Check, SubscriptRules.Check, VariableRules.Check,
        MenuRules.Check, PromptRules.Check, LanguageRules.Check, SnippetRules.Check, StyleRules.Check,
    ];

    /// <summary>Checks a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="options">What may be used beside the script.</param>
    public static ScriptLintResult Lint(StudioScript script, ScriptLintOptions? options = null)
        => Lint(new ScriptGraph(script, options?.Catalogue), options);

    /// <summary>Checks a script.</summary>
    /// <param name="graph">The script with its action types.</param>
    /// <param name="options">What may be used beside the script.</param>
    public static ScriptLintResult Lint(ScriptGraph graph, ScriptLintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var context = new LintContext(graph, options ?? new ScriptLintOptions());
        foreach (var check in Checks)
        {
            check(context);
        }

        return context.Result();
    }

    /// <summary>
    /// Checks many scripts, on every processor; the results come in the order of the scripts, each as soon as it is there.
    /// </summary>
    /// <param name="graphs">The scripts.</param>
    /// <param name="options">What may be used beside a script, for all of them.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; thrown while the results are enumerated.</exception>
    public static IEnumerable<ScriptLintResult> LintAll(
        IReadOnlyCollection<ScriptGraph> graphs, ScriptLintOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graphs);
        return graphs.AsParallel().AsOrdered()
            .WithCancellation(cancellationToken)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(graph => Lint(graph, options));
    }
}
