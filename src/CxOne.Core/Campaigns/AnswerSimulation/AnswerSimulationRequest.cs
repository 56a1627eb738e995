using CxOne.Errors;
using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>An answer simulation as the caller wants it.</summary>
public sealed record AnswerSimulationRequest
{
    internal const double LowestAnswerRate = 0.05;

    /// <summary>The campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Answer rate to simulate, 0.05 to 0.95.</summary>
    public required double AnswerRate { get; init; }

    /// <summary>Share of their time that agents can take calls, 0.50 to 1.00.</summary>
    public required double AgentEfficiency { get; init; }

    /// <summary>Minutes that are simulated, 10 to 1,440.</summary>
    public required int WindowMinutes { get; init; }

    /// <summary>Largest relative variance that passes, 0.01 to 0.25.</summary>
    public double ComplianceThreshold { get; init; } = 0.10;

    /// <summary>Which rate of the history decides.</summary>
    public AnswerWeighting Weighting { get; init; } = AnswerWeighting.Bucket;

    /// <summary>The history, a row a bucket; at least one with attempts.</summary>
    public IReadOnlyList<CallHistoryBucket> History { get; init; } = [];

    /// <summary>What could not be read of the history's rows; reported together with everything else.</summary>
    public IReadOnlyList<string> HistoryViolations { get; init; } = [];

    /// <summary>Is told of a simulation that passes.</summary>
    public CallbackTarget? Callback { get; init; }

    /// <summary>
    /// Why the callback's address cannot be used; reported together with everything else, or as itself where nothing else is wrong.
    /// </summary>
    public CxException? CallbackTrouble { get; init; }

    /// <summary>A rate that the tenant wants lowered is an error instead of a lower rate.</summary>
    public bool NoAdjustment { get; init; }

    internal IReadOnlyList<string> Violations()
    {
        List<string> violations = [];
        if (string.IsNullOrWhiteSpace(CampaignId))
        {
            violations.Add($"CampaignId is missing: pass {CxHint.Option("CampaignId")}, or set CXONE_CAMPAIGN_ID.");
        }

        violations.Range(nameof(AnswerRate), AnswerRate, LowestAnswerRate, 0.95, "For 35 % write 0.35.");
        violations.Range(nameof(AgentEfficiency), AgentEfficiency, 0.5, 1);
        violations.Range(nameof(WindowMinutes), WindowMinutes, 10, 1440);
        violations.Range(nameof(ComplianceThreshold), ComplianceThreshold, 0.01, 0.25);
        violations.AddRange(HistoryViolations);
        violations.AddRange(CallHistory.Violations(History));
        _ = CallHistoryDay.Of(History, violations, []);
        violations.AddRange(
            History
                .Where(row => row.AvgTalkTimeSeconds is null)
                .Select(row => $"History row ({row.TimeBucket}) has no AvgTalkTimeSeconds; the simulation needs it."));
        if (HistoryViolations.Count == 0 && !History.Any(row => row.CallsAttempted > 0))
        {
            violations.Add(
                History.Count == 0
                    ? "There is no history: pipe at least one row with attempted calls."
                    : "No row of the history has attempted calls.");
        }

        if (CallbackTrouble is { } trouble && violations.Count > 0)
        {
            violations.Add($"CallbackUri: {trouble.Message}");
        }

        return violations;
    }
}
