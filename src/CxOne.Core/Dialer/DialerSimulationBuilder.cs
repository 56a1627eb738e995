using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Pacing;
using CxOne.Published;

namespace CxOne.Dialer;

/// <summary>Simulates a campaign whose settings come from the caller, the tenant and the call history.</summary>
public static class DialerSimulationBuilder
{
    private const int CurvePoints = 21;
    private const double DefaultHours = 8;
    private const double DefaultPatienceSec = 2;

    /// <summary>Simulates; nothing is written to the tenant.</summary>
    /// <param name="connection">The tenant; required only if a campaign must be read.</param>
    /// <param name="plan">The settings of the caller.</param>
    /// <param name="log">Receives warnings and progress.</param>
    /// <param name="cancellationToken">Cancels the simulation within 100 ms.</param>
    /// <returns>One <see cref="DialerSimulationResult"/> per ratio, or one <see cref="DialerRatioResult"/> for a search.</returns>
    /// <exception cref="CxValidationException">A setting is missing or breaks a rule; all violations are reported together.</exception>
    /// <exception cref="CxException">A campaign must be read and there is no connection (<c>NotConnected</c>).</exception>
    /// <exception cref="CxRequestException">The campaign could not be read.</exception>
    public static async Task<IReadOnlyList<object>> SimulateAsync(
        CxConnection? connection, DialerPlanRequest plan, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(log);
        var campaign = plan.Campaign is null && plan.CampaignId is { } id && plan.Agents is null
            ? await CampaignReader.GetAsync(
                connection ?? throw new CxException(CxErrors.NotConnected, DialerMessages.NoConnection),
                id,
                log,
                cancellationToken).ConfigureAwait(false)
            : plan.Campaign;
        var request = Resolve(plan, campaign, log);
        if (plan.Search is { } search)
        {
            var found = DialerSimulation.FindRatio(request, search, log.Progress, cancellationToken);
            if (found.Best is null)
            {
                log.Warning(DialerMessages.NoRatioWithinLimit(search.LowestRatio, request.MaxAbandonmentRate));
            }
            else if (found.IsAtHighest)
            {
                var lines = found.Ratio < search.HighestRatio ? found.Lines : null;
                log.Warning(DialerMessages.HighestRatioIsWithinLimit(found.Ratio!.Value, lines, search.HighestRatio));
            }

            WarnOfRatio(request, found.Ratio ?? 0, log);

            return [plan.WithCurve ? found.With(Curve(request, search, found, log, cancellationToken)) : found];
        }

        var results = plan.Ratios.Count > 1
            ? DialerSimulation.Sweep(request, plan.Ratios, log.Progress, cancellationToken)
            : [DialerSimulation.Run(request, log.Progress, cancellationToken)];
        WarnOfRatio(request, results.Max(result => result.Ratio), log);
        return results;
    }

