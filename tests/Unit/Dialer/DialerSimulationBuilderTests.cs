using CxOne.Campaigns;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Pacing;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Dialer;

public sealed class DialerSimulationBuilderTests
{
    private static readonly CallHistoryBucket[] Morning =
    [
        new() { TimeBucket = "09:00-10:00", CallsAttempted = 500, CallsAnswered = 190, AvgTalkTimeSeconds = 145 },
        new() { TimeBucket = "10:00-11:00", CallsAttempted = 620, CallsAnswered = 245, AvgTalkTimeSeconds = 138 },
        new() { TimeBucket = "11:00-12:00", CallsAttempted = 480, CallsAnswered = 175, AvgTalkTimeSeconds = 152 },
    ];

    private readonly RecordingLog _log = new();

    [Fact]
    public void History_provides_answer_rates_the_length_of_the_day_and_the_mean_talk_time()
    {
        var request = Resolve(new DialerPlanRequest { Agents = 50, Ratios = [1.1], History = Morning });

        Assert.Equal(
            [new AnswerRateBucket(0, 0.38), new AnswerRateBucket(3600, 245 / 620d), new AnswerRateBucket(7200, 175 / 480d)],
            request.AnswerRateBuckets);
        Assert.Equal(3, request.Hours);
        Assert.Equal(3 / 16d, request.WarmupHours);
        Assert.Equal(((190 * 145) + (245 * 138) + (175 * 152)) / 610d, request.Talk.MeanSec, 1e-12);
    }

    [Fact]
    public void Rows_of_the_same_hour_are_pooled_and_empty_ones_are_ignored()
    {
        var request = Resolve(new DialerPlanRequest
        {
            Agents = 5,
            Lines = 6,
            History =
            [
                new() { TimeBucket = "10:00", CallsAttempted = 100, CallsAnswered = 30 },
                new() { TimeBucket = "9:00", CallsAttempted = 10, CallsAnswered = 5 },
                new() { TimeBucket = "10:00", CallsAttempted = 300, CallsAnswered = 50 },
                new() { TimeBucket = "12:00", CallsAttempted = 0, CallsAnswered = 0 },
            ],
        });

        Assert.Equal([new AnswerRateBucket(0, 0.5), new AnswerRateBucket(3600, 0.2)], request.AnswerRateBuckets);
        Assert.Equal(2, request.Hours);
        Assert.Equal(145, request.Talk.MeanSec);
    }

