using System.Globalization;
using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Flow control: conditions, loops, variables, snippets.</summary>
internal static class FlowActions
{
    /// <summary>A counter that has finished; the next visit begins anew, or does not.</summary>
    private const decimal Finished = decimal.MinValue;

    public static ActionOutcome? Execute(CallEngine engine, CallState state, ScriptNode node)
    {
        switch (node.Type)
        {
            case "BEGIN":
                SubscriptActions.NameParameters(engine, state, node);
                return ActionOutcome.Of(engine.Follow(state, string.Empty));
            case "IF":
                return ActionOutcome.Of(If(engine, state, node));
            case "CASE":
                return ActionOutcome.Of(Case(engine, state, node));
            case "LOOP":
                return ActionOutcome.Of(Loop(engine, state, node));
            case "FOR":
                return ActionOutcome.Of(For(engine, state, node));
            case "ASSIGN":
                Assign(engine, state, node);
                return ActionOutcome.Of(engine.Follow(state, string.Empty));
            case "SNIPPET":
                return ActionOutcome.Of(RunSnippet(engine, state, node));
            case "LOCATE":
                return ActionOutcome.Of(Locate(engine, state, node));
            case "WAIT":
                var seconds = engine.Text(state, node, "Seconds").Number ?? 0;
                return ActionOutcome.Of(engine.Wait(state, seconds) ? null : engine.Follow(state, string.Empty));
            case "STOP":
                return ActionOutcome.Of(CallEvents.Park(engine, state, CallEvents.End(state, ScriptEndings.Waiting)));
            case "END" or "EXIT" or "DISCARD" or "ENDWI":
                return ActionOutcome.Of(CallEvents.End(state, ScriptEndings.End));
            case "TIMEZONE":
                SetZone(engine, state, node);
                return ActionOutcome.Of(engine.Follow(state, string.Empty));
            default:
                return null;
        }
    }

    private static CallPause? If(CallEngine engine, CallState state, ScriptNode node)
    {
        if (Evaluate(engine, state, node, "Expression", out var problem) is not { } value)
        {
            return engine.Unknown(state, problem);
        }

        return ExpressionEvaluator.Truth(value) is { } truth
            ? engine.Follow(state, truth ? "True" : "False")
            : engine.Unknown(state, SimulationMessages.NeedsCondition(Reason(value)));
    }

    private static CallPause? Case(CallEngine engine, CallState state, ScriptNode node)
    {
        if (Evaluate(engine, state, node, "Variable", out var problem) is not { } value)
        {
            return engine.Unknown(state, problem);
        }

        if (value.Text is null)
        {
            return engine.Unknown(state, SimulationMessages.NeedsCondition(Reason(value)));
        }

        var evaluator = new ExpressionEvaluator(new CallContext(engine.Call, state));
        var taken = node.Exits.FirstOrDefault(exit => exit.Kind != Model.BranchKind.Default
            && exit.Branch is not null
            && evaluator.AreEqual(value, StudioValue.Of(exit.Label.Trim())) == true);
        return engine.Follow(state, taken?.Label ?? string.Empty);
    }

    private static CallPause? Loop(CallEngine engine, CallState state, ScriptNode node)
    {
        var times = engine.Text(state, node, "Repeat");
        if (times.IsUnknown)
        {
            return engine.Unknown(state, SimulationMessages.NeedsCondition(Reason(times)));
        }

        var counters = state.Top.Counters;
        var count = counters[node.Id];
        var name = CallEngine.Bare(node.Action.Text("CounterName"));
        var context = new CallContext(engine.Call, state);
        if (count == Finished)
        {
            context.Assume(nameof(ScriptAssumptions.LoopResetsAfterFinished));
            if (!engine.Call.Assumptions.LoopResetsAfterFinished)
            {
                return engine.Follow(state, "Finished");
            }

            count = 0;
        }

        if (name.Length > 0 && state.Top.Program.SharesCounter(name))
        {
            context.Assume(nameof(ScriptAssumptions.LoopsShareCounter));
            if (engine.Call.Assumptions.LoopsShareCounter)
            {
                count = context.Read(name).Number is { } shared ? shared - engine.Call.Assumptions.LoopCounterStart + 1 : 0;
            }
        }

        if (count >= (times.Number ?? 0))
        {
            counters[node.Id] = Finished;
            return engine.Follow(state, "Finished");
        }

        counters[node.Id] = count + 1;
        if (name.Length > 0)
        {
            if (state.Top.Program.MayRead(name))
            {
                context.Assume(nameof(ScriptAssumptions.LoopCounterStart));
            }

            context.Write(name, StudioValue.Of(count + engine.Call.Assumptions.LoopCounterStart));
        }

        return engine.Follow(state, "Repeat");
    }