    /// <summary>Fills in unset values. For several ratios, the request has no ratio.</summary>
    /// <exception cref="CxValidationException">Settings are missing or contradict each other; all violations are reported together.
    /// </exception>
    internal static DialerSimulationRequest Resolve(DialerPlanRequest plan, Campaign? campaign, ICxLog log)
    {
        List<string> violations = [.. CallHistory.Violations(plan.History)];
        List<string> warnings = [];
        var pacing = plan.Pacing ?? (plan.Skill is null ? PacingOf(plan.Config, violations) : PacingOf(plan.Skill, plan));
        var agents = plan.Agents ?? campaign?.AgentCount;
        if (agents is null)
        {
            violations.Add(DialerMessages.AgentsMissing);
        }
        else if (agents < 1 && campaign is not null)
        {
            violations.Add(DialerMessages.CampaignAgents(campaign.Id, agents.Value));
            agents = null;
        }

        // Read also where the rate is given: a history that cannot be right is refused wherever it comes in.
        var calls = CallHistoryDay.Of(plan.History, violations, warnings);
        var history = plan.AnswerRate is null && plan.History.Count > 0 ? AnswerRateProfile.Of(calls, violations, warnings) : null;
        if (plan.AnswerRate is null && plan.History.Count == 0)
        {
            violations.Add(DialerMessages.AnswerRateMissing);
        }
        else if (plan.AnswerRate is not null && plan.History.Count > 0)
        {
            warnings.Add(DialerMessages.AnswerRatePreferred);
        }

        if (pacing == DialerPacing.Adaptive && plan.Search is not null)
        {
            violations.Add(DialerMessages.AdaptiveSearch);
        }

        var day = plan.Hours ?? history?.LengthSec / 3600 ?? DefaultHours;
        if (history?.Buckets is [.., { } lastPart] && lastPart.StartSec >= day * 3600)
        {
            warnings.Add(DialerMessages.LaterHoursUnused(day));
        }

        var (limit, source) = Limit(plan, violations);
        var request = new DialerSimulationRequest
        {
            Agents = agents ?? 1,
            AnswerRate = plan.AnswerRate,
            AnswerRateBuckets = history?.Buckets ?? [],
            RingAnswered = plan.RingAnswered.Resolve("RingAnswered", plan.Distribution, 8, 0.5, violations),
            RingUnanswered = RingUnanswered(plan, violations),
            Talk = plan.Talk.Resolve("Talk", plan.Distribution, MeanTalk(plan.History) ?? 145, 1, violations),
            Wrap = plan.Wrap.Resolve("Wrap", plan.Distribution, 20, 1, violations),
            PatienceSec = plan.PatienceSec ?? plan.Skill?.AbandonTimeout ?? DefaultPatienceSec,
            TickSec = plan.TickSec,
            Pacing = pacing,
            Lines = plan.Lines,
            Ratio = Ratio(plan, pacing),
            // An invalid limit is reported once, for MaxAbandonmentRate.
            Adaptive = new AdaptivePacing { DropLimit = limit is >= 0 and <= 1 ? limit : 1 },
            Hours = day,
            WarmupHours = plan.WarmupHours ?? Math.Min(0.5, day / 16),
            Days = plan.Days,
            Seed = plan.Seed,
            Threads = plan.Threads,
            MaxAbandonmentRate = limit,
            LimitSource = source,
        };
        if (violations.Count > 0)
        {
            // Add the violations that the engine finds, except those about values that are missing already.
            try
            {
                Check(plan, request with { AnswerRate = plan.AnswerRate ?? 0.5, AnswerRateBuckets = [] });
            }
            catch (CxValidationException exception)
            {
                violations.AddRange(exception.Violations);
            }
        }

        CxValidationException.ThrowIfAny(violations, plan.Config?.Id ?? plan.Skill?.ToString());
        if (plan.Skill is { } skill)
        {
            log.Verbose(DialerMessages.FromSkill(
                skill.ToString(), $"{request.Pacing}", request.Ratio, $"{request.RingUnanswered}", request.PatienceSec));
            if (skill.MaximumRingingDuration < request.RingAnswered.MeanSec)
            {
                warnings.Add(DialerMessages.RingShorterThanAnswers(
                    skill.ToString(), skill.MaximumRingingDuration.Value, request.RingAnswered.MeanSec));
            }
        }

        if (plan.MaxAbandonmentRate is { } asked)
        {
            if (DialerRuleSets.AbandonmentLimit(plan.RuleSet) is { } ruled && asked > ruled)
            {
                warnings.Add(DialerMessages.LimitAboveRuleSet(asked, ruled, plan.RuleSet));
            }

            if (plan.Config?.MaxAbandonmentRate is { } own && asked > own)
            {
                warnings.Add(DialerMessages.LimitAboveConfiguration(asked, own, plan.Config.Id));
            }
        }

        warnings.ForEach(log.Warning);

        return request;
    }

    /// <summary>
    /// Warns if the simulated lines per agent are more than a tenant accepts. Lines per idle agent are not a setting of a tenant.
    /// </summary>
    private static void WarnOfRatio(DialerSimulationRequest request, double ratio, ICxLog log)
    {
        if (request.Pacing is (DialerPacing.Lines or DialerPacing.Adaptive) && ratio > DialerRules.HighestRatio)
        {
            log.Warning(DialerMessages.RatioAboveTenant(ratio));
        }
    }

    private static void Check(DialerPlanRequest plan, DialerSimulationRequest request)
    {
        if (plan.Search is { } search)
        {
            request.Validate(findsRatio: true);
            search.Validate();
            return;
        }

        foreach (var ratio in plan.Ratios.Count > 1 ? plan.Ratios : [request.Ratio ?? double.NaN])
        {
            (double.IsNaN(ratio) ? request : request with { Ratio = ratio }).Validate();
        }
    }

