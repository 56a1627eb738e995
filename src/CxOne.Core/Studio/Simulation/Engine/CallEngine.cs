using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>
/// Runs a call from action to action until it ends, waits for the caller, or meets an action whose outcome is not known. What single
/// actions do is in <see cref="FlowActions"/>, <see cref="SubscriptActions"/>, <see cref="KeyActions"/>, <see cref="PromptActions"/> and
/// <see cref="RoutingActions"/>. Here is what all of them use: exits, time, guards, lookups. One class, because each of these needs the
/// same call, library and state.
/// </summary>
internal sealed class CallEngine
{
    private readonly List<bool> _isRelevant = [];
    private readonly ReadNames _reads;
    private readonly bool _hasTime;
    private readonly ScriptProgram _main;

    public CallEngine(ScriptGraph graph, ScriptLibrary library, ScriptCall call)
    {
        Call = call;
        Library = library;
        _main = ScriptProgram.Of(graph);
        _reads = ReadNames.Of(graph, library);
        _hasTime = (call.Now is not null && (call.Profiles.Count > 0 || _reads.Contains("now")))
            || call.Events.Any(stub => stub.AfterSeconds is not null);
    }

    public ScriptCall Call { get; }

    public ScriptLibrary Library { get; }

    public SymbolTable Symbols { get; } = new();

    /// <summary>Exits that were taken: script, action, label.</summary>
    public HashSet<(ScriptProgram Program, int Id, string Exit)> Coverage { get; } = [];

    public CallState Start()
    {
        var state = new CallState { Globals = new Variables(Symbols) };
        state.Frames.Add(new CallFrame { Program = _main, Node = StartOf(state, _main.Graph), Variables = new Variables(Symbols) });
        var context = new CallContext(Call, state);
        foreach (var (name, value) in Call.Variables)
        {
            context.Write(name, StudioValue.Of(value));
        }

        return state;
    }

    public string Key(CallState state) => state.Key(Symbols, IsRelevant, _hasTime);

    /// <summary>Runs on. What the caller does is taken from <see cref="CallState.Pending"/>.</summary>
    public CallPause Advance(CallState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!state.IsCollecting)
            {
                if (EventSchedule.Due(Call, state) is { } due)
                {
                    if (CallEvents.Fire(this, state, due.Event, due.Stub) is { } ended)
                    {
                        return ended;
                    }

                    continue;
                }

                if (Enter(state) is { } guarded)
                {
                    return guarded;
                }
            }

