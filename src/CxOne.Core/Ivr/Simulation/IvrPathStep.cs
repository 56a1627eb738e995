using System.Text.Json.Serialization;

namespace CxOne.Ivr;

/// <summary>One step of a simulated call.</summary>
public sealed record IvrPathStep
{
    /// <summary>The status of a step whose input matched a transition.</summary>
    public const string Match = "MATCH";

    /// <summary>Gets the id of the node that waited for input.</summary>
    [JsonRequired]
    public required string NodeId { get; init; }

    /// <summary>Gets the input; <c>timeout</c> for silence.</summary>
    public string? Input { get; init; }

    /// <summary>Gets the status: MATCH, TIMEOUT or NO_MATCH.</summary>
    [JsonRequired]
    public required string Status { get; init; }

    /// <summary>Gets the id of the next node; <see langword="null"/> if the call stayed at its node.</summary>
    public string? NextNodeId { get; init; }

    /// <summary>Gets whether the node's prompt could not be rendered.</summary>
    public bool TtsRenderError { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{NodeId} --{Input}--> {NextNodeId ?? "(stays)"} [{Status}]";
}
