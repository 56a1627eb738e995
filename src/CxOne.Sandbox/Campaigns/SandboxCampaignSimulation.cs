namespace CxOne.Sandbox.Campaigns;

/// <summary>A simulation of a campaign with its weights at the time of submission.</summary>
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

    /// <summary>The accuracy from 0 to 1; null if the simulation fails. Published at the end of the simulation.</summary>
    public double? PredictedAccuracy { get; init; }

    public string? FailureReason { get; init; }

    /// <summary>Whether the simulation has ended and its event has been raised.</summary>
    public bool IsEnded { get; set; }

    public string Status => !IsEnded ? "RUNNING" : FailureReason is null ? "COMPLETED" : "FAILED";
}
