namespace CxOne.Errors;

/// <summary>The result of an operation, which exists even if the operation failed.</summary>
/// <param name="Result">The result.</param>
/// <param name="Failure">The failure; <see langword="null"/> if the operation succeeded.</param>
public sealed record CxOutcome<T>(T Result, CxException? Failure);
