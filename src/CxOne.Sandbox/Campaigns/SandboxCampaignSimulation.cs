namespace CxOne.Sandbox.Campaigns;

/// <summary>A simulation of a campaign with the weights that it had when the simulation was asked for.</summary>
internal sealed class SandboxCampaignSimulation
{
    public required string Id { get; init; }

    public required string CampaignId { get; init; }

    public required long CampaignVersion { get; init; }

    public required string SimulationType { get; init; }

    public required int DurationSeconds { get; init; }

    public required Dictionary<string, decimal> ParameterWeights { get; init; }

    public required string SubmittedBy { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>From 0 to 1; null when the simulation fails. Told only when it has ended.</summary>
    public double? PredictedAccuracy { get; init; }

    public string? FailureReason { get; init; }

    /// <summary>Whether the end has been reached, and whoever wanted to know of it was told.</summary>
    public bool IsEnded { get; set; }

    public string Status => !IsEnded ? "RUNNING" : FailureReason is null ? "COMPLETED" : "FAILED";
}
