namespace CxOne.Merge;

/// <summary>Represents a member that two clients changed differently since the same base.</summary>
/// <param name="Field">The member's name; dots separate the names of nested members.</param>
/// <param name="Base">The JSON value that the caller had read, or <see langword="null"/> if the member was absent.</param>
/// <param name="Theirs">The tenant's JSON value now, or <see langword="null"/> if the member is absent.</param>
/// <param name="Yours">The JSON value that the caller sets, or <see langword="null"/> if the caller removes the member.</param>
public sealed record CxFieldConflict(string Field, string? Base, string? Theirs, string? Yours)
{
    /// <inheritdoc/>
    public override string ToString()
        => $"{Field}: base {Base ?? MergeMessages.Absent}, theirs {Theirs ?? MergeMessages.Absent}, "
            + $"yours {Yours ?? MergeMessages.Removed}";
}
