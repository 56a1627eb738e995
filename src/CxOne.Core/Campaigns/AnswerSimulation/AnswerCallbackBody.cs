namespace CxOne.Campaigns;

/// <summary>What a receiver is told of a simulation that passed.</summary>
internal sealed record AnswerCallbackBody
{
    public string EventType { get; init; } = "SIMULATION_COMPLETED";

    public required string CampaignId { get; init; }

    public required AnswerVarianceAnalysis VarianceAnalysis { get; init; }

    public required string Timestamp { get; init; }
}
