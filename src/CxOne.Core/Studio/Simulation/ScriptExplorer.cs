using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Simulation.Engine;

namespace CxOne.Studio.Simulation;

/// <summary>
/// Tries every input wherever the script waits for the caller, and every wired exit where the outcome of an action is not known. Breadth
/// first by inputs, so that a state is found by its shortest path; states with equal actions, variables, keys and frames are visited once.
/// </summary>
public sealed class ScriptExplorer
{
    private readonly CallEngine _engine;
    private readonly ScriptExploreOptions _options;
    private readonly ScriptGraph _graph;
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly List<Waiting> _states = [];
    private readonly List<ExploredPath> _paths = [];
    private readonly Dictionary<ScriptProgram, HashSet<int>> _reached = [];
    private readonly HashSet<string> _assumptions = new(StringComparer.Ordinal);
    private bool _isTruncated;
    private int _cut;

    private ScriptExplorer(ScriptGraph graph, ScriptCall call, ScriptExploreOptions options, ScriptLibrary library)
    {
        _graph = graph;
        _options = options;
        _engine = new CallEngine(graph, library, call with { When = [], Choices = [] });
    }

    /// <summary>Explores a script.</summary>
    /// <param name="graph">The script.</param>
    /// <param name="call">What is given; its inputs are not used.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="library">The scripts that RUNSUB and RUNSCRIPT may reach. By default there are no others.</param>
    /// <param name="cancellationToken">Ends the exploration.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ScriptExploration Explore(
        ScriptGraph graph,
        ScriptCall call,
        ScriptExploreOptions? options = null,
        ScriptLibrary? library = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(call);
        var explorer = new ScriptExplorer(graph, call, options ?? new ScriptExploreOptions(), library ?? ScriptLibrary.Empty);
        return explorer.Explore(cancellationToken);
    }

    private ScriptExploration Explore(CancellationToken cancellationToken)
    {
        List<int> level = [];
        Advance(_engine.Start(), null, 0, level, cancellationToken);
        for (var depth = 0; depth < _options.Depth && level.Count > 0; depth++)
        {
            List<int> next = [];
            foreach (var place in level)
            {
                Expand(place, depth, next, cancellationToken);
            }

            level = next;
        }

        _cut = level.Count;
        AddSilentLoops();
        HashSet<ScriptProgram> programs = [ScriptProgram.Of(_graph), .. _reached.Keys];
        return new ScriptExploration
        {
            Script = _graph.Script.Name,
            Paths = _paths,
            Reached = _reached.ToDictionary(
                entry => entry.Key.Name, entry => (IReadOnlySet<int>)entry.Value, StringComparer.OrdinalIgnoreCase),
            Coverage = new ScriptCoverage(_engine, programs),
            Assumptions = [.. _assumptions.Order(StringComparer.Ordinal)],
            States = _seen.Count,
            CutAtDepth = _cut,
            IsTruncated = _isTruncated,
        };
    }

    /// <summary>Tries every input in a state.</summary>
    private void Expand(int place, int depth, List<int> next, CancellationToken cancellationToken)
    {
        var waiting = _states[place];
        foreach (var input in Inputs(waiting.State.Top.Node!))
        {
            if (_isTruncated)
            {
                return;
            }

            var state = waiting.State.Clone();
            ScriptSimulator.Give(state, input);
            var reached = Advance(state, new ExploredInput(waiting.Path, input.ToString(), false), depth + 1, next, cancellationToken);
            if (input.Kind == CallerInputKind.Timeout)
            {
                waiting.AfterSilence = reached;
            }
        }

        // Its successors are known; what a silent circle needs of it is small.
        waiting.State.Forget();
    }

    // Labels of several digits are keys too; they could not be reached otherwise.
    private IEnumerable<CallerInput> Inputs(ScriptNode node)
        => _options.Keys.Concat(node.Exits
            .Where(exit => exit is { IsWired: true, Kind: BranchKind.Free } && node.Type == "MENU" && exit.Label.Trim().Length > 1)
            .Select(exit => exit.Label.Trim())
            .Where(label => label.All(key => char.IsAsciiDigit(key) || key is '*' or '#'))
            .Distinct(StringComparer.Ordinal)
            .Where(label => !_options.Keys.Any(key => key.Kind == CallerInputKind.Keys && key.Value == label))
            .Select(CallerInput.Keys));

    /// <summary>Runs to the next wait, through forks at unknown outcomes.</summary>
    /// <returns>The state in which the caller is waited for, if there is exactly one.</returns>
    private int? Advance(CallState start, ExploredInput? path, int depth, List<int> next, CancellationToken cancellationToken)
    {
        var forks = new Stack<Fork>();
        var hasForked = false;
        int? reached = null;
        for (var current = ((CallState State, ExploredInput? Path)?)(start, path); current is var (state, soFar); current = Next(forks))
        {
            var before = state.Last;
            var pause = _engine.Advance(state, cancellationToken);
            Note(state, before);
            switch (pause.Kind)
            {
                case CallPauseKind.Ended:
                    End(state, soFar, pause.Ending, pause.Reason);
                    break;
                case CallPauseKind.NeedsInput:
                    var place = Wait(state, soFar, next);
                    reached = hasForked ? null : place;
                    break;
                default:
                    hasForked = true;
                    if (See("?" + _engine.Key(state), out _))
                    {
                        forks.Push(new Fork(state, soFar, Exits.Wired(state.Top.Node!)));
                    }

                    break;
            }
        }

        return reached;
    }

    /// <summary>
    /// Takes the next exit of the innermost fork, the first one first. The state is copied only then, so that a fork with many exits is not
    /// held many times.
    /// </summary>
    private (CallState State, ExploredInput? Path)? Next(Stack<Fork> forks)
    {
        while (forks.TryPeek(out var fork))
        {
            if (fork.Taken == fork.Exits.Count)
            {
                forks.Pop();
                continue;
            }

            var exit = fork.Exits[fork.Taken++];
            var state = fork.State.Clone();
            var chosen = new ExploredInput(fork.Path, exit.Label, true);
            if (_engine.Choose(state, exit.Label) is not { } ended)
            {
                return (state, chosen);
            }

            Note(state, fork.State.Last);
            End(state, chosen, ended.Ending, ended.Reason);
        }

        return null;
    }

    private int? Wait(CallState state, ExploredInput? path, List<int> next)
    {
        if (!See(_engine.Key(state), out var place))
        {
            return _isTruncated ? null : place;
        }

        _states.Add(new Waiting(state, path));
        next.Add(_states.Count - 1);
        return _states.Count - 1;
    }

    private bool See(string key, out int place)
    {
        if (_seen.TryGetValue(key, out place))
        {
            return false;
        }

        if (_seen.Count >= _options.MaxStates)
        {
            _isTruncated = true;
            return false;
        }

        place = _states.Count;
        _seen[key] = place;
        return true;
    }

    private void End(CallState state, ExploredInput? path, string ending, string reason)
    {
        _assumptions.UnionWith(state.Assumptions);
        _paths.Add(new ExploredPath(path)
        {
            Ending = ending,
            Skill = state.Skill,
            Target = ScriptSimulator.Target(state),
            Reason = reason,
            Last = state.Last is null ? null : ScriptSimulator.Step(state.Last),
        });
    }

    private void Note(CallState state, TakenStep? before)
    {
        // The step that waited was replaced by one that names its exit; what is before it was noted.
        for (var step = state.Last; step is not null && (before is null || !ReferenceEquals(step, before.Before)); step = step.Before)
        {
            if (!_reached.TryGetValue(step.Program, out var ids))
            {
                _reached[step.Program] = ids = [];
            }

            ids.Add(step.Node.Id);
        }
    }

    /// <summary>Silence alone leads from some states in a circle; the bound of inputs would hide it.</summary>
    private void AddSilentLoops()
    {
        var mark = new int[_states.Count];
        for (var start = 0; start < _states.Count; start++)
        {
            int? at = start;
            while (at is { } place && mark[place] == 0)
            {
                mark[place] = start + 1;
                at = _states[place].AfterSilence;
            }

            if (at is { } first && mark[first] == start + 1)
            {
                var (state, path) = (_states[first].State, _states[first].Path);
                var waits = state is { IsQueued: true, IsAnswered: false };
                End(
                    state,
                    new ExploredInput(path, CallerInput.Timeout.ToString(), false),
                    waits ? ScriptEndings.Queued : state.IsAnswered ? ScriptEndings.Answered : ScriptEndings.Loop,
                    waits ? SimulationMessages.QueueWaits : SimulationMessages.SilenceRepeats);
            }
        }
    }

    /// <summary>A state at an action whose outcome is not known, with the exits that it may take.</summary>
    private sealed class Fork(CallState state, ExploredInput? path, IReadOnlyList<ScriptExit> exits)
    {
        public CallState State { get; } = state;

        public ExploredInput? Path { get; } = path;

        public IReadOnlyList<ScriptExit> Exits { get; } = exits;

        public int Taken { get; set; }
    }

    /// <summary>A state in which the script waits for the caller.</summary>
    private sealed class Waiting(CallState state, ExploredInput? path)
    {
        public CallState State { get; } = state;

        public ExploredInput? Path { get; } = path;

        /// <summary>The state that silence leads to.</summary>
        public int? AfterSilence { get; set; }
    }
}
