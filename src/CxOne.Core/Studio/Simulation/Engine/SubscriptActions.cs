using System.Globalization;
using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Scripts that run scripts: RUNSUB and RETURN, RUNSCRIPT, SPAWN, and the names of parameters.</summary>
internal static class SubscriptActions
{
    public static ActionOutcome? Execute(CallEngine engine, CallState state, ScriptNode node) => node.Type switch
    {
        "RUNSUB" => ActionOutcome.Of(RunSub(engine, state, node)),
        "RETURN" => ActionOutcome.Of(Return(engine, state, node)),
        "RUNSCRIPT" => ActionOutcome.Of(RunScript(engine, state, node)),
        "SPAWN" => ActionOutcome.Of(Spawn(engine, state, node)),
        _ => null,
    };

    /// <summary>Gives the parameters p1, p2 and so on the names that BEGIN has for them.</summary>
    public static void NameParameters(CallEngine engine, CallState state, ScriptNode node)
    {
        var context = new CallContext(engine.Call, state);
        var names = node.Action.Property("Parameters")?.Items ?? [];
        for (var place = 0; place < names.Count; place++)
        {
            var value = context.Read("p" + (place + 1).ToString(CultureInfo.InvariantCulture));
            if (value is not UnsetValue && CallEngine.Bare(names[place]) is { Length: > 0 } name)
            {
                context.Write(name, value);
            }
        }
    }

    private static CallPause? RunSub(CallEngine engine, CallState state, ScriptNode node)
    {
        var name = engine.Text(state, node, "ScriptName");
        if (name.Text is not { } script)
        {
            return engine.Unknown(state, SimulationMessages.NeedsCondition(FlowActions.Reason(name)));
        }

        if (Stubs.Subscript(engine.Call, script) is { } stub)
        {
            return Answer(engine, state, node, stub);
        }

        if (engine.FindScript(state, script) is not { } graph)
        {
            return engine.Unknown(state, SimulationMessages.NeedsScript(script));
        }

        if (state.Frames.Count > engine.Call.Assumptions.MaxSubscriptDepth)
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.MaxSubscriptDepth));
            return CallPause.Ended(ScriptEndings.Loop, SimulationMessages.SubscriptTooDeep(engine.Call.Assumptions.MaxSubscriptDepth));
        }

        StudioValue[] arguments = [.. Parameters(engine, state, node)];
        state.Frames.Add(new CallFrame
        {
            Program = ScriptProgram.Of(graph),
            Node = engine.StartOf(state, graph),
            Variables = new Variables(engine.Symbols),
            ReturnVariable = CallEngine.Bare(node.Action.Text("ReturnVariable")),

            // A path that an event started continues in the subscript.
            Event = state.Top.Event,
        });
        var context = new CallContext(engine.Call, state);
        for (var place = 0; place < arguments.Length; place++)
        {
            context.Write("p" + (place + 1).ToString(CultureInfo.InvariantCulture), arguments[place]);
        }

        return null;
    }

    private static CallPause? Answer(CallEngine engine, CallState state, ScriptNode node, SubscriptStub stub)
    {
        var context = new CallContext(engine.Call, state);
        foreach (var (variable, value) in stub.Set)
        {
            context.Write(variable, StudioValue.Of(value));
        }

        if (stub.IsError)
        {
            return engine.Fault(state);
        }

        if (CallEngine.Bare(node.Action.Text("ReturnVariable")) is { Length: > 0 } target)
        {
            context.Write(target, StudioValue.Of(stub.Return));
        }

        return engine.Follow(state, string.Empty);
    }

    private static CallPause? Return(CallEngine engine, CallState state, ScriptNode node)
    {
        if (state.Frames.Count == 1)
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.ReturnEndsMainScript));
            return engine.Call.Assumptions.ReturnEndsMainScript
                ? CallEvents.End(state, ScriptEndings.Return)
                : CallPause.Ended(ScriptEndings.Stuck, SimulationMessages.ReturnWithoutCaller);
        }

        var value = engine.Text(state, node, "ReturnValue");
        var variable = state.Top.ReturnVariable;
        state.Frames.RemoveAt(state.Frames.Count - 1);
        if (variable.Length > 0)
        {
            new CallContext(engine.Call, state).Write(variable, value);
        }

        // The path shows the caller's action again, with the exit that it takes now.
        state.Last = new TakenStep(state.Last, state.Top.Program, state.Top.Node!, state.Seconds);
        return engine.Follow(state, string.Empty);
    }

    private static CallPause? RunScript(CallEngine engine, CallState state, ScriptNode node)
    {
        var name = engine.Text(state, node, "ScriptName");
        if (name.Text is not { } script)
        {
            return CallPause.Ended(ScriptEndings.NeedsStub, SimulationMessages.NeedsCondition(FlowActions.Reason(name)));
        }

        if (engine.FindScript(state, script) is not { } graph)
        {
            state.TargetScript = script;
            return CallEvents.End(state, ScriptEndings.Script);
        }

        state.Assumptions.Add(nameof(ScriptAssumptions.VariablesSurviveRunScript));
        var variables = engine.Call.Assumptions.VariablesSurviveRunScript ? state.Top.Variables : new Variables(engine.Symbols);
        state.Former = engine.Call.Assumptions.EventsSurviveRunScript ? state.Top.Program : null;
        if (state.Top.Program.Graph.Events.Count > 0)
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.EventsSurviveRunScript));
        }

        state.Frames.Clear();
        state.Frames.Add(new CallFrame { Program = ScriptProgram.Of(graph), Node = engine.StartOf(state, graph), Variables = variables });
        return null;
    }

    private static CallPause? Spawn(CallEngine engine, CallState state, ScriptNode node)
    {
        var parameters = string.Join(", ", Parameters(engine, state, node).Select(value => value.Text ?? "?"));
        state.SideEffects.Add($"{node} → {engine.Text(state, node, "ScriptName").Text ?? "?"} ({parameters})");
        if (CallEngine.Bare(node.Action.Text("SpawnIDVar")) is { Length: > 0 } name)
        {
            new CallContext(engine.Call, state).Write(name, StudioValue.Of(2000 + ++state.Spawned));
        }

        return engine.Follow(state, string.Empty);
    }

    private static IEnumerable<StudioValue> Parameters(CallEngine engine, CallState state, ScriptNode node)
    {
        var items = node.Action.Property("Parameters")?.Items ?? [];
        for (var place = 0; place < items.Count; place++)
        {
            yield return engine.Text(
                state,
                state.Top.Program.Template(node, "Parameters" + place.ToString(CultureInfo.InvariantCulture), items[place]));
        }
    }
}
