using CxOne.Studio.Linting;
using CxOne.Studio.Testing;

namespace CxOne.Published;

/// <summary>Represents the result of publishing or restoring a script.</summary>
public sealed record ScriptPublishResult
{
    /// <summary>Gets the name of the script, with its folder.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Gets the status: <c>Published</c>, <c>Restored</c>, <c>Unchanged</c> (the tenant already had this script), <c>Refused</c> (nothing
    /// was saved), <c>RolledBack</c> (saved, and the former state is in place again), <c>NotReverted</c> (saved, and the former state could
    /// not be put back completely), or <c>Unknown</c> (neither the answer nor a read shows whether it was saved).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Gets the file that was published.</summary>
    public string? File { get; init; }

    /// <summary>Gets whether the tenant had no script of this name before.</summary>
    public bool IsNew { get; init; }

    /// <summary>Gets the id of the version that the tenant had before.</summary>
    public int? PreviousMasterId { get; init; }

    /// <summary>Gets the id of the version that the tenant has now, as far as it is known.</summary>
    public int? MasterId { get; init; }

    /// <summary>Gets the fingerprint of the former script, 64 hexadecimal digits.</summary>
    public string? PreviousHash { get; init; }

    /// <summary>Gets the fingerprint of the script that the tenant has now, as far as it is known.</summary>
    public string? Hash { get; init; }

    /// <summary>Gets the findings of the tenant's check that did not prevent the save.</summary>
    public IReadOnlyList<ScriptSaveFinding> Warnings { get; init; } = [];

    /// <summary>Gets the findings of the linter.</summary>
    public IReadOnlyList<ScriptLintFinding> Findings { get; init; } = [];

    /// <summary>Gets the results of the test cases.</summary>
    public IReadOnlyList<ScriptTestResult> Tests { get; init; } = [];

    /// <summary>Gets the points of contact that were connected to the script.</summary>
    public IReadOnlyList<PointOfContactUpdate> PointsOfContact { get; init; } = [];

    /// <summary>Gets the ids of the points of contact that could not be connected to their former scripts again.</summary>
    public IReadOnlyList<string> NotReverted { get; init; } = [];

    /// <summary>Gets whether the tenant's lock is free again; <see langword="null"/> if it was not taken, or was the user's before and was
    /// kept.</summary>
    public bool? IsUnlocked { get; init; }

    /// <summary>Gets the time from the first request to the proof, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Gets the tenant's id of the save.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the id of the last record in the audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Status}";
}
