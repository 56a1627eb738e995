namespace CxOne.Campaigns;

/// <summary>A row of the history as the tenant takes it.</summary>
internal sealed record AnswerHistoryBody(string TimeBucket, long CallsAttempted, long CallsAnswered, double AvgTalkTimeSeconds);
