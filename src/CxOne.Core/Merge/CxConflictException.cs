using CxOne.Errors;

namespace CxOne.Merge;

/// <summary>A change was not made because somebody else changed the same member, or would not stop changing the object.</summary>
public sealed class CxConflictException : CxException
{
    /// <summary>Makes one.</summary>
    /// <param name="definition"><c>EditConflict</c> or <c>ConflictRetriesExhausted</c>.</param>
    /// <param name="message">What happened, with all three values of every conflict.</param>
    /// <param name="conflicts">The members that both sides changed; empty where the attempts were used up.</param>
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

    /// <summary>An earlier attempt, whose answer was lost, may have been made before the other side changed the member.</summary>
    public bool MayHaveBeenMade { get; init; }

    /// <summary>Base, theirs and yours of every member that both sides changed.</summary>
    public IReadOnlyList<CxFieldConflict> Conflicts { get; }
}
