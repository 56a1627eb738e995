using System.Globalization;
using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Prompts and keys.</summary>
internal static class PromptActions
{
    public static ActionOutcome? Execute(CallEngine engine, CallState state, ScriptNode node) => node.Type switch
    {
        "MENU" => ActionOutcome.Of(Entry(engine, state, node, isMenu: true)),
        "CAPTURE" => ActionOutcome.Of(Entry(engine, state, node, isMenu: false)),
        "PLAY" => ActionOutcome.Of(Play(engine, state, node, "Sequence", string.Empty)),
        "PLAYLOG" => ActionOutcome.Of(Play(engine, state, node, "ContactIDorFile", string.Empty)),
        "MUSIC" => ActionOutcome.Of(Music(engine, state, node)),
        "ASR" or "ASRMENU" or "ASRNUMBER" or "ASRDIGITS" when HasSpeech(engine, state) => ActionOutcome.Of(Speech(engine, state, node)),
        _ => null,
    };

    /// <summary>Notes the parts of a prompt and lets their time pass.</summary>
    /// <returns>Whether an event fired meanwhile.</returns>
    public static bool Prompt(CallEngine engine, CallState state, ScriptNode node, string property, bool isCut = false)
    {
        if (node.Action.Text(property).Trim().Length == 0)
        {
            return false;
        }

        var parts = Parts(engine.Text(state, node, property));
        foreach (var part in parts)
        {
            state.Heard = new HeardPrompt(state.Heard, part);
        }

        return engine.Wait(state, isCut ? 0 : parts.Count * engine.Call.PromptSeconds);
    }

    /// <summary>The quoted parts of a sequence; text to speech without its percent sign.</summary>
    internal static IReadOnlyList<string> Parts(StudioValue sequence)
    {
        if (sequence.Text is not { } text)
        {
            return ["?"];
        }

        List<string> parts = [];
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('"', at);
            if (open < 0)
            {
                parts.AddRange(text[at..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
                break;
            }

            parts.AddRange(text[at..open].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            var close = text.IndexOf('"', open + 1);
            close = close < 0 ? text.Length : close;
            parts.Add(text[(open + 1)..close].TrimStart('%'));
            at = close + 1;
        }

        return parts;
    }

    private static CallPause? Play(CallEngine engine, CallState state, ScriptNode node, string property, string done)
    {
        if (!state.IsCollecting)
        {
            Clear(engine, state, node);
            if (Prompt(engine, state, node, property, IsCut(engine, state, node)))
            {
                return null;
            }
        }

        return Key(engine, state, node, done);
    }

    private static CallPause? Music(CallEngine engine, CallState state, ScriptNode node)
    {
        var seconds = engine.Text(state, node, "SecondstoPlay").Number ?? 0;
        if (!state.IsCollecting)
        {
            Clear(engine, state, node);
            if (engine.Text(state, node, "MusicFile").Text is { Length: > 0 } file)
            {
                state.Heard = new HeardPrompt(state.Heard, file.Trim('"'));
            }

            if (engine.Wait(state, IsCut(engine, state, node) ? 0 : seconds > 0 ? seconds : engine.Call.MusicSeconds))
            {
                return null;
            }
        }

        if (seconds > 0 || !Exits.IsWired(node, "Complete"))
        {
            return Key(engine, state, node, string.Empty);
        }

        state.Assumptions.Add(nameof(ScriptAssumptions.WholeMusicTakesComplete));
        return Key(engine, state, node, engine.Call.Assumptions.WholeMusicTakesComplete ? "Complete" : string.Empty);
    }

    /// <summary>Whether a key that was pressed ahead ends a prompt that has no exit for it.</summary>
    private static bool IsCut(CallEngine engine, CallState state, ScriptNode node)
    {
        if (state.Buffer.Length == 0 || Exits.IsWired(node, "Digit")
            || !node.Action.Text("DetectDTMF").Equals("True", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        state.Assumptions.Add(nameof(ScriptAssumptions.PromptPlaysOnWithoutDigitExit));
        return !engine.Call.Assumptions.PromptPlaysOnWithoutDigitExit;
    }

    /// <summary>A prompt that a key ends: only where the exit Digit is wired does the key decide anything.</summary>
    private static CallPause? Key(CallEngine engine, CallState state, ScriptNode node, string done)
    {
        var detects = node.Action.Text("DetectDTMF").Equals("True", StringComparison.OrdinalIgnoreCase);
        if (!detects || !Exits.IsWired(node, "Digit") || engine.Call.Replay is not null)
        {
            return engine.Follow(state, done);
        }

        if (state.Buffer.Length > 0)
        {
            return engine.Follow(state, "Digit");
        }

        if (state.Pending is not { } input)
        {
            return CallPause.NeedsInput;
        }

        state.Last = state.Last! with { Input = input.ToString() };
        switch (input.Kind)
        {
            case CallerInputKind.Hangup:
                return CallEvents.ReleaseCall(engine, state, ScriptEndings.Hangup, SimulationMessages.CallerReleased);
            case CallerInputKind.Keys or CallerInputKind.Partial:
                state.Buffer += input.Value;
                return engine.Follow(state, "Digit");
            default:
                return engine.Follow(state, done);
        }
    }

    private static void Clear(CallEngine engine, CallState state, ScriptNode node)
    {
        if (node.Action.Text("ClearDigits").Equals("True", StringComparison.OrdinalIgnoreCase) && state.Buffer.Length > 0)
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.ClearDigitsBeforePrompt));
            if (engine.Call.Assumptions.ClearDigitsBeforePrompt)
            {
                state.Buffer = string.Empty;
            }
        }
    }

    private static CallPause? Entry(CallEngine engine, CallState state, ScriptNode node, bool isMenu)
    {
        if (!state.IsCollecting)
        {
            if (isMenu)
            {
                Clear(engine, state, node);
                if (Prompt(engine, state, node, "Sequence"))
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

    private static bool HasSpeech(CallEngine engine, CallState state)
        => state.Pending is { Kind: CallerInputKind.Say }
            || (state.InputsUsed < engine.Call.When.Count && engine.Call.When[state.InputsUsed].Kind == CallerInputKind.Say);

    private static CallPause? Speech(CallEngine engine, CallState state, ScriptNode node)
    {
        if (state.Pending is not { } input)
        {
            return Prompt(engine, state, node, "Sequence") ? null : CallPause.NeedsInput;
        }

        state.Last = state.Last! with { Input = input.ToString() };
        if (CallEngine.Bare(node.Action.Text("Variable")) is { Length: > 0 } name)
        {
            new CallContext(engine.Call, state).Write(name, StudioValue.Of(input.Value));
        }

        return engine.Follow(state, input.Value);
    }

    private static decimal Number(CallEngine engine, CallState state, ScriptNode node, string property, decimal otherwise)
        => node.Action.Text(property).Trim().Length == 0 ? otherwise : engine.Text(state, node, property).Number ?? otherwise;
}
