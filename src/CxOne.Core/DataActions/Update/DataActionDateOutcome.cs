using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>A row with its result, its error, or both.</summary>
/// <param name="Row">The row.</param>
/// <param name="Update">The result; <see langword="null"/> if the row failed.</param>
/// <param name="Failure">The error of the row. Next to a result it means that the outcome could not be recorded.</param>
public sealed record DataActionDateOutcome(DataActionDateRow Row, DataActionDateUpdate? Update, CxException? Failure);
