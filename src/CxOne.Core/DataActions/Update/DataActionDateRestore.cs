using CxOne.Merge;

namespace CxOne.DataActions;

/// <summary>The outcome of restoring the date of a data action.</summary>
public sealed record DataActionDateRestore
{
    /// <summary>The action's id.</summary>
    public required string Id { get; init; }

    /// <summary>The action's name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// <c>Changed</c>, <c>Unchanged</c> (nothing was left to restore; nothing was sent), or <c>Recognised</c> (the answer to the write was
    /// lost, and the tenant was found to hold it).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>The value that the action holds now; nothing where it had no date before the recorded change.</summary>
    public string? Value { get; init; }

    /// <summary>The value that it held before.</summary>
    public string? PreviousValue { get; init; }

    /// <summary>The members that changed.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; init; } = [];

    /// <summary>Id of the audit record whose change was taken back.</summary>
    public required string RestoredFrom { get; init; }

    /// <summary>How often a write was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>From the first request to the confirmed write, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Id of the record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? Id}: {Status}, {Value ?? "(no date)"}";
}
