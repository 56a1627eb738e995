using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Exports;

/// <summary>A data export.</summary>
internal sealed class ExportJob
{
    public required string ExportJobId { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The filters: required values by field.</summary>
    public required List<KeyValuePair<string, string>> Filters { get; init; }

    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>The rows; null while the export is running.</summary>
    public JsonArray? Rows { get; set; }

    public string? FailureReason { get; set; }
}
