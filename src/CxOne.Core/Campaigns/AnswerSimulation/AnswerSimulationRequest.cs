using CxOne.Errors;
using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>Represents an answer simulation to run.</summary>
public sealed record AnswerSimulationRequest
{
    internal const double LowestAnswerRate = 0.05;

    /// <summary>Gets the id of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Gets the answer rate to simulate, 0.05 to 0.95.</summary>
    public required double AnswerRate { get; init; }

    /// <summary>Gets the share of their time in which agents can take calls, 0.50 to 1.00.</summary>
    public required double AgentEfficiency { get; init; }

    /// <summary>Gets the simulated time in minutes, 10 to 1,440.</summary>
    public required int WindowMinutes { get; init; }

    /// <summary>Gets the largest relative variance that passes, 0.01 to 0.25. The default is 0.10.</summary>
    public double ComplianceThreshold { get; init; } = 0.10;

    /// <summary>Gets the historical rate that decides. The default is <see cref="AnswerWeighting.Bucket"/>.</summary>
    public AnswerWeighting Weighting { get; init; } = AnswerWeighting.Bucket;

    /// <summary>Gets the call history, one row per time bucket. At least one row must have attempted calls.</summary>
    public IReadOnlyList<CallHistoryBucket> History { get; init; } = [];

    /// <summary>Gets the callback that is notified when the simulation passes, or <see langword="null"/>.</summary>
    public CallbackTarget? Callback { get; init; }

    /// <summary>
    /// Gets a value indicating whether a rate that the tenant does not accept is an error. By default, lower rates are tried.
    /// </summary>
    public bool NoAdjustment { get; init; }

    /// <summary>Returns the rules that the request breaks, one sentence each.</summary>
    /// <param name="unreadableRows">
    /// Sentences about rows of the history that the caller could not read. They become part of the result, and the rule that the history
    /// needs a row with attempted calls is not applied.
    /// </param>
    public IReadOnlyList<string> FindViolations(IReadOnlyList<string>? unreadableRows = null)
    {
        List<string> violations = [];
        if (string.IsNullOrWhiteSpace(CampaignId))
        {
            violations.Add(CampaignMessages.AnswerCampaignMissing);
        }

        violations.Range(nameof(AnswerRate), AnswerRate, LowestAnswerRate, 0.95, CampaignMessages.ForFraction);
        violations.Range(nameof(AgentEfficiency), AgentEfficiency, 0.5, 1);
        violations.Range(nameof(WindowMinutes), WindowMinutes, 10, 1440);
        violations.Range(nameof(ComplianceThreshold), ComplianceThreshold, 0.01, 0.25);
        violations.AddRange(unreadableRows ?? []);
        violations.AddRange(CallHistory.Violations(History));
        var day = CallHistoryDay.Of(History, violations, []);
        violations.AddRange(
            day.Buckets
                .Where(bucket => bucket.AvgTalkTimeSeconds is null && bucket.CallsAnswered > 0)
                .Select(bucket => CampaignMessages.TalkMissing(bucket.TimeBucket)));
        if (unreadableRows is null or [] && !History.Any(row => row.CallsAttempted > 0))
        {
            violations.Add(History.Count == 0 ? CampaignMessages.NoHistory : CampaignMessages.NoAttempts);
        }

        return violations;
    }
}
