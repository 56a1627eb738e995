using CxOne.Studio.Simulation;

namespace CxOne.Studio.Testing;

/// <summary>The outcome of a test case.</summary>
public sealed record ScriptTestResult
{
    /// <summary>Gets the name of the test case.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the script.</summary>
    public required string Script { get; init; }

    /// <summary>Gets the file of the test case; empty if it comes from none.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Gets whether everything is as expected.</summary>
    public bool Passed => Failures.Count == 0;

    /// <summary>Gets <c>Passed</c> or <c>Failed</c>; a finding of the linter has its severity under this name.</summary>
    public string Outcome => Passed ? "Passed" : "Failed";

    /// <summary>Gets the name of the test case; a finding of the linter has its rule and action under this name.</summary>
    public string Subject => Name;

    /// <summary>Gets what differs from the expectation, as one text; the ending if nothing does.</summary>
    public string Message => Passed ? Ending : string.Join(' ', Failures);

    /// <summary>Gets how the call ends; for an exploration the different endings.</summary>
    public required string Ending { get; init; }

    /// <summary>Gets what differs from the expectation.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    /// <summary>Gets the assumptions about the platform that the outcome depends on.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>Gets the call; <see langword="null"/> for an exploration.</summary>
    public ScriptSimulationResult? Call { get; init; }

    /// <summary>Gets the exploration; <see langword="null"/> for a call.</summary>
    public ScriptExploration? Exploration { get; init; }

    /// <summary>Gets which exits were taken.</summary>
    public required ScriptCoverage Coverage { get; init; }

    /// <summary>Gets the time that the test took.</summary>
    public TimeSpan Duration { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Script}, {Name}: {(Failures.Count == 0 ? "passed" : string.Join(' ', Failures))}";
}