    [Theory]
    [InlineData("22:00-23:00,23:00-00:00,00:00-01:00,01:00-02:00", 4, "0,3600,7200,10800")]
    [InlineData("01:00-02:00,00:00-01:00,23:00-00:00,22:00-23:00", 4, "0,3600,7200,10800")]
    [InlineData("22:00-02:00", 4, "0")]
    [InlineData(
        "8:00,9:00,10:00,11:00,12:00,13:00,14:00,15:00,16:00,17:00,18:00,19:00",
        12,
        "0,3600,7200,10800,14400,18000,21600,25200,28800,32400,36000,39600")]
    [InlineData("23:00,0:00,1:00", 3, "0,3600,7200")]
    [InlineData("23:30,0:00", 1, "0,1800")]
    [InlineData("00:00-06:00,06:00-12:00,12:00-18:00,18:00-24:00", 24, "0,21600,43200,64800")]
    public void A_day_starts_after_the_longest_gap_in_the_history(string buckets, double hours, string starts)
    {
        var request = Resolve(new DialerPlanRequest { Agents = 3, Ratios = [1], History = Rows(buckets) });

        Assert.Equal(hours, request.Hours);
        Assert.Equal(starts, string.Join(',', request.AnswerRateBuckets.Select(bucket => bucket.StartSec)));
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public void Gaps_are_warnings_and_overlaps_are_violations()
    {
        Resolve(new DialerPlanRequest { Agents = 3, Ratios = [1], History = Rows("09:00-12:00,13:00-17:00") });
        Assert.Equal(
            [DialerMessages.HistoryGap(TimeSpan.FromHours(12), TimeSpan.FromHours(13), "09:00-12:00")], _log.Warnings);

        var overlap = Assert.Throws<CxValidationException>(
            () => Resolve(new DialerPlanRequest { Agents = 3, Ratios = [1], History = Rows("09:00-12:00,10:00-11:00,09:00-10:00") }));
        Assert.Contains(CampaignMessages.BucketsOverlap("09:00-12:00", "10:00-11:00"), overlap.Violations);
        Assert.Contains(CampaignMessages.BucketsEndApart("09:00-12:00", "09:00-10:00"), overlap.Violations);
    }

    [Fact]
    public void Unused_hours_and_unused_rates_of_the_history_are_warnings()
    {
        Resolve(new DialerPlanRequest { Agents = 3, Ratios = [1], History = Morning, Hours = 1 });
        Assert.Equal([DialerMessages.LaterHoursUnused(1)], _log.Warnings);

        Resolve(new DialerPlanRequest { Agents = 3, Ratios = [1], History = Morning, AnswerRate = 0.4 });
        Assert.Equal(DialerMessages.AnswerRatePreferred, _log.Warnings[^1]);
    }

    [Fact]
    public void Adaptive_pacing_cannot_be_combined_with_a_ratio_search()
    {
        var plan = new DialerPlanRequest { Agents = 3, AnswerRate = 0.4, Pacing = DialerPacing.Adaptive, Search = new DialerRatioSearch() };

        Assert.Equal([DialerMessages.AdaptiveSearch], Assert.Throws<CxValidationException>(() => Resolve(plan)).Violations);
    }

    [Fact]
    public void An_invalid_limit_of_adaptive_pacing_is_reported_once()
    {
        var plan = new DialerPlanRequest { Agents = 3, AnswerRate = 0.4, Pacing = DialerPacing.Adaptive, MaxAbandonmentRate = 2 };

        Assert.Equal(["MaxAbandonmentRate must be greater than 0 and at most 1 (was 2). For 3 % write 0.03."], Resolve(plan).Violations());
    }

    [Theory]
    [InlineData(DialerPacing.Lines, 6d, null, "Ratio 6 is above 5")]
    [InlineData(DialerPacing.Lines, null, 31, "Ratio 6.2 is above 5")]
    [InlineData(DialerPacing.Adaptive, 6d, null, "Ratio 6 is above 5")]
    [InlineData(DialerPacing.Lines, 5d, null, null)]
    [InlineData(DialerPacing.IdleRatio, 6d, null, null)]
    public async Task A_ratio_above_the_tenants_maximum_is_simulated_with_a_warning(
        DialerPacing pacing, double? ratio, int? lines, string? warning)
    {
        var plan = new DialerPlanRequest
        {
            Agents = 5, AnswerRate = 0.38, Days = 2, Hours = 0.5, Pacing = pacing, Ratios = ratio is { } one ? [1, one] : [], Lines = lines
        };

        var results = await DialerSimulationBuilder.SimulateAsync(null, plan, _log, CancellationToken.None);

        Assert.Equal(ratio ?? 6.2, ((DialerSimulationResult)results[^1]).Ratio);
        Assert.Equal(warning is null ? [] : [warning], _log.Warnings.Select(text => text[..text.IndexOf(',', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task A_ratio_that_cannot_be_simulated_is_an_error_without_a_warning()
    {
        var plan = new DialerPlanRequest { Agents = 5, AnswerRate = 0.38, Ratios = [1, 11] };

        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => DialerSimulationBuilder.SimulateAsync(null, plan, _log, CancellationToken.None));

        Assert.Equal(["Ratio must be between 0.1 and 10 (was 11)."], error.Violations);
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task The_result_and_the_curve_of_a_search_stay_within_its_ratios()
    {
        var plan = new DialerPlanRequest
        {
            Agents = 3,
            AnswerRate = 0.38,
            Days = 5,
            MaxAbandonmentRate = 0.9,
            Search = new DialerRatioSearch { LowestRatio = 1.1, HighestRatio = 1.9, Step = 0.1 },
            WithCurve = true
        };

        var found = Assert.IsType<DialerRatioResult>(
            Assert.Single(await DialerSimulationBuilder.SimulateAsync(null, plan, _log, CancellationToken.None)));

        // Four and five lines; 1.1 would be rounded to three, 1.9 to six.
        Assert.Equal([4, 5], found.Curve.Select(point => point.Lines));
        Assert.Equal(5, found.Lines);
        Assert.True(found.IsAtHighest);
        Assert.Equal(DialerMessages.LimitAboveRuleSet(0.9, 0.03, DialerRuleSet.UsTsr), _log.Warnings[0]);
        Assert.Equal(DialerMessages.HighestRatioIsWithinLimit(5 / 3d, 5, 1.9), _log.Warnings[1]);
    }

    [Fact]
    public async Task A_curve_from_the_lowest_ratio_of_few_agents_is_drawn()
    {
        var plan = new DialerPlanRequest
        {
            Agents = 3, AnswerRate = 0.38, Days = 5, Search = new DialerRatioSearch { LowestRatio = 0.1 }, WithCurve = true
        };

        var found = Assert.IsType<DialerRatioResult>(
            Assert.Single(await DialerSimulationBuilder.SimulateAsync(null, plan, _log, CancellationToken.None)));

        Assert.NotEmpty(found.Curve);
    }

    [Fact]
    public void A_configuration_provides_the_pacing_rule_the_ratio_and_the_limit()
    {
        var east = new DialerConfig { Id = "east", PacingType = "predictive", AgentRatio = 1.8, MaxAbandonmentRate = 0.02 };
        var request = Resolve(new DialerPlanRequest { Config = east, AnswerRate = 0.4 }, new Campaign { Id = "c", AgentCount = 12 });

        Assert.Equal(
            (12, DialerPacing.Lines, 1.8, 0.02, "east"),
            (request.Agents, request.Pacing, request.Ratio, request.MaxAbandonmentRate, request.LimitSource));
        Assert.Equal(
            DialerPacing.Progressive,
            Resolve(new DialerPlanRequest { Config = east with { PacingType = "progressive" }, Agents = 3, AnswerRate = 0.4 }).Pacing);
    }

    [Theory]
    [InlineData(0.05, DialerRuleSet.UsTsr, 0.03, "UsTsr")]
    [InlineData(0.03, DialerRuleSet.UsTsr, 0.03, "UsTsr")]
    [InlineData(0.05, DialerRuleSet.Crtc, 0.05, "Crtc")]
    [InlineData(0.04, DialerRuleSet.Ofcom, 0.04, "east")]
    [InlineData(0.04, DialerRuleSet.None, 0.04, "east")]
    [InlineData(0.01, DialerRuleSet.Crtc, 0.01, "east")]
    public void The_lower_limit_of_rule_set_and_configuration_decides(double configured, DialerRuleSet ruleSet, double limit, string source)
    {
        var request = Resolve(new DialerPlanRequest
        {
            Agents = 3,
            AnswerRate = 0.4,
            RuleSet = ruleSet,
            Config = new DialerConfig { Id = "east", AgentRatio = 1.1, MaxAbandonmentRate = configured }
        });

        Assert.Equal((limit, source), (request.MaxAbandonmentRate, request.LimitSource));
    }

    [Fact]
    public void A_limit_above_that_of_the_rule_set_is_used_with_a_warning()
    {
        var request = Resolve(new DialerPlanRequest { Agents = 3, AnswerRate = 0.4, Ratios = [1.1], MaxAbandonmentRate = 0.04 });

        Assert.Equal(0.04, request.MaxAbandonmentRate);
        Assert.Equal([DialerMessages.LimitAboveRuleSet(0.04, 0.03, DialerRuleSet.UsTsr)], _log.Warnings);
    }

    [Fact]
    public void Missing_and_invalid_settings_are_reported_together()
    {
        var plan = new DialerPlanRequest
        {
            RuleSet = DialerRuleSet.Ofcom,
            PatienceSec = -1,
            Days = 0,
            Talk = new DurationSpec { Cv = 1 },
            Distribution = DialerDistribution.Exponential,
            Wrap = new DurationSpec { MeanSec = 3, Sample = [1, 2] },
        };

        var violations = Assert.Throws<CxValidationException>(() => Resolve(plan)).Violations;

        string[] expected =
        [
            "Agents", "AnswerRate", "Ofcom", "PatienceSec", "Days", "TalkCv", "WrapSample", "Pacing Lines"
        ];
        foreach (var part in expected)
        {
            Assert.Single(violations, violation => violation.StartsWith(part, StringComparison.Ordinal));
        }

        Assert.Equal(expected.Length, violations.Count);
    }

    [Theory]
    [InlineData("noon", 10, 5, "'noon'")]
    [InlineData("09:00", 10, 11, "11 of 10")]
    [InlineData("09:00", -1, 0, "0 of -1")]
    [InlineData("09:00", 10, 0, "'09:00'")]
    [InlineData("09:00", 0, 0, "attempted calls")]
    public void An_unusable_row_is_a_violation_with_its_values(string bucket, long attempted, long answered, string part)
    {
        var plan = new DialerPlanRequest
        {
            Agents = 3,
            Ratios = [1],
            History = [new CallHistoryBucket { TimeBucket = bucket, CallsAttempted = attempted, CallsAnswered = answered }]
        };

        Assert.Contains(
            part, Assert.Single(Assert.Throws<CxValidationException>(() => Resolve(plan)).Violations), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("09:00-10:00", 32_400, 36_000d)]
    [InlineData("9:00", 32_400, null)]
    [InlineData(" 23:30 – 00:30 ", 84_600, 88_200d)]
    [InlineData("22:00-24:00", 79_200, 86_400d)]
    [InlineData("2026-11-20T09:15:00-05:00", 33_300, null)]
    [InlineData("2026-11-20T09:15:00Z", 33_300, null)]
    public void Parts_of_a_day_are_read(string name, double start, double? end) => Assert.Equal((start, end), CallHistory.Hours(name));

    [Theory]
    [InlineData("")]
    [InlineData("25:00")]
    [InlineData("9-10")]
    [InlineData("09:00-10:00-11:00")]
    public void A_name_that_is_not_a_part_of_a_day_is_not_read(string name) => Assert.Null(CallHistory.Hours(name));

    [Fact]
    public void A_preview_configuration_is_refused_unless_a_pacing_rule_is_given()
    {
        var plan = new DialerPlanRequest
        {
            Agents = 3, AnswerRate = 0.4, Config = new DialerConfig { Id = "p", PacingType = "preview", AgentRatio = 1 }
        };

        Assert.Equal([DialerMessages.PreviewIsNotPaced("p")], Assert.Throws<CxValidationException>(() => Resolve(plan)).Violations);
        Assert.Equal(DialerPacing.Progressive, Resolve(plan with { Pacing = DialerPacing.Progressive }).Pacing);
    }

    [Fact]
    public async Task Several_ratios_use_common_random_numbers_and_a_search_returns_its_curve()
    {
        var plan = new DialerPlanRequest { Agents = 20, AnswerRate = 0.38, Ratios = [1.0, 1.1, 1.2], Days = 20 };
        var results = (await DialerSimulationBuilder.SimulateAsync(
            null, plan, _log, CancellationToken.None)).Cast<DialerSimulationResult>().ToList();
        Assert.Equal([1.0, 1.1, 1.2], results.Select(result => result.Ratio));
        Assert.Equal(results.Select(result => result.AbandonmentRate).Order(), results.Select(result => result.AbandonmentRate));

        var alone = Assert.IsType<DialerSimulationResult>(
            Assert.Single(await DialerSimulationBuilder.SimulateAsync(null, plan with { Ratios = [1.1] }, _log, CancellationToken.None)));
        Assert.Equal(results[1], alone);

        var found = Assert.IsType<DialerRatioResult>(
            Assert.Single(
                await DialerSimulationBuilder.SimulateAsync(
                    null, plan with { Ratios = [], Search = new DialerRatioSearch(), WithCurve = true }, _log, CancellationToken.None)));
        Assert.True(found.Best!.AbandonmentUpperBound <= 0.03);
        Assert.True(found.Curve.Count > 3);
        Assert.True(found.Curve[^1].Ratio > found.Ratio);
        Assert.All(found.Curve, point => Assert.Equal(point.Lines!.Value / 20d, point.Ratio, 1e-9));

        // A candidate at a ratio of the curve has the values of the curve, which has all days.
        var both = found.Candidates.Join(found.Curve, one => one.Lines, other => other.Lines, (one, other) => (one, other)).ToList();
        Assert.NotEmpty(both);
        Assert.All(both, pair => Assert.Equal(
            (pair.other.Days, pair.other.AbandonmentRate, pair.other.AbandonmentUpperBound, pair.other.Utilization, pair.other.Verdict),
            (pair.one.Days, pair.one.AbandonmentRate, pair.one.AbandonmentUpperBound, pair.one.Utilization, pair.one.Verdict)));
    }

    [Fact]
    public void Ring_patience_and_ratio_of_a_skill_apply_where_the_caller_sets_none()
    {
        var plan = new DialerPlanRequest { Agents = 3, AnswerRate = 0.4, Skill = Dialer(2.5, 25, 1.5) };

        var request = Resolve(plan);
        Assert.Equal((DialerPacing.IdleRatio, 2.5, 1.5), (request.Pacing, request.Ratio, request.PatienceSec));
        Assert.Equal(DurationDistribution.Constant(25), request.RingUnanswered);
        Assert.Empty(_log.Warnings);

        var given = Resolve(plan with { Ratios = [1.2], PatienceSec = 3, RingUnanswered = new DurationSpec { MeanSec = 18 } });
        Assert.Equal((DialerPacing.IdleRatio, 1.2, 3d), (given.Pacing, given.Ratio, given.PatienceSec));
        Assert.Equal(DurationDistribution.LogNormal(18, 0.3), given.RingUnanswered);

        Assert.Equal((DialerPacing.Lines, null), (Resolve(plan with { Lines = 5 }).Pacing, Resolve(plan with { Lines = 5 }).Ratio));
        Assert.Equal(DialerPacing.IdleRatio, Resolve(plan with { Search = new DialerRatioSearch() }).Pacing);
    }

    [Fact]
    public void A_skill_without_settings_has_the_defaults_and_one_with_ratio_1_is_progressive()
    {
        var progressive = Resolve(new DialerPlanRequest { Agents = 3, AnswerRate = 0.4, Skill = Dialer(1, null, null) });

        Assert.Equal((DialerPacing.Progressive, null, 2d), (progressive.Pacing, progressive.Ratio, progressive.PatienceSec));
        Assert.Equal(DurationDistribution.LogNormal(15, 0.3), progressive.RingUnanswered);
        var search = new DialerPlanRequest
        {
            Agents = 3, AnswerRate = 0.4, Skill = Dialer(1, null, null), Search = new DialerRatioSearch(),
        };
        Assert.Equal(DialerPacing.IdleRatio, Resolve(search).Pacing);
        Assert.Equal(
            [PacingMessages.RatioRequired(DialerPacing.IdleRatio)],
            Resolve(new DialerPlanRequest { Agents = 3, AnswerRate = 0.4, Skill = Dialer(null, null, null) }).Violations());
    }

    [Fact]
    public void A_ring_time_that_is_shorter_than_that_of_answered_calls_is_a_warning()
    {
        Resolve(new DialerPlanRequest { Agents = 3, AnswerRate = 0.4, Skill = Dialer(2, 6, 2) });

        Assert.Equal([DialerMessages.RingShorterThanAnswers("East (4711)", 6, 8)], _log.Warnings);
    }

    private static SkillDialer Dialer(double? ratio, double? ring, double? patience)
        => new(4711, "East", new SkillDialerValues { MaximumRatio = ratio, MaximumRingingDuration = ring, AbandonTimeout = patience }, []);

    private static CallHistoryBucket[] Rows(string buckets)
        => [.. buckets
            .Split(',')
            .Select(bucket => new CallHistoryBucket { TimeBucket = bucket, CallsAttempted = 500, CallsAnswered = 190 })];

    private DialerSimulationRequest Resolve(DialerPlanRequest plan, Campaign? campaign = null)
        => DialerSimulationBuilder.Resolve(plan, campaign, _log);
}
