using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>Represents the result of a change or a restore of a dialer configuration.</summary>
public sealed record DialerConfigUpdate
{
    /// <summary>Gets the id of the configuration.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Gets the status: <c>Changed</c>, <c>Unchanged</c> (the configuration already had the values), or <c>Recognised</c> (the answer to
    /// the write was lost, and a read showed that the tenant holds the values).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Gets the members that changed.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; init; } = [];

    /// <summary>Gets the configuration after the change.</summary>
    public required DialerConfig Config { get; init; }

    /// <summary>Gets the version after the change.</summary>
    public string? ETag { get; init; }

    /// <summary>Gets the number of writes that were sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the time from the first request to the confirmed write, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Gets the SHA-256 of the canonical JSON that was written, 64 hexadecimal digits.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>Gets the tenant's id of the write.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the id of the exported event, or <see langword="null"/> if the export failed.</summary>
    public string? EventExportId { get; init; }

    /// <summary>Gets the id of the last record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <summary>Gets the warnings of the rule set, and of steps after the change that failed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The result of an operation that had nothing to change.</summary>
    /// <param name="config">The configuration as it is.</param>
    public static DialerConfigUpdate Unchanged(DialerConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new DialerConfigUpdate { Id = config.Id, Status = nameof(UpdateStatus.Unchanged), Config = config, ETag = config.ETag };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Status}";
}
