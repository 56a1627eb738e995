namespace CxOne.Sandbox.Ivr;

/// <summary>What is live of a definition in an environment, and by which deployment.</summary>
internal sealed record LiveVersion
{
    public required int Version { get; init; }

    public required string JobId { get; init; }

    public required DateTimeOffset Since { get; init; }
}
