using CxOne.Merge;
using CxOne.Webhooks;

namespace CxOne.DataActions;

/// <summary>What became of one row.</summary>
public sealed record DataActionDateUpdate
{
    /// <summary>The row's place in the input, counted from 1.</summary>
    public required int Row { get; init; }

    /// <summary>The action's id.</summary>
    public required string Id { get; init; }

    /// <summary>The action's name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// <c>Changed</c>, <c>Unchanged</c> (it already held the value; nothing was sent), or <c>Recognised</c> (the answer to the write was
    /// lost, and the tenant was found to hold it).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>The value that the action holds now.</summary>
    public required string Value { get; init; }

    /// <summary>The value that it held before.</summary>
    public string? PreviousValue { get; init; }

    /// <summary>The members of the action that change.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; init; } = [];

    /// <summary>How the value came about.</summary>
    public required DataActionDateResult Date { get; init; }

    /// <summary>How often a write was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>From the row's first request to its confirmed write, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>What became of the callback.</summary>
    public CallbackResult? Callback { get; init; }

    /// <summary>Id of the record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? Id}: {Status}, {Value}";
}
