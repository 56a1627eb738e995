namespace CxOne.Campaigns;

internal sealed record AnswerSimulationSettings
{
    public required double AnswerRate { get; init; }

    public required double AgentEfficiency { get; init; }

    public int Interval { get; init; } = 3;

    public int MaxCalls { get; init; } = 50;

    public string DialerType { get; init; } = "PREDICTIVE";
}
