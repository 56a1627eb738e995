namespace CxOne.Studio.Linting;

/// <summary>What the linter found in a script.</summary>
public sealed record ScriptLintResult
{
    /// <summary>Gets the script.</summary>
    public required string Script { get; init; }

    /// <summary>Gets the findings: the gravest first, then by rule and action.</summary>
    public required IReadOnlyList<ScriptLintFinding> Findings { get; init; }

    /// <summary>Gets the findings that a comment of the script or the settings silence.</summary>
    public required IReadOnlyList<ScriptLintFinding> Silenced { get; init; }

    /// <summary>Gets the rules that could not be checked, each with the data that it needs.</summary>
    public required IReadOnlyList<ScriptLintSkip> Skipped { get; init; }

    /// <summary>Gets whether a finding is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == ScriptLintSeverities.Error);
}
