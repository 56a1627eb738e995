using CxOne.Merge;
using CxOne.Webhooks;

namespace CxOne.DataActions;

/// <summary>The result of one row.</summary>
public sealed record DataActionDateUpdate
{
    /// <summary>Gets the position of the row in the input, counted from 1.</summary>
    public required int Row { get; init; }

    /// <summary>Gets the id of the data action.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name of the data action.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Gets <c>Changed</c>, <c>Unchanged</c> (the action already had the value; nothing was written), or <c>Recognised</c> (the response to
    /// the write was lost, and a read showed that the tenant has the value).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Gets the value that the action has now.</summary>
    public required string Value { get; init; }

    /// <summary>Gets the value that the action had before; <see langword="null"/> if it had none.</summary>
    public string? PreviousValue { get; init; }

    /// <summary>Gets the members of the action that change.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; init; } = [];

    /// <summary>Gets the calculation of the value.</summary>
    public required DataActionDateResult Date { get; init; }

    /// <summary>Gets the number of writes that were sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the time from the first request of the row to its confirmed write, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Gets the result of the call to the webhook; <see langword="null"/> if none was made.</summary>
    public CallbackResult? Callback { get; init; }

    /// <summary>Gets the id of the outcome record in the local audit log; <see langword="null"/> if there is no such record.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? Id}: {Status}, {Value}";
}
