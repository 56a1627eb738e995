namespace CxOne.Sandbox.Campaigns;

/// <summary>
/// What a campaign's calls are really like, and what its predictive algorithm believes of them. No part of the state: nothing changes it.
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

    /// <summary>The share of answered numbers that the algorithm knows from before, 0 to 1.</summary>
    public required double LearntAnswerRate { get; init; }

    /// <summary>The share of dialled numbers that is answered, 0 to 1.</summary>
    public required double AnswerRate { get; init; }

    /// <summary>The mean talk time that the algorithm knows from before, seconds.</summary>
    public required double LearntTalkSec { get; init; }

    /// <summary>The mean talk time, seconds.</summary>
    public required double TalkSec { get; init; }

    /// <summary>The highest answer rate that a simulation takes without a probability adjustment; none: all of them.</summary>
    public decimal? HighestAnswerRate { get; init; }

    public static CampaignTraffic Of(string campaignId) =>
        string.Equals(campaignId, SampleCampaigns.SensitiveId, StringComparison.Ordinal) ? Sensitive : Usual;
}
