namespace CxOne.Ivr;

/// <summary>A way from one node to the next.</summary>
public sealed record IvrEdge
{
    /// <summary>The digit or word; absent where the way is taken without input.</summary>
    public string? Input { get; init; }

    /// <summary>DTMF, VOICE, TIMEOUT or NEXT.</summary>
    public string? InputType { get; init; }

    /// <summary>The node that it leads to.</summary>
    public string? NextNodeId { get; init; }

    /// <summary>A caller chooses it by a digit or a word.</summary>
    internal bool IsChoice => Input is { Length: > 0 } && InputType is "DTMF" or "VOICE";

    /// <inheritdoc/>
    public override string ToString() => $"{Input ?? InputType} -> {NextNodeId}";
}
