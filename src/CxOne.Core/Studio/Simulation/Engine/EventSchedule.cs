using CxOne.Studio.Calls;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Which event of a test comes next.</summary>
internal static class EventSchedule
{
    public const string Answer = "ONANSWER";

    /// <summary>An event whose time has come.</summary>
    public static (string Event, EventStub? Stub)? Due(ScriptCall call, CallState state)
        => Next(call, state) is { } next && next.At <= state.Seconds ? (next.Event, next.Stub) : null;

    /// <summary>The next event that fires at a time.</summary>
    public static (decimal At, string Event, EventStub? Stub)? Next(ScriptCall call, CallState state)
    {
        (decimal At, string Event, EventStub? Stub)? next = null;
        if (state is { IsQueued: true, IsAnswered: false, IsReleased: false } && call.Queue is { AnswerAfter: { } wait, IsRefused: false })
        {
            next = (state.QueuedAt + wait, Answer, null);
        }

        for (var place = 0; place < call.Events.Count && place < 64; place++)
        {
            var stub = call.Events[place];
            if (stub.AfterSeconds is { } at
                && !HasFired(state, place)
                && (next is null || at < next.Value.At)
                && CallEvents.Find(state, stub.Fire) is not null)
            {
                next = (at, stub.Fire, stub);
            }
        }

        return next;
    }

    /// <summary>The event that fires after an action.</summary>
    public static (string Event, EventStub? Stub)? After(ScriptCall call, CallState state, ScriptNode node)
    {
        for (var place = 0; place < call.Events.Count && place < 64; place++)
        {
            var stub = call.Events[place];
            if (stub.AfterAction is { } action
                && !HasFired(state, place)
                && ActionNames.IsMeant(node, action)
                && CallEvents.Find(state, stub.Fire) is not null)
            {
                return (stub.Fire, stub);
            }
        }

        return null;
    }

    public static void MarkFired(ScriptCall call, CallState state, EventStub stub)
    {
        for (var place = 0; place < call.Events.Count && place < 64; place++)
        {
            if (ReferenceEquals(call.Events[place], stub))
            {
                state.Fired |= 1UL << place;
            }
        }
    }

    private static bool HasFired(CallState state, int place) => (state.Fired & (1UL << place)) != 0;
}
