using System.Text.Json.Serialization;

namespace CxOne.Campaigns;

internal sealed record CampaignSimulationBody
{
    public required string CampaignId { get; init; }

    public string SimulationType { get; init; } = "predictive_weight_validation";

    public required int DurationSeconds { get; init; }
}

/// <summary>A simulation job of a campaign, as the tenant returns it.</summary>
internal sealed record CampaignSimulation
{
    public const string Completed = "COMPLETED";
    public const string Failed = "FAILED";

    [JsonRequired]
    public required string Id { get; init; }

    public string? Status { get; init; }

    public double? PredictedAccuracy { get; init; }

    public string? FailureReason { get; init; }

    [JsonIgnore]
    public bool HasEnded => Status is Completed or Failed;
}
