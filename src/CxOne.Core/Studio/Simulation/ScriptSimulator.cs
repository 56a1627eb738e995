using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Simulation.Engine;

namespace CxOne.Studio.Simulation;

/// <summary>
/// Runs one call through a script, offline. What cannot run offline needs a stub: without one the call ends there as <c>needsStub</c>, with
/// the exits that a stub may name.
/// </summary>
public static class ScriptSimulator
{
    /// <summary>Runs a call to its end.</summary>
    /// <param name="graph">The script.</param>
    /// <param name="call">The call.</param>
    /// <param name="library">The scripts that RUNSUB and RUNSCRIPT may reach. By default there are no others.</param>
    /// <param name="ask">Asked for the caller's input when that of the call is used up; <see langword="null"/> means silence.</param>
    /// <param name="cancellationToken">Ends the simulation.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ScriptSimulationResult Run(
        ScriptGraph graph,
        ScriptCall call,
        ScriptLibrary? library = null,
        Func<ScriptInputRequest, CallerInput?>? ask = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(call);
        var engine = new CallEngine(graph, library ?? ScriptLibrary.Empty, call);
        var state = engine.Start();
        List<string> inputs = [];
        HeardPrompt? asked = null;
        while (true)
        {
            var pause = engine.Advance(state, cancellationToken);
            switch (pause.Kind)
            {
                case CallPauseKind.Ended:
                    return Result(engine, graph, state, pause.Ending, pause.Reason, inputs);
                case CallPauseKind.NeedsChoice:
                    return Result(engine, graph, state, ScriptEndings.NeedsStub, pause.Reason, inputs);
            }

            var input = state.InputsUsed < call.When.Count ? call.When[state.InputsUsed++] : null;
            if (input is null && ask is not null)
            {
                input = ask(new ScriptInputRequest(Step(state.Last!), Prompts(state.Heard, asked), Labels(state.Top.Node!)));
                asked = state.Heard;
            }

            Give(state, input);
            inputs.Add((input ?? CallerInput.Timeout).ToString());
        }
    }

    /// <summary>Hands an input to the waiting action; what the caller really does starts the guards anew.</summary>
    internal static void Give(CallState state, CallerInput? input)
    {
        state.Pending = input ?? CallerInput.Timeout;
        if (input is null)
        {
            state.RanOutOfInput = true;
        }
        else
        {
            state.Visits.Clear();
            state.Seen.Clear();
        }
    }

    internal static IReadOnlyList<ScriptStep> Path(TakenStep? last)
    {
        List<ScriptStep> path = [];
        for (; last is not null; last = last.Before)
        {
            path.Add(Step(last));
        }

        path.Reverse();
        return path;
    }

    internal static ScriptStep Step(TakenStep step)
        => new(
            step.Program.Name,
            step.Node.Id,
            step.Node.Type,
            step.Node.Action.Caption,
            step.Exit ?? string.Empty,
            step.Input ?? string.Empty,
            step.Seconds);

    internal static string Target(CallState state) => state.TargetScript.Length > 0 ? state.TargetScript : state.Destination;

    private static IReadOnlyList<string> Labels(ScriptNode node)
        => [.. node.Exits.Where(exit => exit is { IsWired: true, Kind: BranchKind.Free }).Select(exit => exit.Label)];

    private static ScriptSimulationResult Result(
        CallEngine engine, ScriptGraph graph, CallState state, string ending, string reason, IReadOnlyList<string> inputs)
    {
        var path = Path(state.Last);
        HashSet<ScriptProgram> programs = [ScriptProgram.Of(graph)];
        for (var step = state.Last; step is not null; step = step.Before)
        {
            programs.Add(step.Program);
        }

        return new ScriptSimulationResult
        {
            Script = graph.Script.Name,
            Ending = ending,
            Skill = state.Skill,
            SkillName = state.SkillDescription,
            Target = Target(state),
            Seconds = state.Seconds,
            Input = inputs,
            Path = path,
            Prompts = Prompts(state.Heard, null),
            Variables = Variables(engine, state),
            Reason = reason,
            RanOutOfInput = state.RanOutOfInput,
            Assumptions = [.. state.Assumptions.Order(StringComparer.Ordinal)],
            SideEffects = [.. state.SideEffects],
            Coverage = new ScriptCoverage(engine, programs),
        };
    }

    private static Dictionary<string, string?> Variables(CallEngine engine, CallState state)
    {
        Dictionary<string, string?> variables = new(StringComparer.OrdinalIgnoreCase);
        for (var slot = 0; slot < engine.Symbols.Count; slot++)
        {
            var name = engine.Symbols.Name(slot);
            if (state.Top.Variables.At(slot) is { } value and not UnsetValue)
            {
                variables[name] = value.Text;
            }

            if (state.Globals.At(slot) is { } global and not UnsetValue)
            {
                variables["global:" + name] = global.Text;
            }
        }

        return variables;
    }

    private static List<string> Prompts(HeardPrompt? last, HeardPrompt? since)
    {
        List<string> prompts = [];
        for (; last is not null && !ReferenceEquals(last, since); last = last.Before)
        {
            prompts.Add(last.Text);
        }

        prompts.Reverse();
        return prompts;
    }
}
