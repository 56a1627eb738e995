using CxOne.Studio.Linting;

namespace CxOne.Studio.Comparison;

/// <summary>
/// The functional differences of two versions of a script. Layout, comments and the editor's own state are not among them.
/// </summary>
public sealed record ScriptComparison
{
    /// <summary>Gets the script.</summary>
    public required string Script { get; init; }

    /// <summary>Gets whether the versions do the same, as far as they were compared.</summary>
    public bool IsSame => Changes.Count == 0 && Endings.Count == 0 && NewFindings.Count == 0 && SolvedFindings.Count == 0;

    /// <summary>Gets the difference in short: the first one for callers, else the first change; empty where there is neither.</summary>
    public string Summary => Endings.Count > 0 ? ComparisonMessages.First(Endings[0].Text, Endings.Count)
        : Changes.Count > 0 ? ComparisonMessages.First(Changes[0].Text, Changes.Count)
        : string.Empty;

    /// <summary>Gets what callers experience differently, the shortest inputs first.</summary>
    public required IReadOnlyList<ScriptEndingChange> Endings { get; init; }

    /// <summary>Gets the changed actions, in order of their ids.</summary>
    public required IReadOnlyList<ScriptChange> Changes { get; init; }

    /// <summary>Gets the findings of the linter that the second version adds.</summary>
    public required IReadOnlyList<ScriptLintFinding> NewFindings { get; init; }

    /// <summary>Gets the findings of the linter that only the first version has.</summary>
    public required IReadOnlyList<ScriptLintFinding> SolvedFindings { get; init; }

    /// <summary>Gets how many input paths were compared.</summary>
    public required int ComparedPaths { get; init; }

    /// <summary>Gets whether a bound was reached, so that a difference may be missing.</summary>
    public required bool IsTruncated { get; init; }

    /// <summary>Gets the assumptions about the platform that the endings depend on.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }
}
