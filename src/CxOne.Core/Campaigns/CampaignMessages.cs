using System.Globalization;
using CxOne.Errors;

namespace CxOne.Campaigns;

/// <summary>The texts of campaigns, answer simulations and predictive weights.</summary>
internal static class CampaignMessages
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public const string CampaignIsNull = "it is null.";

    public const string Done = "done";

    public const string WaitingForPoll = "next poll of the simulation";

    public const string StateUnknown = "state unknown";

    public const string ForFraction = "For 35 % write 0.35.";

    public const string NoHistory = "History is missing. Pipe in at least one row with attempted calls.";

    public const string NoAttempts = "The history must have a row with attempted calls.";

    public const string AccuracyNotFinite = "the predicted accuracy must be a finite number.";

    public const string AlgorithmMissing = "AlgorithmId is missing.";

    public const string WeightMissing = "Weight is empty. Name at least one weight.";

    public const string AccuracyWithNoWait = "MinimumAccuracy needs the result of the simulation and cannot be combined with NoWait.";

    public const string NoVersion = "it has no version of the campaign, and without a version nothing is written.";

    public const string WeightsInPlace = "The new weights are in place.";

    public const string WeightsMayBeInPlace = "The new weights may be in place.";

    public const string WeightsPutBack = "The former weights were restored.";

    public static string AnswerCampaignMissing => $"CampaignId is missing. Pass {Option("CampaignId")}, or set CXONE_CAMPAIGN_ID.";

    public static string WeightCampaignMissing => $"CampaignId is missing. Pass {Option("CampaignId")}, or set TARGET_CAMPAIGN_ID.";

    public static string NothingToCompare
        => $"The significance cannot be computed: the campaign has none of these weights. To set them anyway, pass {Option("Force")}.";

    public static string What(string id) => $"Campaign '{id}'";

    public static string InvalidCampaign(string reason) => $"the campaign is not valid: {reason}";

    // Call history

    public static string BlankRowsSkipped(int rows)
        => string.Create(Culture, $"Blank rows at the end of the history were skipped ({rows}).");

    public static string BlankRow(int row)
        => string.Create(Culture, $"History row {row} is blank. Remove it; only blank rows at the end are skipped.");

    public static string ColumnMissing(int row, string column)
        => string.Create(Culture, $"{column} of history row {row} is missing.");

    public static string NotWhole(int row, string column, string value)
        => string.Create(Culture, $"{column} of history row {row} must be a whole number (was '{value}').");

    public static string NotANumber(int row, string column, string value)
        => string.Create(Culture, $"{column} of history row {row} must be a number with a point before its decimals (was '{value}').");

    public static string BucketUnreadable(int row, string bucket)
        => string.Create(Culture, $"TimeBucket of history row {row} must be a part of a day, such as 09:00-10:00 (was '{bucket}').");

    public static string BucketsOverlap(string bucket, string next) => $"Time buckets '{bucket}' and '{next}' overlap.";

    public static string BucketsEndApart(string bucket, string other)
        => $"Time buckets '{bucket}' and '{other}' start together and end at different times.";

    public static string BucketCallsTooMany(string bucket)
        => string.Create(Culture, $"The rows of time bucket '{bucket}' must have at most {int.MaxValue} calls together.");

    public static string BucketTalkMixed(string bucket)
        => $"The rows of time bucket '{bucket}' must all have AvgTalkTimeSeconds, or none of them.";

    public static string BucketEndsMixed(string bucket, string other)
        => $"Time buckets '{bucket}' and '{other}' end in different ways. Write all ends as the start of the next time bucket.";

    public static string BucketAcrossMidnight(string bucket, double hours)
        => string.Create(
            Culture,
            $"Time bucket '{bucket}' was read as {hours:0.##} h across midnight. If its start and end are swapped, correct it.");

    public static string RowsAdded(int rows, int buckets)
        => string.Create(
            Culture, $"The rows of the same time bucket were added together: the history has {rows} rows and {buckets} time buckets.");

    public static string SkillsAdded(IReadOnlyList<string> skills)
        => $"The history has rows of {skills.Count} skills ({string.Join(", ", skills.Take(5))}{(skills.Count > 5 ? ", …" : null)}), which "
            + "are added together as if one group of agents served all of them. Pass the rows of one skill to simulate it alone.";

    public static string InclusiveEnds(string bucket, string unit)
        => $"The time buckets of the history, such as '{bucket}', end with the last {unit} that belongs to them. "
            + "Each was extended to its end.";

    // Answer simulations

    public static string AnswerActivity(string id) => $"Answer simulation of campaign {id}";

    public static string CallsOutOfRange(int row, string bucket, long answered, long attempted)
        => string.Create(
            Culture,
            $"CallsAnswered of history row {row} ({bucket}) must be between 0 and CallsAttempted (was {answered} of {attempted}).");

    public static string TalkOutOfRange(int row, string bucket, double seconds)
        => string.Create(Culture, $"AvgTalkTimeSeconds of history row {row} ({bucket}) must be between 0 and 86400 (was {seconds}).");

    public static string TalkMissing(string bucket) => $"AvgTalkTimeSeconds of history row '{bucket}' is missing.";

    public static string RateNotTaken(string adjustment, string? detail)
        => $"The tenant does not accept the answer rate; adjusting it: {adjustment}.{(detail is null ? null : $" {detail}")}";

    public static string AdjustingTo(decimal rate) => string.Create(Culture, $"adjusting the answer rate to {rate}");

    public static string RateInvalid(double rate) => string.Create(Culture, $"the answer rate must be between 0 and 1 (was {rate}).");

    public static string RateRefused(string id, double rate, double? lowest, string reason)
    {
        var why = lowest is null
            ? $"no lower rate was tried because of {Option("NoAdjustment")}"
            : string.Create(Culture, $"{lowest} is the lowest possible rate");
        return string.Create(Culture, $"Campaign '{id}': the tenant does not accept the answer rate {rate}, and {why}. {reason}");
    }

    public static string NotCompliant(
        string id, double simulated, double? variance, double historical, AnswerWeighting weighting, double threshold)
        => variance is null
            ? string.Create(
                Culture,
                $"Campaign '{id}': the simulated answer rate {simulated} cannot be compared with the historical rate {historical:0.####} "
                    + $"({Words(weighting)}), because no call was answered.")
            : string.Create(
                Culture,
                $"Campaign '{id}': the simulated answer rate {simulated} deviates by {variance:0.####} (relative) from the historical rate "
                    + $"{historical:0.####} ({Words(weighting)}); the threshold is {threshold}.");

    public static string RateAdjusted(string id, double simulated, double requested, int adjustments)
        => string.Create(
            Culture,
            $"Campaign '{id}': the result is for the answer rate {simulated}, not for the requested {requested} "
                + $"({(adjustments == 1 ? "1 adjustment" : $"{adjustments} adjustments")}).");

    public static string Inconclusive(string id, double pooled, string interval, double threshold)
        => string.Create(
            Culture,
            $"Campaign '{id}': the history has too few calls for a verdict. The 95 % interval {interval} of the pooled rate "
                + $"{pooled:0.####} is too wide for a threshold of {threshold}.");

    public static string AnswersSimulated(string id, AnswerVerdict verdict) => $"Campaign '{id}' was simulated: {verdict}.";

    // Predictive weights

    public static string WeightUnknown(string key, string keys) => $"Weight '{key}' is unknown. Use one of {keys}.";

    public static string WeightName(string key) => $"Weight {key}";

    public static string WeightTooLarge(string key, decimal weight, double limit)
        => string.Create(Culture, $"Weight {key} must be between {-limit} and {limit}, the maximum deviation (was {weight}).");

    public static string WeightChangeTooLarge(string key, decimal from, decimal to, double limit)
        => string.Create(
            Culture,
            $"Weight {key} must change by at most {limit}, the maximum deviation (was {Math.Abs(to - from)}, from {from} to {to}).");

    public static string Insignificant(double score, double threshold)
        => string.Create(
            Culture,
            $"The score of the change must be at least the convergence threshold {threshold} (was {score:0.####}). To make an "
                + $"insignificant change, pass {Option("Force")}.");

    public static string About(string id, string message) => $"{What(id)}: {message}";

    public static string RecordWithoutWeights(string auditId, string tenantId)
        => $"Audit record {auditId} has no change of predictive weights on tenant {tenantId} that could be restored.";

    public static string WeightsStopped(string id, string auditId)
        => $"The weights of campaign '{id}' were being changed. {CxHint.ShowCampaign(id)} {CxHint.RestoreWeights(auditId)}";

    public static string RestoreStopped(string id)
        => $"The former weights of campaign '{id}' were being restored. {CxHint.ShowRevertedCampaign(id)}";

    public static string WeightsHeld(string id) => $"{What(id)} already has these weights; nothing was changed.";

    public static string WeightsRestored(string id, bool isChanged)
        => isChanged
            ? $"{What(id)}: the former weights were restored."
            : $"{What(id)} already has the former weights; nothing was changed.";

    public static string WeightsNotSimulated(string id, string auditId)
        => $"The new weights of campaign '{id}' are in place, but not confirmed by a simulation. {CxHint.RestoreWeights(auditId)}";

    public static string SimulationNotAwaited(string id, string simulationId, string auditId)
        => $"The new weights of campaign '{id}' are in place, but not confirmed: the wait for simulation {simulationId} was stopped. "
            + $"{CxHint.RestoreWeights(auditId)}";

    public static string SimulationActivity(string id) => $"Simulating the weights of campaign {id}";

    public static string SimulationProgress(string? status, TimeSpan elapsed, TimeSpan duration)
        => string.Create(Culture, $"{status ?? StateUnknown}, {elapsed.TotalSeconds:0} s of at most {duration.TotalSeconds:0} s");

    public static string SimulationStateUnreadable(string simulationId, string errorId)
        => $"The state of simulation {simulationId} could not be read ({errorId}); still waiting.";

    public static string SimulationNotRun(string reason) => $"the simulation could not be started or observed: {reason}";

    public static string SimulationWithoutAccuracy(string simulationId, string? status)
        => $"simulation {simulationId} returned no accuracy ({status ?? StateUnknown}).";

    public static string AccuracyTooLow(string simulationId, double accuracy, double minimum)
        => string.Create(Culture, $"the accuracy of simulation {simulationId} must be at least {minimum} (was {accuracy:0.####}).");

    public static string AccuracyInvalid(string simulationId, double accuracy)
        => string.Create(Culture, $"simulation {simulationId} reported the accuracy {accuracy}, which is not between 0 and 1.");

    public static string FailedInPlace(string failure, long? version)
        => string.Create(Culture, $"{failure} The new weights are in place{Version(version)}.");

    public static string FailedReverted(string failure, long? version)
        => string.Create(Culture, $"{failure} The former weights and settings were restored{Version(version)}.");

    public static string RevertFailed(string failure, string reason, string auditId)
        => $"{failure} The former weights could not be restored: {reason} {CxHint.RestoreWeights(auditId)}";

    private static string? Version(long? version) => version is null ? null : string.Create(Culture, $" (version {version})");

    private static string Words(AnswerWeighting weighting)
        => weighting == AnswerWeighting.Attempts ? "weighted by attempts" : "each bucket weighted equally";

    private static CxHint Option(string name) => CxHint.Option(name);
}