            if (Execute(state, state.Top.Node!) is { } pause)
            {
                state.IsCollecting = pause.Kind != CallPauseKind.Ended;
                return pause;
            }
        }
    }

    /// <summary>Takes an exit of an action whose outcome is not known. What it writes is unknown from here on.</summary>
    public CallPause? Choose(CallState state, string label)
    {
        var node = state.Top.Node!;
        var context = new CallContext(Call, state);
        foreach (var property in node.Definition?.Properties.Where(property => property.IsOutput) ?? [])
        {
            if (Bare(node.Action.Text(property.Name)) is { Length: > 0 } variable)
            {
                context.Write(variable, new UnknownValue($"the result of {node.Type} is not known"));
            }
        }

        return Follow(state, label);
    }

    /// <summary>The name of an output variable; some authors put it into braces.</summary>
    public static string Bare(string name) => name.Trim() is ['{', .. var inner, '}'] ? inner.Trim() : name.Trim();

    /// <summary>A text property with its substitutions.</summary>
    public StudioValue Text(CallState state, ScriptNode node, string property)
        => Text(state, state.Top.Program.Template(node, property));

    public StudioValue Text(CallState state, TextExpression template)
    {
        if (template.Pieces is [])
        {
            return StudioValue.Empty;
        }

        try
        {
            var context = new CallContext(Call, state);
            return new ExpressionEvaluator(context).Text(template);
        }
        catch (Exception exception) when (exception is SnippetFaultException or StepLimitException or StubMissingException)
        {
            return new UnknownValue(exception.Message);
        }
    }

    /// <summary>Leaves the current action by the exit of a label, or by Default.</summary>
    public CallPause? Follow(CallState state, string label)
    {
        var frame = state.Top;
        var node = frame.Node!;
        state.IsCollecting = false;
        state.Pending = null;
        if (Call.Replay is { } replay && Exits.Wired(node).Count > 1)
        {
            if (state.ReplayUsed >= replay.Count)
            {
                return CallPause.Ended(ScriptEndings.NeedsStub, SimulationMessages.ReplayTooShort(node.Type));
            }

            label = replay[state.ReplayUsed++];
            label = label.Equals("Default", StringComparison.OrdinalIgnoreCase) ? string.Empty : label;
            if (!Exits.IsWired(node, label))
            {
                return CallPause.Ended(ScriptEndings.NeedsStub, SimulationMessages.NoExit(label));
            }
        }

        var exit = Exits.Taken(node, label);
        if (exit is not null)
        {
            state.Last = state.Last! with { Exit = exit.DisplayLabel };
            Coverage.Add((frame.Program, node.Id, exit.DisplayLabel));
            frame.Node = exit.Target;
        }

        if (EventSchedule.After(Call, state, node) is { } due)
        {
            return CallEvents.Fire(this, state, due.Event, due.Stub);
        }

        return exit is not null ? null : CallEvents.Unwired(this, state, node, label);
    }

    /// <summary>
    /// Leaves the current action by the exit that a test names. One that the action cannot have is a mistake of the test.
    /// </summary>
    public CallPause? FollowStub(CallState state, string label)
    {
        var node = state.Top.Node!;
        if (label.Trim().Equals("Default", StringComparison.OrdinalIgnoreCase))
        {
            return Follow(state, string.Empty);
        }

        return label.Trim().Length > 0 && node.Exit(label) is null && node.Definition is { HasFreeBranches: false }
            ? CallPause.Ended(ScriptEndings.NeedsStub, SimulationMessages.StubWithoutExit(node.Type, label.Trim(), Exits.List(node)))
            : Follow(state, label);
    }

    /// <summary>Leaves an action that failed: by Error where it is wired, else by Default.</summary>
    public CallPause? Fault(CallState state)
    {
        if (!Exits.IsWired(state.Top.Node!, "Error"))
        {
            return Follow(state, string.Empty);
        }

        state.Assumptions.Add(nameof(ScriptAssumptions.FaultTakesErrorExit));
        return Follow(state, Call.Assumptions.FaultTakesErrorExit ? "Error" : string.Empty);
    }

    /// <summary>The script that an action names; <see langword="null"/> if it is not at hand.</summary>
    public ScriptGraph? FindScript(CallState state, string name)
    {
        var (relative, fromRoot) = (Library.Find(state.Top.Program.Name, name), Library.Find(string.Empty, name));
        if (relative is null || ReferenceEquals(relative, fromRoot))
        {
            return relative;
        }

        state.Assumptions.Add(nameof(ScriptAssumptions.ScriptNamesAreRelative));
        return Call.Assumptions.ScriptNamesAreRelative ? relative : fromRoot;
    }

    /// <summary>The action at which a script starts.</summary>
    public ScriptNode? StartOf(CallState state, ScriptGraph graph)
    {
        var first = graph.Nodes.FirstOrDefault(node => node.IsBegin);
        if (ReferenceEquals(first, graph.Start))
        {
            return first;
        }

        state.Assumptions.Add(nameof(ScriptAssumptions.LastBeginStarts));
        return Call.Assumptions.LastBeginStarts ? graph.Start : first;
    }

    /// <summary>Lets time pass.</summary>
    /// <returns>Whether an event fires before the time is over; the action is dropped then.</returns>
    public bool Wait(CallState state, decimal seconds)
    {
        var until = state.Seconds + Math.Clamp(seconds, 0, 86_400);
        if (EventSchedule.Next(Call, state) is { } next && next.At <= until)
        {
            state.Seconds = Math.Max(state.Seconds, next.At);
            state.Pending = null;
            state.IsCollecting = false;
            return true;
        }

        state.Seconds = until;
        return false;
    }

    /// <summary>Asks for the exit of an action that cannot run offline.</summary>
    public CallPause? Unknown(CallState state, string reason)
    {
        if (Call.Replay is not null || Exits.Wired(state.Top.Node!).Count == 0)
        {
            return Choose(state, string.Empty);
        }

        return state.ChoicesUsed < Call.Choices.Count
            ? Choose(state, Call.Choices[state.ChoicesUsed++])
            : CallPause.NeedsChoice(reason);
    }

    private bool IsRelevant(int slot)
    {
        while (_isRelevant.Count <= slot)
        {
            _isRelevant.Add(_reads.Contains(Symbols.Name(_isRelevant.Count)));
        }

        return _isRelevant[slot];
    }

    /// <summary>Guards against what never ends, and notes the action.</summary>
    private CallPause? Enter(CallState state)
    {
        var frame = state.Top;
        if (frame.Node is not { } node)
        {
            return CallPause.Ended(ScriptEndings.Stuck, SimulationMessages.WithoutBegin);
        }

        var visits = state.Visits.GetValueOrDefault((frame.Program, node.Id)) + 1;
        state.Visits[(frame.Program, node.Id)] = visits;

        // A state can only come back at an action that comes back.
        if (visits > 1 && frame.Program.Joins.Contains(node.Id))
        {
            var key = Key(state);
            if (!state.Seen.TryAdd(key, state.Seconds))
            {
                return CallEvents.Repeated(this, state, state.Seconds > state.Seen[key]);
            }
        }

        state.Last = new TakenStep(state.Last, frame.Program, node, state.Seconds);
        return ++state.Steps > Call.MaxSteps ? CallEvents.Exhausted(state, SimulationMessages.StepLimit(Call.MaxSteps))
            : visits > Call.MaxVisits ? CallEvents.Exhausted(state, SimulationMessages.VisitLimit(Call.MaxVisits))
            : null;
    }

    private CallPause? Execute(CallState state, ScriptNode node)
    {
        if (!node.IsEvent && Stub(state, node) is { } stub)
        {
            var context = new CallContext(Call, state);
            foreach (var (name, value) in stub.Set)
            {
                context.Write(name, StudioValue.Of(value));
            }

            return FollowStub(state, stub.Branch);
        }

        var outcome = FlowActions.Execute(this, state, node)
            ?? SubscriptActions.Execute(this, state, node)
            ?? PromptActions.Execute(this, state, node)
            ?? RoutingActions.Execute(this, state, node);
        return outcome is not null ? outcome.Pause : Other(state, node);
    }

    private CallPause? Other(CallState state, ScriptNode node)
    {
        if (node.Definition is { IsExternal: false })
        {
            if (node.Definition.Category is not (
                ActionCategory.Event or ActionCategory.Note or ActionCategory.Flow or ActionCategory.Prompt))
            {
                state.SideEffects.Add(node.ToString());
            }

            return Follow(state, string.Empty);
        }

        return Unknown(state, SimulationMessages.NeedsOutcome(node.Type, Exits.List(node)));
    }

    private ActionStub? Stub(CallState state, ScriptNode node)
    {
        if (Call.At.Count == 0)
        {
            return null;
        }

        var stubs = Call.At.Where(stub => ActionNames.IsMeant(node, stub.Action)).ToArray();
        if (stubs.Length == 0)
        {
            return null;
        }

        var key = $"{state.Top.Program.Name}/{node.Id}";
        var visit = (int)state.StubVisits[key];
        if (visit < stubs.Length - 1)
        {
            state.StubVisits[key] = visit + 1;
        }

        return stubs[Math.Min(visit, stubs.Length - 1)];
    }
}
