using CxOne.Errors;

namespace CxOne.Merge;

/// <summary>The exception that is thrown when a change was not made because other clients changed the same object.</summary>
public sealed class CxConflictException : CxException
{
    /// <summary>Initializes a new instance of the <see cref="CxConflictException"/> class.</summary>
    /// <param name="definition"><c>EditConflict</c> or <c>ConflictRetriesExhausted</c>.</param>
    /// <param name="message">The message, with all three values of every conflict.</param>
    /// <param name="conflicts">The members that both sides changed; empty if the attempts were used up.</param>
    /// <param name="item">The user's item.</param>
    /// <param name="innerException">The tenant's last refusal.</param>
    public CxConflictException(
        CxErrorDefinition definition,
        string message,
        IReadOnlyList<CxFieldConflict> conflicts,
        object? item,
        Exception? innerException = null)
        : base(definition, message, item, innerException)
        => Conflicts = conflicts;

    internal CxConflictException(CxErrorDefinition definition, ErrorText message, IReadOnlyList<CxFieldConflict> conflicts, object? item)
        : base(definition, message, item, null)
        => Conflicts = conflicts;

    /// <summary>
    /// Gets a value indicating whether an earlier attempt, whose answer was lost, may have been applied before the other client's change.
    /// </summary>
    public bool MayHaveBeenMade { get; init; }

    /// <summary>Gets the members that both sides changed, each with the values base, theirs and yours.</summary>
    public IReadOnlyList<CxFieldConflict> Conflicts { get; }
}
