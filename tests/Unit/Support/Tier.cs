namespace CxOne.Tests.Support;

/// <summary>
/// The tiers of the suite. <c>./build.sh Test</c> skips tests with <c>[Trait(Tier.Name, Tier.Full)]</c>; <c>-Full</c> runs them as well.
/// </summary>
internal static class Tier
{
    /// <summary>The name of the trait.</summary>
    public const string Name = "Tier";

    /// <summary>Full-size statistics, soaks, long matrices and all tests that take more than 10 s.</summary>
    public const string Full = "Full";
}
