namespace CxOne.Campaigns;

/// <summary>What the tenant is asked to simulate.</summary>
internal sealed record AnswerSimulationBody
{
    public required AnswerSimulationSettings PredictiveDialerSettings { get; init; }

    public required int SimulationWindowMinutes { get; init; }

    public required IReadOnlyList<AnswerHistoryBody> HistoricalData { get; init; }
}
