namespace CxOne.Published;

/// <summary>The details of an audit record of a change, in addition to the states before and after.</summary>
internal sealed record PointOfContactAudit
{
    public required string PointOfContactId { get; init; }

    public IReadOnlyList<string>? Changes { get; init; }

    public bool? IvrReporting { get; init; }

    public int? ChatProfileId { get; init; }

    public bool? Forced { get; init; }

    public int? Attempts { get; init; }

    public double? LatencyMs { get; init; }

    public string? PayloadHash { get; init; }

    public string? RequestId { get; init; }

    public string? RestoredFrom { get; init; }

    public string? Error { get; init; }
}
