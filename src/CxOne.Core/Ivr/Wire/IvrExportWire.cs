using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

internal sealed record IvrExportBody
{
    public required IvrExportQuery Query { get; init; }

    public string Format { get; init; } = "JSON";

    public string DeliveryMethod { get; init; } = "API";
}

internal sealed record IvrExportQuery
{
    public string Entity { get; init; } = "ivr_deployments";

    public required IReadOnlyList<IvrExportFilter> Filters { get; init; }

    public IReadOnlyList<string> Metrics { get; init; } =
    [
        "deploymentLatencyMs", "validationSuccessRate", "ttsResourceUtilization", "rollbackCount"
    ];
}

internal sealed record IvrExportFilter
{
    public required string Field { get; init; }

    public string Operator { get; init; } = "EQUALS";

    public required string Value { get; init; }
}

internal sealed record IvrExportStarted
{
    [JsonRequired]
    public required string ExportJobId { get; init; }
}

internal sealed record IvrExportAnswer
{
    [JsonRequired]
    public required string ExportJobId { get; init; }

    [JsonRequired]
    public required string Status { get; init; }

    public IReadOnlyList<IvrExportRow>? Rows { get; init => field = JsonLists.RequireNoNullsOrNull(value); }
}

internal sealed record IvrExportRow
{
    public double? DeploymentLatencyMs { get; init; }

    public double? ValidationSuccessRate { get; init; }

    public double? TtsResourceUtilization { get; init; }

    public int? RollbackCount { get; init; }
}
