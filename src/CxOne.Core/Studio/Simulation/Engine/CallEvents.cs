using System.Globalization;
using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Events, and the ways in which a path stops.</summary>
internal static class CallEvents
{
    private const string Release = "ONRELEASE";

    /// <summary>
    /// The frame and the action of an event; the uppermost script that has it answers. Frame -1 is the script before RUNSCRIPT.
    /// </summary>
    public static (int Frame, ScriptNode Node)? Find(CallState state, string name)
    {
        for (var place = state.Frames.Count - 1; place >= 0; place--)
        {
            if (state.Frames[place].Program.Graph.Events.FirstOrDefault(
                node => node.Type.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) is { } node)
            {
                return (place, node);
            }
        }

        return state.Former?.Graph.Events.FirstOrDefault(
            node => node.Type.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) is { } former ? (-1, former) : null;
    }

    /// <summary>Drops what runs and continues at the event.</summary>
    public static CallPause? Fire(CallEngine engine, CallState state, string name, EventStub? stub)
    {
        if (stub is not null)
        {
            EventSchedule.MarkFired(engine.Call, state, stub);
        }

        state.IsCollecting = false;
        state.Pending = null;
        state.Seen.Clear();
        state.Visits.Clear();
        if (name.Equals(EventSchedule.Answer, StringComparison.OrdinalIgnoreCase))
        {
            state.IsAnswered = true;
        }

        if (Find(state, name) is not { } found)
        {
            // Only the answer of an agent may have no event.
            state.Assumptions.Add(nameof(ScriptAssumptions.AnswerWithoutEventEndsHold));
            return engine.Call.Assumptions.AnswerWithoutEventEndsHold ? PathEnd(state, string.Empty) : null;
        }

        if (found.Frame < 0)
        {
            var frame = new CallFrame { Program = state.Former!, Variables = state.Top.Variables };
            state.Frames.Clear();
            state.Frames.Add(frame);
        }
        else
        {
            state.Frames.RemoveRange(found.Frame + 1, state.Frames.Count - found.Frame - 1);
        }

        state.Top.Event = found.Node.Type;
        state.Top.Node = found.Node;
        SetOutputs(engine, state, found.Node, stub);
        return null;
    }

    /// <summary>The call is released; ONRELEASE, where the script has it, still runs.</summary>
    public static CallPause? ReleaseCall(CallEngine engine, CallState state, string ending, string reason, bool firesEvent = true)
    {
        if (state.IsReleased)
        {
            return state.PendingEnding.Length > 0
                ? CallPause.Ended(state.PendingEnding, state.PendingReason)
                : CallPause.Ended(ending, reason);
        }

        state.IsReleased = true;
        if (!firesEvent || Find(state, Release) is null)
        {
            return CallPause.Ended(ending, reason);
        }

        state.PendingEnding = ending;
        state.PendingReason = reason;
        return Fire(engine, state, Release, null);
    }

    /// <summary>An ending of the script's own; after a release the release counts.</summary>
    public static CallPause End(CallState state, string ending, string reason = "")
        => state.PendingEnding.Length > 0 ? CallPause.Ended(state.PendingEnding, state.PendingReason)
            : state.IsCallback && ending == ScriptEndings.End ? CallPause.Ended(ScriptEndings.Callback, reason)
            : CallPause.Ended(ending, reason);

