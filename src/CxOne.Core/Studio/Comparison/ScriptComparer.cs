using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;

namespace CxOne.Studio.Comparison;

/// <summary>Compares two versions of a script by what they do.</summary>
public static class ScriptComparer
{
    /// <summary>Compares two versions.</summary>
    /// <param name="before">The first version; <see langword="null"/> for a script that is new.</param>
    /// <param name="after">The second version; <see langword="null"/> for a script that was removed.</param>
    /// <param name="options">The bounds, and the scripts that both may reach.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <exception cref="ArgumentException">Both versions are missing.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ScriptComparison Compare(
        ScriptGraph? before, ScriptGraph? after, ScriptCompareOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ScriptCompareOptions();
        return before is not null && after is not null ? CompareBoth(before, after, options, cancellationToken)
            : after is not null ? One(after, ScriptChangeKinds.ScriptAdded, ComparisonMessages.ScriptAdded(after.Nodes.Count),
                Lint(after, options.Lint, options.AfterLibrary), [])
            : before is not null ? One(before, ScriptChangeKinds.ScriptRemoved, ComparisonMessages.ScriptRemoved, [], [])
            : throw new ArgumentException(ComparisonMessages.NothingToCompare, nameof(after));
    }

    private static ScriptComparison CompareBoth(
        ScriptGraph before, ScriptGraph after, ScriptCompareOptions options, CancellationToken cancellationToken)
    {
        var actions = new ActionComparer(before, after);
        var endings = new EndingComparer(before, after, options);
        var old = Lint(before, options.Lint, options.BeforeLibrary);
        var now = Lint(after, options.Lint, options.AfterLibrary);
        var oldKeys = old.Select(finding => Key(finding, before, actions.Matching)).ToHashSet();
        var nowKeys = now.Select(finding => Key(finding, null, actions.Matching)).ToHashSet();
        return new ScriptComparison
        {
            Script = after.Script.Name,
            Changes = actions.Compare(),
            Endings = endings.Compare(cancellationToken),
            NewFindings = [.. now.Where(finding => !oldKeys.Contains(Key(finding, null, actions.Matching)))],
            SolvedFindings = [.. old.Where(finding => !nowKeys.Contains(Key(finding, before, actions.Matching)))],
            ComparedPaths = endings.ComparedPaths,
            IsTruncated = endings.IsTruncated,
            Assumptions = [.. endings.Assumptions.Order(StringComparer.Ordinal)],
        };
    }

    private static IReadOnlyList<ScriptLintFinding> Lint(ScriptGraph graph, ScriptLintOptions options, ScriptLibrary library)
        => ScriptLinter.Lint(graph, options with { Library = library }).Findings;

    /// <summary>A finding is the same where its rule and its action are, even if a number in its sentence differs.</summary>
    private static (string Rule, string Severity, int? Action) Key(ScriptLintFinding finding, ScriptGraph? before, ActionMatching matching)
    {
        var id = finding.ActionId;
        if (before is not null && id is { } own && before.Find(own) is { } node)
        {
            // An action that was removed takes its findings along; no id of the other version is negative.
            id = matching.After(node)?.Id ?? -own - 1;
        }

        return (finding.Rule, finding.Severity, id);
    }

    private static ScriptComparison One(
        ScriptGraph graph, string kind, string text, IReadOnlyList<ScriptLintFinding> found, IReadOnlyList<ScriptLintFinding> solved)
        => new()
        {
            Script = graph.Script.Name,
            Changes = [new ScriptChange { Kind = kind, Text = text }],
            Endings = [],
            NewFindings = found,
            SolvedFindings = solved,
            ComparedPaths = 0,
            IsTruncated = false,
            Assumptions = [],
        };
}
