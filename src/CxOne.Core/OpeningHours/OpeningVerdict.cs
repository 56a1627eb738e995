namespace CxOne.OpeningHours;

/// <summary>The status at a time, and the rule that gives it.</summary>
/// <param name="Status"><c>Open</c>, <c>Closed</c>, <c>Holiday</c>, or the exit that an override names.</param>
/// <param name="Rule">The day, holiday or override with its hours.</param>
internal readonly record struct OpeningVerdict(string Status, string Rule);
