namespace CxOne.Studio.Testing;

/// <summary>A case of a JUnit report.</summary>
/// <param name="ClassName">The group, such as the script.</param>
/// <param name="Name">The name.</param>
/// <param name="Duration">The time that it took.</param>
/// <param name="Failures">What went wrong; empty for a case that passed.</param>
/// <param name="IsSkipped">Whether it did not run.</param>
/// <param name="Output">More text, shown with the case.</param>
public sealed record JUnitCase(
    string ClassName, string Name, TimeSpan Duration, IReadOnlyList<string> Failures, bool IsSkipped = false, string Output = "");
