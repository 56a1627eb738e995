namespace CxOne.Pacing;

/// <summary>The kind of an event. The values order two events at the same time.</summary>
internal enum TickEventKind : byte
{
    /// <summary>Wrap-up ends: the agent and the line become free.</summary>
    Release,

    /// <summary>A person answers.</summary>
    Answer,

    /// <summary>The dialer gives up an unanswered number: the line becomes free.</summary>
    GivenUp,
}
