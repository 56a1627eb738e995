namespace CxOne.Ivr;

internal sealed record IvrExportQuery
{
    public string Entity { get; init; } = "ivr_deployments";

    public required IReadOnlyList<IvrExportFilter> Filters { get; init; }

    public IReadOnlyList<string> Metrics { get; init; } =
    [
        "deploymentLatencyMs", "validationSuccessRate", "ttsResourceUtilization", "rollbackCount"
    ];
}
