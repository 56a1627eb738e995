using CxOne.Merge;

namespace CxOne.Published;

/// <summary>Represents the result of a change or a restore of a point of contact.</summary>
public sealed record PointOfContactUpdate
{
    /// <summary>Gets the id of the point of contact.</summary>
    public required int Id { get; init; }

    /// <summary>Gets the address of the point of contact.</summary>
    public string? Address { get; init; }

    /// <summary>
    /// Gets the status: <c>Changed</c>, <c>Unchanged</c> (it already had the values), or <c>Recognised</c> (the answer to the write was
    /// lost, and a read showed that the tenant holds the values).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Gets the members that changed.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; init; } = [];

    /// <summary>Gets the point of contact after the change.</summary>
    public required PointOfContact PointOfContact { get; init; }

    /// <summary>Gets the number of writes that were sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the time from the first request to the confirmed write, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Gets the SHA-256 of the canonical JSON that was written, 64 hexadecimal digits.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>Gets the tenant's id of the write.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the id of the last record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <summary>The result of an operation that had nothing to change.</summary>
    /// <param name="point">The point of contact as it is.</param>
    public static PointOfContactUpdate Unchanged(PointOfContact point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new PointOfContactUpdate
        {
            Id = point.Id, Address = point.Address, Status = nameof(UpdateStatus.Unchanged), PointOfContact = point,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Address}: {Status}";
}
