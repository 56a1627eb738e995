using CxOne.Studio.Calls;
using CxOne.Studio.Simulation;

namespace CxOne.Studio.Testing;

/// <summary>A test case: a call, or an exploration, and what is expected of it.</summary>
public sealed record ScriptTestCase
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the script; empty for the one that the test run is about.</summary>
    public string Script { get; init; } = string.Empty;

    /// <summary>Gets the call.</summary>
    public ScriptCall Call { get; init; } = new();

    /// <summary>Gets the bounds where the test case explores; <see langword="null"/> where it runs one call.</summary>
    public ScriptExploreOptions? Explore { get; init; }

    /// <summary>Gets what is expected.</summary>
    public required ScriptExpectation Then { get; init; }
}
