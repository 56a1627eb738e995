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
        "MENU" => ActionOutcome.Of(KeyActions.Entry(engine, state, node, isMenu: true)),
        "CAPTURE" => ActionOutcome.Of(KeyActions.Entry(engine, state, node, isMenu: false)),
        "PLAY" => ActionOutcome.Of(Play(engine, state, node, "Sequence", string.Empty)),
        "PLAYLOG" => ActionOutcome.Of(Play(engine, state, node, "ContactIDorFile", string.Empty)),
        "MUSIC" => ActionOutcome.Of(Music(engine, state, node)),
        "ASR" or "ASRMENU" or "ASRNUMBER" or "ASRDIGITS" when HasSpeech(engine, state) => ActionOutcome.Of(Speech(engine, state, node)),
        _ => null,
    };

    /// <summary>Notes the parts of a prompt and lets their time pass.</summary>
    /// <returns>Whether an event fired in the meantime.</returns>
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

    public static void Clear(CallEngine engine, CallState state, ScriptNode node)
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
}
