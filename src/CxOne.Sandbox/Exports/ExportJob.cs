namespace CxOne.Sandbox.Exports;

/// <summary>A data export. What it yields is fixed by the instant at which it ends.</summary>
internal sealed record ExportJob
{
    public required string ExportJobId { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Values that a deployment must have, by field.</summary>
    public required List<KeyValuePair<string, string>> Filters { get; init; }

    public required IReadOnlyList<string> Metrics { get; init; }
}
