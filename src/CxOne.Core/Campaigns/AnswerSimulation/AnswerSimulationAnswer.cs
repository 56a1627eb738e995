namespace CxOne.Campaigns;

internal sealed record AnswerSimulationAnswer
{
    public string? Status { get; init; }

    public AnswerSimulatedSettings? PredictiveDialerSettings { get; init; }

    public double? PredictedAccuracy { get; init; }
}
