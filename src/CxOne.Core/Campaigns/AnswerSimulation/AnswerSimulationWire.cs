namespace CxOne.Campaigns;

/// <summary>The request body of an answer simulation.</summary>
internal sealed record AnswerSimulationBody
{
    public required AnswerSimulationSettings PredictiveDialerSettings { get; init; }

    public required int SimulationWindowMinutes { get; init; }

    public required IReadOnlyList<AnswerHistoryBody> HistoricalData { get; init; }
}

internal sealed record AnswerSimulationSettings
{
    public required double AnswerRate { get; init; }

    public required double AgentEfficiency { get; init; }

    public int Interval { get; init; } = 3;

    public int MaxCalls { get; init; } = 50;

    public string DialerType { get; init; } = "PREDICTIVE";
}

internal sealed record AnswerHistoryBody(string TimeBucket, long CallsAttempted, long CallsAnswered, double AvgTalkTimeSeconds);

/// <summary>The response of an answer simulation.</summary>
internal sealed record AnswerSimulationAnswer
{
    public string? Status { get; init; }

    public AnswerSimulatedSettings? PredictiveDialerSettings { get; init; }

    public double? PredictedAccuracy { get; init; }
}

internal sealed record AnswerSimulatedSettings
{
    public double? AnswerRate { get; init; }
}
