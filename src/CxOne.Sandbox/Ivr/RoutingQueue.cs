namespace CxOne.Sandbox.Ivr;

/// <summary>A queue that callers are put into.</summary>
internal sealed record RoutingQueue
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool IsDisabled { get; init; }
}
