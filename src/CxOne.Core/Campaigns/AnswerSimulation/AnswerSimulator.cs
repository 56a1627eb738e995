using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Webhooks;

namespace CxOne.Campaigns;

/// <summary>
/// Simulates an answer rate at the tenant and compares it with the call history of the campaign. Slightly longer than 300 lines, because
/// the steps of one simulation share its request and its records.
/// </summary>
public sealed class AnswerSimulator
{
    private const decimal Step = 0.02m;
    private const string AdjustmentWords = "probability adjustment";
    private readonly CxConnection _connection;
    private readonly AnswerSimulationRequest _request;
    private readonly ICxLog _log;
    private readonly TimeProvider _clock;
    private readonly AuditTrail _trail;
    private readonly List<AnswerAdjustment> _adjustments = [];
    private readonly List<string> _historyWarnings = [];
    private readonly IReadOnlyList<CallHistoryBucket> _history;

    private AnswerSimulator(CxConnection connection, AnswerSimulationRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        _connection = connection;
        _request = request;
        _log = log;
        _clock = connection.Client.Clock;
        _history = CallHistoryDay.Of(request.History, [], _historyWarnings).Buckets;
        _trail = new AuditTrail(connection, "Campaign.SimulateAnswers", [request.CampaignId], log, cancellationToken);
    }

    private string Activity => CampaignMessages.AnswerActivity(_request.CampaignId);

    /// <summary>
    /// Runs a simulation, judges and records it, and notifies the callback if it passes. Changes nothing at the tenant.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">The simulation.</param>
    /// <param name="log">Receives progress, warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The result, with an error if the verdict is <see cref="AnswerVerdict.Fail"/>.</returns>
    /// <exception cref="CxValidationException">The request breaks rules; all violations are reported together, nothing was sent.
    /// </exception>
    /// <exception cref="CxException">The tenant does not accept the rate (<c>AnswerRateRefused</c>),
    /// a request failed, or the outcome cannot be recorded.</exception>
    public static Task<CxOutcome<AnswerSimulationResult>> RunAsync(
        CxConnection connection, AnswerSimulationRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        connection.AuditLog.EnsureWritable(cancellationToken);
        return new AnswerSimulator(connection, request, log, cancellationToken).RunAsync(cancellationToken);
    }

    /// <summary>Records that the caller refused a simulation because its inputs are invalid. Sends nothing.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">The simulation, as far as it could be read.</param>
    /// <param name="refusal">The error that the caller reports.</param>
    /// <param name="log">Receives warnings about the audit log.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The audit log cannot be written.</exception>
    public static void RecordRefusal(
        CxConnection connection, AnswerSimulationRequest request, CxException refusal, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentNullException.ThrowIfNull(log);
        connection.AuditLog.EnsureWritable(cancellationToken);
        new AnswerSimulator(connection, request, log, cancellationToken).RecordFailure(AuditOutcome.Refused, refusal);
    }

    private async Task<CxOutcome<AnswerSimulationResult>> RunAsync(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        (AnswerSimulationAnswer Answer, double SentRate, string? RequestId) simulated;
        try
        {
            CxValidationException.ThrowIfAny(_request.FindViolations(), _request.CampaignId);
            _historyWarnings.ForEach(_log.Warning);
            simulated = await SimulateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var isRefused = exception is CxException { Definition.Kind: CxErrorKind.InvalidArgument };
            RecordFailure(isRefused ? AuditOutcome.Refused : AuditOutcome.Of(exception), exception);
            throw;
        }
        finally
        {
            _log.Progress(new CxProgress(Activity, CampaignMessages.Done) { IsCompleted = true });
        }

        var result = Judge(simulated.Answer, simulated.SentRate, Math.Round(_clock.GetElapsedTime(started).TotalMilliseconds, 2));
        var failure = result.Verdict == AnswerVerdict.Fail ? Failure(result) : null;
        var record = _trail.End(
            failure is null ? AuditOutcome.Succeeded : AuditOutcome.Refused,
            Details(result, simulated.RequestId, failure),
            CampaignJson.Default.AnswerSimulationAudit);
        result = result with { AuditId = record?.AuditId };
        Warn(result);
        if (_request.Callback is { } callback && result.Verdict == AnswerVerdict.Pass)
        {
            result = result with { Callback = await CallBackAsync(callback, result, cancellationToken).ConfigureAwait(false) };
        }

        return new CxOutcome<AnswerSimulationResult>(
            result,
            failure is null
                ? _trail.Unrecorded(CampaignMessages.AnswersSimulated(result.CampaignId, result.Verdict), result)
                : Failure(result));
    }