    /// <summary>The outcome has no exit that is wired.</summary>
    public static CallPause? Unwired(CallEngine engine, CallState state, ScriptNode node, string label)
    {
        var exit = node.Exit(label) is { IsDangling: true } dangling ? dangling
            : node.Default() is { IsDangling: true } otherwise ? otherwise
            : null;
        var reason = exit is not null
            ? SimulationMessages.Dangling(exit.DisplayLabel, exit.Branch!.To)
            : SimulationMessages.NotWired(node.Exit(label)?.DisplayLabel ?? (label.Length == 0 ? "Default" : label));
        if (exit is null && state.Top.Event.Length > 0)
        {
            return Park(engine, state, PathEnd(state, reason));
        }

        if (state.IsCallback)
        {
            return Park(engine, state, End(state, ScriptEndings.Callback));
        }

        if (exit is null && node.Type is "REQAGENT" or "REQAGENT_DIGITAL")
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.QueueWaitsWithoutDefault));
            if (engine.Call.Assumptions.QueueWaitsWithoutDefault)
            {
                return Park(engine, state, End(state, ScriptEndings.Queued, SimulationMessages.NeverAnswered));
            }
        }

        return exit is null && node.Type == "SPAWN" && Find(state, "ONSIGNAL") is not null
            ? Park(engine, state, End(state, ScriptEndings.Waiting, reason))
            : Stuck(engine, state, reason);
    }

    private static CallPause? Stuck(CallEngine engine, CallState state, string reason)
    {
        var seconds = engine.Call.Assumptions.StuckReleaseSeconds;
        if (EventSchedule.Next(engine.Call, state) is { } next && (seconds == 0 || next.At <= state.Seconds + seconds))
        {
            return Park(engine, state, CallPause.Ended(ScriptEndings.Stuck, reason));
        }

        state.Assumptions.Add(nameof(ScriptAssumptions.StuckReleaseSeconds));
        if (seconds == 0)
        {
            return CallPause.Ended(ScriptEndings.Stuck, reason);
        }

        state.Seconds += seconds;
        return ReleaseCall(engine, state, ScriptEndings.Hangup, reason);
    }

    /// <summary>Nothing runs until the next event; without one the call ends as given.</summary>
    public static CallPause? Park(CallEngine engine, CallState state, CallPause otherwise)
    {
        if (EventSchedule.Next(engine.Call, state) is not { } next)
        {
            return otherwise;
        }

        state.Seconds = Math.Max(state.Seconds, next.At);
        return Fire(engine, state, next.Event, next.Stub);
    }

    /// <summary>The same state was reached again without the caller.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="state">The state.</param>
    /// <param name="timePassed">Whether time passed in between.</param>
    public static CallPause? Repeated(CallEngine engine, CallState state, bool timePassed)
    {
        if (timePassed && !state.IsReleased)
        {
            if (EventSchedule.Next(engine.Call, state) is { } next)
            {
                state.Seconds = Math.Max(state.Seconds, next.At);
                return Fire(engine, state, next.Event, next.Stub);
            }

            if (state.IsQueued || state.IsAnswered || state.Top.Event.Length > 0)
            {
                return PathEnd(state, SimulationMessages.QueueWaits);
            }
        }

        return CallPause.Ended(
            ScriptEndings.Loop, state.RanOutOfInput ? SimulationMessages.SilenceRepeats : SimulationMessages.StateRepeats);
    }

    /// <summary>A guard ended the call.</summary>
    public static CallPause Exhausted(CallState state, string reason)
        => state is { IsQueued: true, IsAnswered: false, IsReleased: false, IsCallback: false } && state.Seconds > state.QueuedAt
            ? CallPause.Ended(ScriptEndings.Queued, reason)
            : CallPause.Ended(ScriptEndings.Loop, reason);

    private static CallPause PathEnd(CallState state, string reason)
        => state.PendingEnding.Length > 0 ? CallPause.Ended(state.PendingEnding, state.PendingReason)
            : state.IsCallback ? CallPause.Ended(ScriptEndings.Callback)
            : state.IsAnswered ? CallPause.Ended(ScriptEndings.Answered)
            : state.IsQueued ? CallPause.Ended(ScriptEndings.Queued, reason)
            : CallPause.Ended(ScriptEndings.Waiting, reason);

    private static void SetOutputs(CallEngine engine, CallState state, ScriptNode node, EventStub? stub)
    {
        var context = new CallContext(engine.Call, state);
        foreach (var property in node.Definition?.Properties.Where(property => property.IsOutput) ?? [])
        {
            var given = CallEngine.Bare(node.Action.Text(property.Name));
            if ((given.Length > 0 ? given : property.DefaultValue) is { Length: > 0 } name)
            {
                context.Write(name, property.Name == "SkillNameVar"
                    ? StudioValue.Of(state.SkillDescription.Length > 0 ? state.SkillDescription : state.Skill)
                    : new UnknownValue($"{node.Type} gives it"));
            }
        }

        for (var place = 0; place < (stub?.Parameters.Count ?? 0); place++)
        {
            var number = (place + 1).ToString(CultureInfo.InvariantCulture);
            var value = StudioValue.Of(stub!.Parameters[place]);
            context.Write("SP" + number, value);
            context.Write("p" + number, value);
            if (node.Action.Property("Parameters")?.Items is { } names && place < names.Count && names[place].Length > 0)
            {
                context.Write(CallEngine.Bare(names[place]), value);
            }
        }
    }
}
