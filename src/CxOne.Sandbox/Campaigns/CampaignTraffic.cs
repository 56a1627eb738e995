namespace CxOne.Sandbox.Campaigns;

/// <summary>
/// The actual traffic of a campaign and the assumptions of its predictive algorithm. Constant, therefore not part of the state.
/// </summary>
internal sealed record CampaignTraffic
{
    private static readonly CampaignTraffic Usual = new()
    {
        LearntAnswerRate = 0.34,
        AnswerRate = 0.38,
        LearntTalkSec = 132,
        TalkSec = 145,
    };

    private static readonly CampaignTraffic Sensitive = new()
    {
        LearntAnswerRate = 0.25,
        AnswerRate = 0.285,
        LearntTalkSec = 190,
        TalkSec = 207,
        HighestAnswerRate = 0.32m,
    };

    /// <summary>The answer rate that the algorithm has learnt, from 0 to 1.</summary>
    public required double LearntAnswerRate { get; init; }

    /// <summary>The actual share of dialled numbers that are answered, from 0 to 1.</summary>
    public required double AnswerRate { get; init; }

    /// <summary>The mean talk time that the algorithm has learnt, in seconds.</summary>
    public required double LearntTalkSec { get; init; }

    /// <summary>The actual mean talk time in seconds.</summary>
    public required double TalkSec { get; init; }

    /// <summary>The highest answer rate that a simulation accepts without a probability adjustment; null if all are accepted.</summary>
    public decimal? HighestAnswerRate { get; init; }

    public static CampaignTraffic Of(string campaignId) =>
        string.Equals(campaignId, SampleCampaigns.SensitiveId, StringComparison.Ordinal) ? Sensitive : Usual;
}
