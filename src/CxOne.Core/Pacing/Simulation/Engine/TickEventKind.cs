namespace CxOne.Pacing;

/// <summary>What happens; the order is the order of two events at the same moment.</summary>
internal enum TickEventKind : byte
{
    /// <summary>Wrap ends: the agent and the line are free.</summary>
    Release,

    /// <summary>A person answers.</summary>
    Answer,

    /// <summary>An unanswered number is given up: the line is free.</summary>
    GivenUp,
}
