namespace CxOne.Published;

/// <summary>The details of an audit record about a script: the states before and after hold the id and the hash of each version.</summary>
internal sealed record ScriptWriteAudit
{
    public required string ScriptName { get; init; }

    public string? File { get; init; }

    /// <summary>The version that a restore saved again.</summary>
    public int? RestoredVersion { get; init; }

    public IReadOnlyList<string>? PointsOfContact { get; init; }

    public bool? Forced { get; init; }

    public int? Warnings { get; init; }

    /// <summary>Whether both the script and the points of contact have their former state.</summary>
    public bool? IsReverted { get; init; }

    /// <summary>The user whose lock was taken away.</summary>
    public string? LockedBy { get; init; }

    public double? LatencyMs { get; init; }

    public string? RequestId { get; init; }

    public string? Error { get; init; }
}
