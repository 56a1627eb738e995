namespace CxOne.Studio.Simulation;

/// <summary>Everything that callers can reach within the bounds of an exploration.</summary>
public sealed record ScriptExploration
{
    /// <summary>Gets the script.</summary>
    public required string Script { get; init; }

    /// <summary>Gets the paths that end, the shortest first. Paths that reach the same state continue as one.</summary>
    public required IReadOnlyList<ExploredPath> Paths { get; init; }

    /// <summary>Gets how many paths end in which way, in short: <c>hangup 12, queued 4</c>.</summary>
    public string Endings => string.Join(", ", Paths.CountBy(path => path.Ending).OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => FormattableString.Invariant($"{entry.Key} {entry.Value}")));

    /// <summary>Gets the ids of the actions that a call reached, by script.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<int>> Reached { get; init; }

    /// <summary>Gets which exits were taken.</summary>
    public required ScriptCoverage Coverage { get; init; }

    /// <summary>Gets the assumptions about the platform that a path depends on.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>Gets how many different states were visited.</summary>
    public required int States { get; init; }

    /// <summary>Gets how many states were left because the depth was reached.</summary>
    public required int CutAtDepth { get; init; }

    /// <summary>Gets whether the limit of states was reached, so that something may be missing.</summary>
    public required bool IsTruncated { get; init; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{Script}: {Paths.Count} {(Paths.Count == 1 ? "path" : "paths")}, ")
            + FormattableString.Invariant($"{States} {(States == 1 ? "state" : "states")}");
}
