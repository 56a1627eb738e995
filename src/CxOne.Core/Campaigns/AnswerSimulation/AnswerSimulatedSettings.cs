namespace CxOne.Campaigns;

internal sealed record AnswerSimulatedSettings
{
    public double? AnswerRate { get; init; }
}
