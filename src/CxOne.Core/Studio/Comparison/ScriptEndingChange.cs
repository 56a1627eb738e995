namespace CxOne.Studio.Comparison;

/// <summary>What callers experience differently: the same input leads to another ending.</summary>
public sealed record ScriptEndingChange
{
    /// <summary>
    /// Gets the inputs of the shortest path; an exit in parentheses is one that was assumed at an action with an unknown outcome.
    /// </summary>
    public required IReadOnlyList<string> Input { get; init; }

    /// <summary>Gets how many of the compared input paths change in the same manner.</summary>
    public required int Paths { get; init; }

    /// <summary>Gets the ending in the first version, such as <c>queued Billing</c>.</summary>
    public required string Before { get; init; }

    /// <summary>Gets the ending in the second version.</summary>
    public required string After { get; init; }

    /// <summary>Gets the change as a sentence.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
