using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Simulation;

namespace CxOne.Studio.Comparison;

/// <summary>
/// Compares what callers reach. Exploration of each version gives the input paths that matter; every one of them is then run through both
/// versions, because a path that is joined with another in one version may be one of its own in the other.
/// </summary>
internal sealed class EndingComparer(ScriptGraph before, ScriptGraph after, ScriptCompareOptions options)
{
    private readonly HashSet<string> _assumptions = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Assumptions => _assumptions;

    public int ComparedPaths { get; private set; }

    public bool IsTruncated { get; private set; }

    public IReadOnlyList<ScriptEndingChange> Compare(CancellationToken cancellationToken)
    {
        var paths = Paths(before, options.BeforeLibrary, cancellationToken)
            .Concat(Paths(after, options.AfterLibrary, cancellationToken))
            .DistinctBy(path => string.Join('\u0001', path.Input) + '\u0002' + string.Join('\u0001', path.Choices))
            .OrderBy(path => path.Input.Count).ThenBy(path => path.Choices.Count)
            .ToArray();
        IsTruncated |= paths.Length > options.MaxPaths;
        var changes = new Dictionary<(string Before, string After),
            (ExploredPath Path, ScriptSimulationResult Old, ScriptSimulationResult Now, int Count)>();
        foreach (var path in paths.Take(options.MaxPaths))
        {
            ComparedPaths++;
            var (old, now) = (Run(before, options.BeforeLibrary, path, cancellationToken),
                Run(after, options.AfterLibrary, path, cancellationToken));
            var key = (Ending(old), Ending(now));
            if (key.Item1 != key.Item2)
            {
                changes[key] = changes.TryGetValue(key, out var known) ? known with { Count = known.Count + 1 } : (path, old, now, 1);
            }
        }

        return [.. changes.Select(change => new ScriptEndingChange
        {
            Input = [.. change.Value.Path.Choices.Select(Choice), .. change.Value.Path.Input],
            Paths = change.Value.Count,
            Before = change.Key.Before,
            After = change.Key.After,
            Text = Sentence(change.Value.Path, change.Key.Before, change.Key.After, change.Value.Count, change.Value.Old, change.Value.Now),
        })];
    }

    private IReadOnlyList<ExploredPath> Paths(ScriptGraph graph, ScriptLibrary library, CancellationToken cancellationToken)
    {
        var exploration = ScriptExplorer.Explore(graph, options.Call, options.Explore, library, cancellationToken);
        _assumptions.UnionWith(exploration.Assumptions);
        IsTruncated |= exploration.IsTruncated;
        return exploration.Paths;
    }

    private ScriptSimulationResult Run(ScriptGraph graph, ScriptLibrary library, ExploredPath path, CancellationToken cancellationToken)
        => ScriptSimulator.Run(
            graph,
            options.Call with { When = [.. path.Input.Select(CallerInput.Parse)], Choices = path.Choices },
            library,
            cancellationToken: cancellationToken);

    private static string Ending(ScriptSimulationResult result)
    {
        var reached = Reached(result);
        return reached.Length > 0 ? $"{result.Ending} {reached}"
            : result.Ending is ScriptEndings.Stuck or ScriptEndings.NeedsStub or ScriptEndings.Loop && result.Last is { } last
                ? ComparisonMessages.At(result.Ending, ComparisonMessages.Action(last.Type, last.ActionId, last.Caption))
                : result.Ending;
    }

    /// <summary>The skill, the script or the number; what a hang-up left behind does not matter.</summary>
    private static string Reached(ScriptSimulationResult result) => result.Ending switch
    {
        ScriptEndings.Queued or ScriptEndings.Answered or ScriptEndings.Callback => result.SkillName.Length > 0
            ? result.SkillName : result.Skill,
        ScriptEndings.Script or ScriptEndings.Transferred => result.Target,
        _ => string.Empty,
    };

    private static string Sentence(
        ExploredPath path, string old, string now, int count, ScriptSimulationResult oldResult, ScriptSimulationResult nowResult)
    {
        var (first, second) = (Reached(oldResult), Reached(nowResult));
        var isSameEnding = oldResult.Ending == nowResult.Ending && first.Length > 0 && second.Length > 0;
        var steps = string.Join(' ', path.Choices.Select(Choice).Concat(path.Input.Select(Input)));
        return isSameEnding
            ? ComparisonMessages.ReachesOther(steps, first, second, count)
            : ComparisonMessages.EndsOtherwise(steps, old, now, count);
    }

    private static string Choice(string exit) => exit.Length == 0 ? "(Default)" : $"({exit})";

    private static string Input(string input) => input == CallerInput.Timeout.ToString()
        ? ComparisonMessages.Silence : $"\u2018{input}\u2019";
}
