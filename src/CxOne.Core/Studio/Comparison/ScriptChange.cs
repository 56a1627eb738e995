namespace CxOne.Studio.Comparison;

/// <summary>A difference between two versions of a script.</summary>
public sealed record ScriptChange
{
    /// <summary>Gets the kind: one of the names in <c>ScriptChangeKinds</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// Gets the id of the action in the second version, or in the first if it was removed; <see langword="null"/> for the header.
    /// </summary>
    public int? ActionId { get; init; }

    /// <summary>Gets the type of the action.</summary>
    public string ActionType { get; init; } = string.Empty;

    /// <summary>Gets the caption of the action.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>Gets the property, the exit or the member of the header.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Gets the value in the first version; for an exit the action that it leads to.</summary>
    public string Before { get; init; } = string.Empty;

    /// <summary>Gets the value in the second version.</summary>
    public string After { get; init; } = string.Empty;

    /// <summary>Gets the difference as a sentence.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
