namespace CxOne.Errors;

/// <summary>One condition that a user can meet: its stable id, its kind, what it means and what to do next.</summary>
/// <param name="Id">Stable id; scripts may compare with it.</param>
/// <param name="Kind">Sort of condition.</param>
/// <param name="Meaning">One sentence for the error list.</param>
/// <param name="RecommendedAction">What to do next, in the imperative.</param>
public sealed record CxErrorDefinition(string Id, CxErrorKind Kind, string Meaning, string RecommendedAction);
