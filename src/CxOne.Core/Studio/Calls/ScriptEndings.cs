namespace CxOne.Studio.Calls;

/// <summary>How a simulated call ends.</summary>
public static class ScriptEndings
{
    /// <summary>The contact waits in a queue, and no agent answers.</summary>
    public const string Queued = "queued";

    /// <summary>An agent has the call; the path of ONANSWER, if there is one, has run out.</summary>
    public const string Answered = "answered";

    /// <summary>The caller was disconnected and keeps the place in the queue.</summary>
    public const string Callback = "callback";

    /// <summary>The call was released: by HANGUP, or by the caller.</summary>
    public const string Hangup = "hangup";

    /// <summary>END, EXIT, DISCARD or ENDWI.</summary>
    public const string End = "end";

    /// <summary>RUNSCRIPT to a script that is not at hand.</summary>
    public const string Script = "script";

    /// <summary>RETURN in a script that no other one called.</summary>
    public const string Return = "return";

    /// <summary>BLINDXFER.</summary>
    public const string Transferred = "transferred";

    /// <summary>PERMITCALL.</summary>
    public const string Permit = "permit";

    /// <summary>SUPPRESSCALL.</summary>
    public const string Suppress = "suppress";

    /// <summary>The contact stays at an action whose exit is not wired.</summary>
    public const string Stuck = "stuck";

    /// <summary>The contact waits for an event that the test does not fire: STOP, a SPAWN that parks, the end of an event's path.</summary>
    public const string Waiting = "waiting";

    /// <summary>The script runs in a circle without the caller, or the caller's silence leads in a circle.</summary>
    public const string Loop = "loop";

    /// <summary>The outcome of an action is not known and there is no stub for it.</summary>
    public const string NeedsStub = "needsStub";

    /// <summary>Gets every ending.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Queued, Answered, Callback, Hangup, End, Script, Return, Transferred, Permit, Suppress, Stuck, Waiting, Loop, NeedsStub];
}
