namespace CxOne.Campaigns;

internal sealed record CampaignSimulationBody
{
    public required string CampaignId { get; init; }

    public string SimulationType { get; init; } = "predictive_weight_validation";

    public required int DurationSeconds { get; init; }
}
