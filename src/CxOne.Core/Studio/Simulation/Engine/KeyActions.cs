using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>MENU and CAPTURE: keys from the buffer and from the caller, and the exit that they take.</summary>
internal static class KeyActions
{
    public static CallPause? Entry(CallEngine engine, CallState state, ScriptNode node, bool isMenu)
    {
        if (!state.IsCollecting)
        {
            if (isMenu)
            {
                PromptActions.Clear(engine, state, node);
                if (PromptActions.Prompt(engine, state, node, "Sequence"))
                {
                    return null;
                }
            }

            state.IsCollecting = true;
        }

        if (engine.Call.Replay is not null)
        {
            return Replayed(engine, state, node);
        }

        var entry = new KeyEntry(
            state.Buffer,
            (int)Math.Clamp(Number(engine, state, node, "MaxDigits", 1), 1, 1000),
            engine.Text(state, node, "Terminator").Text ?? string.Empty,
            engine.Call.Assumptions.TerminatorIsKeptWithoutDash);

        // A CAPTURE that waits for nothing takes what is there, and empties the buffer.
        var takesBuffer = !isMenu && Number(engine, state, node, "Timeout", 1) == 0;
        if (!entry.IsComplete && !takesBuffer)
        {
            if (state.Pending is not { } input)
            {
                return CallPause.NeedsInput;
            }

            state.Last = state.Last! with { Input = input.ToString() };
            state.Pending = null;
            switch (input.Kind)
            {
                case CallerInputKind.Hangup:
                    return CallEvents.ReleaseCall(engine, state, ScriptEndings.Hangup, SimulationMessages.CallerReleased);
                case CallerInputKind.Say:
                    state.SideEffects.Add(SimulationMessages.SpeechAtKeys(input.Value));
                    break;
                case CallerInputKind.Keys or CallerInputKind.Partial:
                    entry = entry.With(input.Value);
                    break;
            }
        }

        state.Buffer = takesBuffer ? string.Empty : entry.Rest;
        var seconds = entry.IsComplete ? engine.Call.KeySeconds
            : entry.Keys.Length == 0 ? Number(engine, state, node, "Timeout", 5)
            : engine.Call.KeySeconds + Number(engine, state, node, "InterDigitTimeout", 5);
        if (engine.Wait(state, takesBuffer ? 0 : seconds))
        {
            return null;
        }

        if (entry.HasKeptTerminator)
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.TerminatorIsKeptWithoutDash));
        }

        var exit = isMenu ? MenuExit(engine, state, node, entry) : NamedExit(node, entry);
        Store(engine, state, node, entry.Keys, isMenu, exit);
        return engine.Follow(state, exit);
    }

    private static string MenuExit(CallEngine engine, CallState state, ScriptNode node, KeyEntry entry)
    {
        var named = NamedExit(node, entry);
        var label = entry.Keys.Length == 0 ? null : node.Exits.FirstOrDefault(exit => exit.Kind == Model.BranchKind.Free
            && exit.Label.Trim().Equals(entry.Keys, StringComparison.OrdinalIgnoreCase));
        if (label is null)
        {
            return named;
        }

        if (!entry.IsComplete)
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.PartialEntryMatchesLabel));
            return engine.Call.Assumptions.PartialEntryMatchesLabel ? label.Label : named;
        }

        if (named.Length == 0)
        {
            return label.Label;
        }

        state.Assumptions.Add(nameof(ScriptAssumptions.DigitLabelGoesFirst));
        return engine.Call.Assumptions.DigitLabelGoesFirst ? label.Label : named;
    }

    /// <summary>The named exit of an entry, where it is wired; otherwise Default.</summary>
    private static string NamedExit(ScriptNode node, KeyEntry entry)
    {
        var name = entry.EndsWithTerminator ? "Terminator"
            : entry.IsComplete ? "MaxDigits"
            : entry.Keys.Length == 0 ? "Timeout"
            : "InterDigitTimeout";
        return Exits.IsWired(node, name) ? name : string.Empty;
    }

    private static void Store(CallEngine engine, CallState state, ScriptNode node, string keys, bool isMenu, string exit)
    {
        var name = CallEngine.Bare(node.Action.Text("Variable"));
        if (name.Length == 0 && isMenu)
        {
            name = "MRES";
        }

        if (name.Length == 0)
        {
            return;
        }

        if (isMenu && exit.Length == 0 && keys.Length > 0 && state.Top.Program.MayRead(name))
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.MenuKeepsUnmatchedEntry));
            keys = engine.Call.Assumptions.MenuKeepsUnmatchedEntry ? keys : string.Empty;
        }

        new CallContext(engine.Call, state).Write(name, StudioValue.Of(keys));
    }

    private static CallPause? Replayed(CallEngine engine, CallState state, ScriptNode node)
    {
        var replay = engine.Call.Replay!;
        if (Exits.Wired(node).Count > 1
            && state.ReplayUsed < replay.Count
            && node.Exit(replay[state.ReplayUsed]) is { Kind: Model.BranchKind.Free } exit)
        {
            Store(engine, state, node, exit.Label, isMenu: true, exit.Label);
        }

        return engine.Follow(state, string.Empty);
    }

    private static decimal Number(CallEngine engine, CallState state, ScriptNode node, string property, decimal otherwise)
        => node.Action.Text(property).Trim().Length == 0 ? otherwise : engine.Text(state, node, property).Number ?? otherwise;
}