    private async Task<(AnswerSimulationAnswer Answer, double SentRate, string? RequestId)> SimulateAsync(
        CancellationToken cancellationToken)
    {
        var api = new CampaignApi(_connection.Client, _log);
        const decimal Lowest = (decimal)AnswerSimulationRequest.LowestAnswerRate;

        // Decimal, so that 0.38 - 0.02 is exactly 0.36. The requested rate is sent unchanged, because a conversion keeps only 15 digits.
        var rate = (decimal)_request.AnswerRate;
        for (var sent = _request.AnswerRate; ;)
        {
            try
            {
                var response = await api.SimulateAnswersAsync(_request.CampaignId, Body(sent), cancellationToken).ConfigureAwait(false);
                return (Read(response), sent, response.RequestId);
            }
            catch (CxRequestException exception) when (WantsLowerRate(exception))
            {
                if (_request.NoAdjustment || rate <= Lowest)
                {
                    throw Refused(sent, exception);
                }

                rate = Math.Max(Lowest, rate - Step);
                var adjustment = new AnswerAdjustment(sent, (double)rate, exception.TenantMessage);
                sent = adjustment.To;
                _adjustments.Add(adjustment);
                _log.Verbose(CampaignMessages.RateNotTaken(adjustment.ToString(), exception.TenantMessage));
                _log.Progress(new CxProgress(Activity, CampaignMessages.AdjustingTo(rate)));
            }
        }
    }

    private static AnswerSimulationAnswer Read(CxResponse response)
    {
        var answer = response.Read(CampaignJson.Default.AnswerSimulationAnswer);
        return answer.PredictiveDialerSettings?.AnswerRate is { } rate && !(rate >= 0 && rate <= 1)
            ? throw response.Invalid(CampaignMessages.RateInvalid(rate))
            : answer.PredictedAccuracy is { } accuracy && !double.IsFinite(accuracy)
                ? throw response.Invalid(CampaignMessages.AccuracyNotFinite)
                : answer;
    }

    private static bool WantsLowerRate(CxRequestException exception)
        => exception.StatusCode == 400
            && (Holds(exception.TenantMessage) || exception.Errors.Any(error => Holds(error.Message)));

    private static bool Holds(string? text) => text?.Contains(AdjustmentWords, StringComparison.OrdinalIgnoreCase) ?? false;

    private CxRequestException Refused(double rate, CxRequestException inner)
    {
        double? lowest = _request.NoAdjustment ? null : AnswerSimulationRequest.LowestAnswerRate;
        var message = CampaignMessages.RateRefused(_request.CampaignId, rate, lowest, inner.Message);
        return inner.As(CxErrors.AnswerRateRefused, message, _request.CampaignId);
    }

    private AnswerSimulationBody Body(double rate) => new()
    {
        PredictiveDialerSettings = new AnswerSimulationSettings { AnswerRate = rate, AgentEfficiency = _request.AgentEfficiency },
        SimulationWindowMinutes = _request.WindowMinutes,
        HistoricalData =
        [
            .. _history.Select(
                row => new AnswerHistoryBody(row.TimeBucket, row.CallsAttempted, row.CallsAnswered, row.AvgTalkTimeSeconds ?? 0))
        ],
    };

    private AnswerSimulationResult Judge(AnswerSimulationAnswer answer, double sentRate, double latency)
    {
        var statistics = AnswerStatistics.Of(_history);

        // Judge the rate that the tenant reports as simulated, which may differ from the requested one.
        var rate = answer.PredictiveDialerSettings?.AnswerRate ?? sentRate;
        var byBucket = AnswerStatistics.Variance(rate, statistics.MeanRate);
        var byAttempts = AnswerStatistics.Variance(rate, statistics.PooledRate);
        return new AnswerSimulationResult
        {
            CampaignId = _request.CampaignId,
            Status = answer.Status,
            Verdict = statistics.Judge(rate, _request.ComplianceThreshold, _request.Weighting),
            RequestedAnswerRate = _request.AnswerRate,
            SimulatedAnswerRate = rate,
            Adjustments = _adjustments.ToArray(),
            PredictedAccuracy = answer.PredictedAccuracy,
            HistoricalMeanRate = statistics.MeanRate,
            PooledRate = statistics.PooledRate,
            Weighting = _request.Weighting,
            Variance = _request.Weighting == AnswerWeighting.Attempts ? byAttempts : byBucket,
            BucketVariance = byBucket,
            PooledVariance = byAttempts,
            ComplianceThreshold = _request.ComplianceThreshold,
            PooledInterval = statistics.PooledInterval,
            Homogeneity = statistics.Homogeneity,
            LatencyMs = latency,
        };
    }