    private static double? Ratio(DialerPlanRequest plan, DialerPacing pacing)
    {
        if (plan.Ratios.Count > 0 || plan.Search is not null)
        {
            return plan.Ratios.Count == 1 ? plan.Ratios[0] : null;
        }

        if (plan.Skill is not null)
        {
            // The maximum ratio of a skill is calls per available agent.
            return pacing == DialerPacing.IdleRatio ? plan.Skill.MaximumRatio : null;
        }

        // The agent ratio of a configuration is lines per agent, not lines per idle agent.
        return plan.Lines is null && pacing is (DialerPacing.Lines or DialerPacing.Adaptive) ? plan.Config?.AgentRatio : null;
    }

    private static DialerPacing PacingOf(DialerConfig? config, List<string> violations)
    {
        switch (config?.PacingType)
        {
            case "progressive":
                return DialerPacing.Progressive;
            case "preview":
                violations.Add(DialerMessages.PreviewIsNotPaced(config.Id));
                return DialerPacing.Lines;
            default:
                return DialerPacing.Lines;
        }
    }

    /// <summary>The rule of a skill. A caller's number of lines, or search, needs a rule that has one.</summary>
    private static DialerPacing PacingOf(SkillDialer skill, DialerPlanRequest plan)
        => plan.Lines is not null ? DialerPacing.Lines
            : skill.MaximumRatio == 1 && plan.Search is null && plan.Ratios.Count == 0 ? DialerPacing.Progressive
            : DialerPacing.IdleRatio;

    /// <summary>The dialer of a skill gives every unanswered number the same time.</summary>
    private static DurationDistribution RingUnanswered(DialerPlanRequest plan, List<string> violations)
    {
        var given = plan.RingUnanswered;
        return plan.Skill?.MaximumRingingDuration is { } ring && given is { MeanSec: null, Cv: null, Sample.Count: 0 }
            ? DurationDistribution.Constant(ring)
            : given.Resolve("RingUnanswered", plan.Distribution, plan.Skill?.MaximumRingingDuration ?? 15, 0.3, violations);
    }

    private static (double Limit, string Source) Limit(DialerPlanRequest plan, List<string> violations)
    {
        if (plan.MaxAbandonmentRate is { } asked)
        {
            return (asked, "MaxAbandonmentRate");
        }

        var ruled = DialerRuleSets.AbandonmentLimit(plan.RuleSet);
        if (plan.Config?.MaxAbandonmentRate is > 0 and var configured && !(ruled < configured))
        {
            return (configured, configured == ruled ? plan.RuleSet.ToString() : plan.Config.Id);
        }

        if (ruled is null)
        {
            violations.Add(plan.RuleSet == DialerRuleSet.Ofcom ? DialerMessages.NoOfcomLimit : DialerMessages.NoLimit);
        }

        return (ruled ?? 0.03, plan.RuleSet.ToString());
    }

    /// <summary>The mean talk time of the answered calls in all rows that have one, in seconds.</summary>
    private static double? MeanTalk(IReadOnlyList<CallHistoryBucket> history)
    {
        var known = history.Where(row => row.AvgTalkTimeSeconds is not null && row.CallsAnswered > 0).ToList();
        var answered = known.Sum(row => (double)row.CallsAnswered);
        return answered > 0 ? known.Sum(row => row.CallsAnswered * row.AvgTalkTimeSeconds!.Value) / answered : null;
    }

    /// <summary>
    /// Simulates evenly spaced ratios from the lowest of the search to somewhat above the result, so that the curve shows the limit.
    /// </summary>
    private static DialerSimulationResult[] Curve(
        DialerSimulationRequest request, DialerRatioSearch search, DialerRatioResult found, ICxLog log, CancellationToken cancellationToken)
    {
        var answer = found.Best?.Ratio ?? search.LowestRatio;
        var beyond = request.Pacing == DialerPacing.Lines ? 4d / request.Agents : 10 * search.Step;
        var highest = Math.Min(search.HighestRatio, answer + Math.Max((answer - search.LowestRatio) / 2, beyond));
        var ratios = Enumerable.Range(0, CurvePoints)
            .Select(point => Whole(search.LowestRatio + (point * (highest - search.LowestRatio) / (CurvePoints - 1))))
            .Where(IsInside)
            .Distinct()
            .ToArray();
        return DialerSimulation.Sweep(request, ratios, log.Progress, cancellationToken).ToArray();

        // Rounding may leave the range of the search at either end.
        bool IsInside(double ratio) => ratio >= search.LowestRatio - 1e-9 && ratio <= search.HighestRatio + 1e-9;

        // Lines are whole numbers: ratios between two of them would be drawn as steps.
        double Whole(double ratio)
            => request.Pacing == DialerPacing.Lines ? Math.Round(ratio * request.Agents) / request.Agents : Math.Round(ratio, 4);
    }
}
