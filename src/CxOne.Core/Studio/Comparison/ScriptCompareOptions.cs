using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Simulation;

namespace CxOne.Studio.Comparison;

/// <summary>How two versions of a script are compared.</summary>
public sealed record ScriptCompareOptions
{
    /// <summary>Gets what is given for the simulated calls; the caller's inputs are tried.</summary>
    public ScriptCall Call { get; init; } = new();

    /// <summary>Gets the bounds of the exploration, the same on both sides. The default depth is 4 inputs.</summary>
    public ScriptExploreOptions Explore { get; init; } = new() { Depth = 4, MaxStates = 10_000 };

    /// <summary>Gets how many different input paths are compared at most. The default is 2,000.</summary>
    public int MaxPaths { get; init; } = 2_000;

    /// <summary>Gets the scripts that the first version may reach. By default there are no others.</summary>
    public ScriptLibrary BeforeLibrary { get; init; } = ScriptLibrary.Empty;

    /// <summary>Gets the scripts that the second version may reach. By default there are no others.</summary>
    public ScriptLibrary AfterLibrary { get; init; } = ScriptLibrary.Empty;

    /// <summary>Gets what the linter uses for both versions; the libraries above replace its own.</summary>
    public ScriptLintOptions Lint { get; init; } = new();
}