    private static CxException Failure(AnswerSimulationResult result)
    {
        var historical = result.Weighting == AnswerWeighting.Attempts ? result.PooledRate : result.HistoricalMeanRate;
        return new CxException(
            CxErrors.SimulationNotCompliant,
            CampaignMessages.NotCompliant(
                result.CampaignId,
                result.SimulatedAnswerRate,
                result.Variance,
                historical,
                result.Weighting,
                result.ComplianceThreshold),
            result);
    }

    private void Warn(AnswerSimulationResult result)
    {
        if (result.SimulatedAnswerRate != result.RequestedAnswerRate)
        {
            _log.Warning(
                CampaignMessages.RateAdjusted(
                    result.CampaignId, result.SimulatedAnswerRate, result.RequestedAnswerRate, result.Adjustments.Count));
        }

        if (result.Verdict == AnswerVerdict.Inconclusive)
        {
            _log.Warning(
                CampaignMessages.Inconclusive(
                    result.CampaignId, result.PooledRate, result.PooledInterval.ToString(), result.ComplianceThreshold));
        }
    }

    private Task<CallbackResult> CallBackAsync(CallbackTarget target, AnswerSimulationResult result, CancellationToken cancellationToken)
        => CallbackSender.SendAsync(
            _connection,
            target,
            JsonSerializer.SerializeToUtf8Bytes(
                new AnswerCallbackBody
                {
                    CampaignId = result.CampaignId,
                    Timestamp = TenantAudit.WireTime(_clock.GetUtcNow()),
                    VarianceAnalysis = new AnswerVarianceAnalysis
                    {
                        SimulatedRate = result.SimulatedAnswerRate,
                        HistoricalMeanRate = result.HistoricalMeanRate,
                        PooledRate = result.PooledRate,
                        Variance = result.Variance,
                        Weighting = result.Weighting.ToString(),
                        ComplianceThreshold = result.ComplianceThreshold,
                        IsCompliant = result.Verdict == AnswerVerdict.Pass,
                        VarianceStatus = result.Verdict.ToString().ToUpperInvariant(),
                    },
                },
                CampaignJson.Default.AnswerCallbackBody),
            _log,
            cancellationToken);

    private void RecordFailure(string outcome, Exception exception) => _trail.Record(
        outcome, Details() with { Error = exception.Message }, CampaignJson.Default.AnswerSimulationAudit);

    private AnswerSimulationAudit Details(AnswerSimulationResult result, string? requestId, CxException? failure) => Details() with
    {
        SimulatedAnswerRate = result.SimulatedAnswerRate,
        Variance = result.Variance,
        Verdict = result.Verdict.ToString(),
        Status = result.Status,
        PredictedAccuracy = result.PredictedAccuracy,
        LatencyMs = result.LatencyMs,
        RequestId = requestId,
        Error = failure?.Message,
    };

    private AnswerSimulationAudit Details() => new()
    {
        CampaignId = _request.CampaignId,
        RequestedAnswerRate = Finite(_request.AnswerRate),
        AgentEfficiency = Finite(_request.AgentEfficiency),
        WindowMinutes = _request.WindowMinutes,
        Buckets = _history.Count,
        CallsAttempted = _history.Sum(row => (double)row.CallsAttempted),
        CallsAnswered = _history.Sum(row => (double)row.CallsAnswered),
        Weighting = _request.Weighting.ToString(),
        ComplianceThreshold = Finite(_request.ComplianceThreshold),
        Adjustments = _adjustments.Count == 0 ? null : [.. _adjustments.Select(adjustment => adjustment.ToString())],
    };

    // JSON has no infinity and no NaN. The error of the record names such a value.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
