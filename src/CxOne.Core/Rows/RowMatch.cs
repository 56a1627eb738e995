namespace CxOne.Rows;

/// <summary>What the columns of one row were recognised as.</summary>
/// <param name="Values">The values by the known names of their columns.</param>
/// <param name="Violations">A sentence for each column that is not known, or known twice.</param>
public sealed record RowMatch(IReadOnlyDictionary<string, object?> Values, IReadOnlyList<string> Violations);
