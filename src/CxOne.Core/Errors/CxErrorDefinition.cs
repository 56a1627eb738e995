namespace CxOne.Errors;

/// <summary>The definition of an error: its stable id, its kind, its meaning and the recommended action.</summary>
/// <param name="Id">The id. It never changes, so that scripts can compare with it.</param>
/// <param name="Kind">The kind of error.</param>
/// <param name="Meaning">What the error means; one sentence.</param>
/// <param name="RecommendedAction">What the user should do next, in the imperative.</param>
public sealed record CxErrorDefinition(string Id, CxErrorKind Kind, string Meaning, string RecommendedAction);
