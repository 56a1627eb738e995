using System.Text.Json.Serialization;

namespace CxOne.Ivr;

/// <summary>One step of a simulated call.</summary>
public sealed record IvrPathStep
{
    /// <summary>A step that found its way.</summary>
    public const string Match = "MATCH";

    /// <summary>The node that waited for input.</summary>
    [JsonRequired]
    public required string NodeId { get; init; }

    /// <summary>What was put in; <c>timeout</c> stands for silence.</summary>
    public string? Input { get; init; }

    /// <summary>MATCH, TIMEOUT or NO_MATCH.</summary>
    [JsonRequired]
    public required string Status { get; init; }

    /// <summary>Where the call went; nothing where it stayed.</summary>
    public string? NextNodeId { get; init; }

    /// <summary>The node's prompt could not be rendered.</summary>
    public bool TtsRenderError { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{NodeId} --{Input}--> {NextNodeId ?? "(stays)"} [{Status}]";
}
