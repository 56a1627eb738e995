namespace CxOne.Errors;

/// <summary>A result that can be read also where the operation did not end well.</summary>
/// <param name="Result">What happened.</param>
/// <param name="Failure">Why it is a failure; <see langword="null"/> where it is none.</param>
public sealed record CxOutcome<T>(T Result, CxException? Failure);
