namespace CxOne.Ivr;

/// <summary>A transition from one node to another.</summary>
public sealed record IvrEdge
{
    /// <summary>Gets the digit or word; <see langword="null"/> for a transition without input.</summary>
    public string? Input { get; init; }

    /// <summary>Gets the type of input: DTMF, VOICE, TIMEOUT or NEXT.</summary>
    public string? InputType { get; init; }

    /// <summary>Gets the id of the node that the transition leads to.</summary>
    public string? NextNodeId { get; init; }

    /// <summary>Whether a caller chooses the transition by a digit or a word.</summary>
    internal bool IsChoice => Input is { Length: > 0 } && InputType is "DTMF" or "VOICE";

    /// <inheritdoc/>
    public override string ToString() => $"{Input ?? InputType} -> {NextNodeId}";
}
