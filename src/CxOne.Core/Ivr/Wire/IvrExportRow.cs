namespace CxOne.Ivr;

internal sealed record IvrExportRow
{
    public double? DeploymentLatencyMs { get; init; }

    public double? ValidationSuccessRate { get; init; }

    public double? TtsResourceUtilization { get; init; }

    public int? RollbackCount { get; init; }
}
