namespace CxOne.Tests.Support;

/// <summary>
/// The tiers of the suite. <c>./build.sh Test</c> leaves out what carries <c>[Trait(Tier.Name, Tier.Full)]</c>;
/// <c>-Full</c> runs it as well.
/// </summary>
internal static class Tier
{
    /// <summary>The name of the trait.</summary>
    public const string Name = "Tier";

    /// <summary>Statistics of full size, soaks, long matrices, and whatever takes more than ten seconds.</summary>
    public const string Full = "Full";
}
