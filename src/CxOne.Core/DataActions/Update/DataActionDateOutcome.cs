using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>A row with its result, or with why it has none.</summary>
/// <param name="Row">The row.</param>
/// <param name="Update">What became of it.</param>
/// <param name="Failure">Why nothing did; beside a result, that it could not be recorded.</param>
public sealed record DataActionDateOutcome(DataActionDateRow Row, DataActionDateUpdate? Update, CxException? Failure);
