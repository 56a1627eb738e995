namespace CxOne.Studio.Testing;

/// <summary>A suite of a JUnit report.</summary>
/// <param name="Name">The name.</param>
/// <param name="Cases">The cases.</param>
public sealed record JUnitSuite(string Name, IReadOnlyList<JUnitCase> Cases);
