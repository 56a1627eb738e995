namespace CxOne.Merge;

/// <summary>Represents the value of one member of a resource before and after a change.</summary>
/// <param name="Field">The member's name; dots separate the names of nested members.</param>
/// <param name="Before">The JSON value before the change, or <see langword="null"/> if the member was absent.</param>
/// <param name="After">The JSON value after the change, or <see langword="null"/> if the member was removed.</param>
public sealed record CxFieldDifference(string Field, string? Before, string? After)
{
    internal static CxFieldDifference Of(FieldPath path, MemberValue before, MemberValue after)
        => new(path.ToString(), before.Json, after.Json);

    /// <inheritdoc/>
    public override string ToString() => $"{Field} {Before ?? MergeMessages.Absent} → {After ?? MergeMessages.Removed}";
}
