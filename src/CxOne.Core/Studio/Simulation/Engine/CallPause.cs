namespace CxOne.Studio.Simulation.Engine;

/// <summary>Why the engine gives control back.</summary>
internal enum CallPauseKind
{
    /// <summary>The call has ended.</summary>
    Ended,

    /// <summary>The action waits for the caller.</summary>
    NeedsInput,

    /// <summary>The outcome of the action is not known: one of several exits is to be chosen.</summary>
    NeedsChoice,
}

/// <param name="Kind">Why.</param>
/// <param name="Ending">The ending, where the call has ended.</param>
/// <param name="Reason">A sentence for people.</param>
internal readonly record struct CallPause(CallPauseKind Kind, string Ending = "", string Reason = "")
{
    public static readonly CallPause NeedsInput = new(CallPauseKind.NeedsInput);

    public static CallPause Ended(string ending, string reason = "") => new(CallPauseKind.Ended, ending, reason);

    public static CallPause NeedsChoice(string reason) => new(CallPauseKind.NeedsChoice, Reason: reason);
}
