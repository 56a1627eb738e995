using System.Globalization;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Pacing;

namespace CxOne.Dialer;

/// <summary>Simulates a campaign of which some is said, some stands in the tenant, and some in its history.</summary>
public static class DialerSimulationBuilder
{
    private const int CurvePoints = 21;
    private const double DefaultHours = 8;

    /// <summary>Simulates; nothing is written to the tenant.</summary>
    /// <param name="connection">The tenant; needed only where a campaign has to be read.</param>
    /// <param name="plan">What is said.</param>
    /// <param name="log">Gets warnings and progress.</param>
    /// <param name="cancellationToken">Ends everything within 100 ms.</param>
    /// <returns>A <see cref="DialerSimulationResult"/> a ratio, or one <see cref="DialerRatioResult"/>
    /// where the ratio is looked for.</returns>
    /// <exception cref="CxValidationException">Something is missing or breaks a rule; all violations together.</exception>
    /// <exception cref="CxRequestException">The campaign could not be read.</exception>
    public static async Task<IReadOnlyList<object>> SimulateAsync(
        CxConnection? connection, DialerPlanRequest plan, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(log);
        var campaign = plan.CampaignId is { } id && plan.Agents is null
            ? await CampaignReader.GetAsync(
                connection ?? throw new CxException(CxErrors.NotConnected, "There is no connection to read the campaign from."),
                id,
                log,
                cancellationToken).ConfigureAwait(false)
            : null;
        var request = Resolve(plan, campaign, log);
        if (plan.Search is { } search)
        {
            var found = DialerSimulation.FindRatio(request, search, log.Progress, cancellationToken);
            if (found.Best is null)
            {
                log.Warning(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"No ratio from {search.LowestRatio} on keeps the upper bound of abandonment at or below "
                            + $"{request.MaxAbandonmentRate}: lower {CxHint.Option("LowestRatio")}, "
                            + $"or simulate more {CxHint.Option("Days")}."));
            }
            else if (found.IsAtHighest)
            {
                log.Warning(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The highest ratio of the search, "
                            + $"{found.Ratio:0.###}{(found.Lines is { } lines && found.Ratio < search.HighestRatio
                                ? string.Create(
                                    CultureInfo.InvariantCulture,
                                    $" ({lines} whole lines, {CxHint.Option("HighestRatio")} {search.HighestRatio})")
                                : null)}, is within the limit: "
                            + $"a higher one may be as well ({CxHint.Option("HighestRatio")}; "
                            + $"a tenant takes {DialerRules.HighestRatio} at most)."));
            }

            WarnOfRatio(request, found.Ratio ?? 0, log);

            return [plan.WithCurve ? found with { Curve = Curve(request, search, found, log, cancellationToken) } : found];
        }

        var results = plan.Ratios.Count > 1
            ? DialerSimulation.Sweep(request, plan.Ratios, log.Progress, cancellationToken)
            : [DialerSimulation.Run(request, log.Progress, cancellationToken)];
        WarnOfRatio(request, results.Max(result => result.Ratio), log);
        return results;
    }

    /// <summary>Fills in what is not said. Where several ratios are asked for, the request has none.</summary>
    /// <exception cref="CxValidationException">Something is missing or contradicts; all violations together.</exception>
    internal static DialerSimulationRequest Resolve(DialerPlanRequest plan, Campaign? campaign, ICxLog log)
    {
        List<string> violations = [.. CallHistory.Violations(plan.History)];
        List<string> warnings = [];
        var pacing = plan.Pacing ?? PacingOf(plan.Config, violations);
        var agents = plan.Agents ?? campaign?.AgentCount;
        if (agents is null)
        {
            violations.Add(
                $"Agents is missing; give {CxHint.Option("Agents")}, or {CxHint.Option("CampaignId")} to take those of a campaign.");
        }
        else if (agents < 1 && campaign is not null)
        {
            violations.Add(
                $"Campaign '{campaign.Id}' has {agents} agents; a simulation needs at least one. Give {CxHint.Option("Agents")}.");
            agents = null;
        }

        // Read also where the rate is given: a history that cannot be right is refused wherever it comes in.
        var calls = CallHistoryDay.Of(plan.History, violations, warnings);
        var history = plan.AnswerRate is null && plan.History.Count > 0 ? AnswerRateProfile.Of(calls, violations, warnings) : null;
        if (plan.AnswerRate is null && plan.History.Count == 0)
        {
            violations.Add($"AnswerRate is missing; give {CxHint.Option("AnswerRate")}, or pipe in the history by time bucket.");
        }
        else if (plan.AnswerRate is not null && plan.History.Count > 0)
        {
            warnings.Add("The answer rate that is given goes before the history's: of the history only the mean talk is used.");
        }

        if (pacing == DialerPacing.Adaptive && plan.Search is not null)
        {
            violations.Add(
                $"Adaptive pacing keeps to the limit by itself, so that there is no highest ratio to be "
                    + $"found; simulate it with {CxHint.Option("Ratio")}.");
        }

        var day = plan.Hours ?? history?.LengthSec / 3600 ?? DefaultHours;
        if (history?.Buckets is [.., { } lastPart] && lastPart.StartSec >= day * 3600)
        {
            warnings.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The day that is simulated has {day:0.##} h; what the history says of later hours is not used."));
        }

        var (limit, source) = Limit(plan, violations);
        var request = new DialerSimulationRequest
        {
            Agents = agents ?? 1,
            AnswerRate = plan.AnswerRate,
            AnswerRateBuckets = history?.Buckets ?? [],
            RingAnswered = plan.RingAnswered.Resolve("RingAnswered", plan.Distribution, 8, 0.5, violations),
            RingUnanswered = plan.RingUnanswered.Resolve("RingUnanswered", plan.Distribution, 15, 0.3, violations),
            Talk = plan.Talk.Resolve("Talk", plan.Distribution, MeanTalk(plan.History) ?? 145, 1, violations),
            Wrap = plan.Wrap.Resolve("Wrap", plan.Distribution, 20, 1, violations),
            PatienceSec = plan.PatienceSec,
            TickSec = plan.TickSec,
            Pacing = pacing,
            Lines = plan.Lines,
            Ratio = Ratio(plan, pacing),
            // A limit that is none is said of the limit alone.
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
            // The engine's own findings belong to the same list, save those about what is missing already.
            try
            {
                Check(plan, request with { AnswerRate = plan.AnswerRate ?? 0.5, AnswerRateBuckets = [] });
            }
            catch (CxValidationException exception)
            {
                violations.AddRange(exception.Violations);
            }
        }

        CxValidationException.ThrowIfAny(violations, plan.Config?.Id);
        if (plan.MaxAbandonmentRate is { } asked)
        {
            if (DialerRuleSets.AbandonmentLimit(plan.RuleSet) is { } ruled && asked > ruled)
            {
                warnings.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The limit {asked} that is asked for is above the {ruled} of rule set {plan.RuleSet}: "
                            + $"a verdict Compliant is then no statement about that rule."));
            }

            if (plan.Config?.MaxAbandonmentRate is { } own && asked > own)
            {
                warnings.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The limit {asked} that is asked for is above the {own} of configuration '{plan.Config.Id}'."));
            }
        }

        warnings.ForEach(log.Warning);

        return request;
    }

    /// <summary>
    /// Lines per agent may be simulated beyond what a tenant takes, but not without
    /// a word. Lines per idle agent are no setting of a tenant.
    /// </summary>
    private static void WarnOfRatio(DialerSimulationRequest request, double ratio, ICxLog log)
    {
        if (request.Pacing is (DialerPacing.Lines or DialerPacing.Adaptive) && ratio > DialerRules.HighestRatio)
        {
            log.Warning(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Ratio {ratio:0.###} is above {DialerRules.HighestRatio}, the highest agent ratio that a "
                        + $"tenant takes: no configuration can be set to it."));
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

        // A configuration's agent ratio is lines per agent; lines per idle agent are another thing.
        return plan.Lines is null && pacing is (DialerPacing.Lines or DialerPacing.Adaptive) ? plan.Config?.AgentRatio : null;
    }

    private static DialerPacing PacingOf(DialerConfig? config, List<string> violations)
    {
        switch (config?.PacingType)
        {
            case "progressive":
                return DialerPacing.Progressive;
            case "preview":
                violations.Add(
                    $"Configuration '{config.Id}' is for preview: agents start every call themselves, and there is nothing to pace. "
                        + $"Give {CxHint.Option("Pacing")} to simulate another rule.");
                return DialerPacing.Lines;
            default:
                return DialerPacing.Lines;
        }
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
            violations.Add(plan.RuleSet == DialerRuleSet.Ofcom
                ? $"Ofcom names no rate that is safe; give {CxHint.Option("MaxAbandonmentRate")}."
                : $"Without a rule set there is no limit to judge by; give {CxHint.Option("MaxAbandonmentRate")}.");
        }

        return (ruled ?? 0.03, plan.RuleSet.ToString());
    }

    /// <summary>Mean talk of the answered calls of all rows that know one, seconds.</summary>
    private static double? MeanTalk(IReadOnlyList<CallHistoryBucket> history)
    {
        var known = history.Where(row => row.AvgTalkTimeSeconds is not null && row.CallsAnswered > 0).ToList();
        var answered = known.Sum(row => (double)row.CallsAnswered);
        return answered > 0 ? known.Sum(row => row.CallsAnswered * row.AvgTalkTimeSeconds!.Value) / answered : null;
    }

    /// <summary>
    /// Evenly spaced ratios from the search's lowest to somewhat beyond the answer, so that the rise towards the limit is seen.
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

        // Rounding may lead out of the search at either end.
        bool IsInside(double ratio) => ratio >= search.LowestRatio - 1e-9 && ratio <= search.HighestRatio + 1e-9;

        // Lines are whole: ratios between two of them would be drawn as steps.
        double Whole(double ratio)
            => request.Pacing == DialerPacing.Lines ? Math.Round(ratio * request.Agents) / request.Agents : Math.Round(ratio, 4);
    }
}
