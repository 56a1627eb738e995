namespace CxOne.Studio.Calls;

/// <summary>What the queue does with the contact.</summary>
public sealed record QueueStub
{
    /// <summary>No agent answers.</summary>
    public static readonly QueueStub Never = new();

    /// <summary>Gets the seconds from REQAGENT until an agent answers; <see langword="null"/> if none does.</summary>
    public decimal? AnswerAfter { get; init; }

    /// <summary>Gets whether agents refuse the contact, so that it stays in the queue.</summary>
    public bool IsRefused { get; init; }
}
