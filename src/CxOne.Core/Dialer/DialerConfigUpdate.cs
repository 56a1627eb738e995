using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>What became of a change.</summary>
public sealed record DialerConfigUpdate
{
    /// <summary>The configuration.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// <c>Changed</c>, <c>Unchanged</c> (it already held what was wanted), or <c>Recognised</c>
    /// (the answer to the write was lost, and the tenant was found to hold it).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>The members that changed.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; init; } = [];

    /// <summary>The configuration as it is now.</summary>
    public required DialerConfig Config { get; init; }

    /// <summary>Its version now.</summary>
    public string? ETag { get; init; }

    /// <summary>How often a write was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>From the first request to the confirmed write, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>SHA-256 (hex) of the canonical JSON that was written.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>The tenant's id of the write.</summary>
    public string? RequestId { get; init; }

    /// <summary>Id of the exported event.</summary>
    public string? EventExportId { get; init; }

    /// <summary>Id of the record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <summary>Rule-set warnings, and what went wrong beside the change itself.</summary>
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