    private static CallPause? For(CallEngine engine, CallState state, ScriptNode node)
    {
        StudioValue?[] bounds =
        [
            Evaluate(engine, state, node, "FromValue", out var problem), Evaluate(engine, state, node, "ToValue", out _),
        ];
        var step = node.Action.Text("Step").Trim().Length == 0 ? StudioValue.Of(1) : Evaluate(engine, state, node, "Step", out _);
        if (bounds[0] is not { IsUnknown: false } from || bounds[1] is not { IsUnknown: false } to || step is not { IsUnknown: false })
        {
            return engine.Unknown(state, problem.Length > 0 ? problem : SimulationMessages.NeedsCondition("a bound of FOR"));
        }

        var (first, last, size) = (from.Number ?? 0, to.Number ?? 0, Math.Abs(step.Number ?? 1));
        var counters = state.Top.Counters;
        var by = last < first ? -size : size;
        var count = !counters.Contains(node.Id) || counters[node.Id] == Finished ? first : counters[node.Id] + by;
        if (last < first ? count < last : count > last)
        {
            counters[node.Id] = Finished;
            return engine.Follow(state, "Finished");
        }

        counters[node.Id] = count;
        if (CallEngine.Bare(node.Action.Text("CounterName")) is { Length: > 0 } name)
        {
            new CallContext(engine.Call, state).Write(name, StudioValue.Of(count));
        }

        return engine.Follow(state, "Repeat");
    }

    private static void Assign(CallEngine engine, CallState state, ScriptNode node)
    {
        if (CallEngine.Bare(node.Action.Text("Variable")) is { Length: > 0 } name)
        {
            new CallContext(engine.Call, state) { MaxText = MaxText(node) }.Write(name, engine.Text(state, node, "Value"));
        }
    }

    private static int? MaxText(ScriptNode node)
    {
        var size = node.Action.Text("MaxStringSize").Trim();
        return size.StartsWith("Limit", StringComparison.OrdinalIgnoreCase)
            && size.EndsWith('K')
            && int.TryParse(size.AsSpan(5, size.Length - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var kilo)
            && kilo is > 0 and < 10_000
                ? kilo * 1024
                : null;
    }

    private static CallPause? RunSnippet(CallEngine engine, CallState state, ScriptNode node)
    {
        var context = new CallContext(engine.Call, state) { MaxText = MaxText(node) };
        try
        {
            SnippetRunner.Run(state.Top.Program.Snippet(node), context);
            return engine.Follow(state, string.Empty);
        }
        catch (SnippetFaultException fault)
        {
            var (line, column) = state.Top.Program.Snippet(node).Place(fault.At);
            var text = new SnippetError(line, column, fault.Message).ToString();
            context.Write("_ERR", StudioValue.Of(text));
            context.Write("__err", StudioValue.Of(text));
            return engine.Fault(state);
        }
        catch (StubMissingException missing)
        {
            return engine.Unknown(state, missing.Message);
        }
        catch (StepLimitException)
        {
            return CallPause.Ended(ScriptEndings.Loop, SimulationMessages.SnippetLimit);
        }
    }

    private static CallPause? Locate(CallEngine engine, CallState state, ScriptNode node)
    {
        var (text, part) = (engine.Text(state, node, "String"), engine.Text(state, node, "StringToFind"));
        if (text.Text is not { } whole || part.Text is not { } found)
        {
            return engine.Unknown(state, SimulationMessages.NeedsCondition(Reason(text.Text is null ? text : part)));
        }

        var isSensitive = node.Action.Text("CaseSensitive").Equals("True", StringComparison.OrdinalIgnoreCase);
        var at = found.Length == 0 ? -1 : whole.IndexOf(found, isSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        if (CallEngine.Bare(node.Action.Text("Variable")) is { Length: > 0 } name)
        {
            new CallContext(engine.Call, state).Write(name, StudioValue.Of(at + 1));
        }

        return engine.Follow(state, at >= 0 ? "Found" : string.Empty);
    }

    private static void SetZone(CallEngine engine, CallState state, ScriptNode node)
    {
        var zone = engine.Text(state, node, "TimeZone").Text ?? string.Empty;
        if (CallContext.IsZone(zone))
        {
            state.Zone = zone;
        }
        else
        {
            state.SideEffects.Add(SimulationMessages.ZoneUnknown(zone));
        }
    }

    private static StudioValue? Evaluate(CallEngine engine, CallState state, ScriptNode node, string property, out string problem)
    {
        var (expression, error) = state.Top.Program.Expression(node, property);
        problem = string.Empty;
        if (expression is null)
        {
            problem = SimulationMessages.ConditionInvalid(error!.ToString());
            return null;
        }

        try
        {
            var context = new CallContext(engine.Call, state);
            return new ExpressionEvaluator(context).Evaluate(expression);
        }
        catch (Exception exception) when (exception is SnippetFaultException or StepLimitException or StubMissingException)
        {
            problem = SimulationMessages.NeedsCondition(exception.Message);
            return null;
        }
    }

    internal static string Reason(StudioValue value) => (value as UnknownValue)?.Reason ?? "a part of it is not known";
}
