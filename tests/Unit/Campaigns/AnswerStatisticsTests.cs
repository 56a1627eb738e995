using CxOne.Campaigns;

namespace CxOne.Tests.Campaigns;

public sealed class AnswerStatisticsTests
{
    internal static readonly IReadOnlyList<CallHistoryBucket> SeedRows =
    [
        Row("09:00-10:00", 500, 190, 145), Row("10:00-11:00", 620, 245, 138), Row("11:00-12:00", 480, 175, 152),
    ];

    [Fact]
    public void The_reference_rows_have_the_known_rates_interval_and_homogeneity()
    {
        var statistics = AnswerStatistics.Of(SeedRows);

        Assert.Equal(0.3799148746, statistics.MeanRate, 10);
        Assert.Equal(0.38125, statistics.PooledRate, 15);
        Assert.Equal(0.3577626842, statistics.PooledInterval.Lower, 10);
        Assert.Equal(0.4053061666, statistics.PooledInterval.Upper, 10);
        Assert.Equal(1.077156191, statistics.Homogeneity!.ChiSquare, 9);
        Assert.Equal(2, statistics.Homogeneity.DegreesOfFreedom);
        Assert.Equal(0.5835774542, statistics.Homogeneity.PValue, 10);
        Assert.Equal(0.0002240645, AnswerStatistics.Variance(0.38, statistics.MeanRate)!.Value, 10);
    }

    [Theory]
    [InlineData(0.38, 0.10, AnswerWeighting.Bucket, AnswerVerdict.Pass)]
    [InlineData(0.4185, 0.10, AnswerWeighting.Bucket, AnswerVerdict.Fail)]
    [InlineData(0.4185, 0.10, AnswerWeighting.Attempts, AnswerVerdict.Pass)]
    [InlineData(0.38, 0.05, AnswerWeighting.Bucket, AnswerVerdict.Inconclusive)]
    [InlineData(0.80, 0.05, AnswerWeighting.Bucket, AnswerVerdict.Fail)]
    public void The_verdict_uses_the_chosen_rate_if_the_history_suffices(
        double rate, double threshold, AnswerWeighting weighting, AnswerVerdict verdict)
        => Assert.Equal(verdict, AnswerStatistics.Of(SeedRows).Judge(rate, threshold, weighting));

    [Theory]
    [InlineData(10, 4, 0.38, AnswerVerdict.Inconclusive)]
    [InlineData(10, 4, 0.95, AnswerVerdict.Fail)]
    [InlineData(100_000, 40_000, 0.40, AnswerVerdict.Pass)]
    [InlineData(3, 0, 0.05, AnswerVerdict.Inconclusive)]
    [InlineData(100_000, 0, 0.05, AnswerVerdict.Fail)]
    [InlineData(5, 5, 0.95, AnswerVerdict.Inconclusive)]
    [InlineData(100_000, 40_000, 0.36, AnswerVerdict.Pass)]
    [InlineData(100_000, 40_000, 0.44, AnswerVerdict.Pass)]
    [InlineData(100_000, 40_000, 0.3599999, AnswerVerdict.Fail)]
    [InlineData(100_000, 40_000, 0.4400001, AnswerVerdict.Fail)]
    public void Too_few_calls_are_inconclusive_unless_all_plausible_rates_agree(
        int attempted, int answered, double rate, AnswerVerdict verdict)
        => Assert.Equal(verdict, AnswerStatistics.Of([Row("all", attempted, answered)]).Judge(rate, 0.10, AnswerWeighting.Bucket));

    [Fact]
    public void Buckets_without_attempts_are_ignored_and_a_history_without_attempts_is_an_error()
    {
        var statistics = AnswerStatistics.Of([.. SeedRows, Row("12:00-13:00", 0, 0)]);

        Assert.Equal(3, statistics.Buckets);
        Assert.Equal(0.3799148746, statistics.MeanRate, 10);
        Assert.Equal(2, statistics.Homogeneity!.DegreesOfFreedom);
        Assert.Throws<ArgumentException>(() => AnswerStatistics.Of([Row("12:00-13:00", 0, 0)]));
    }

    [Fact]
    public void A_single_bucket_has_no_homogeneity_test_and_no_answered_call_has_no_variance()
    {
        Assert.Null(AnswerStatistics.Of([Row("all", 10, 4)]).Homogeneity);
        Assert.Equal(1, AnswerStatistics.Of([Row("a", 10, 0), Row("b", 10, 0)]).Homogeneity!.PValue);
        Assert.Null(AnswerStatistics.Variance(0.3, 0));
    }

    // Exact sums in 60 digits: e⁻ˣ Σ xᵏ/k! for even degrees, erfc and half-integer gammas for odd ones.
    [Theory]
    [InlineData(2, 1.077156191, 0.58357745411954653)]
    [InlineData(1, 0.001, 0.97477287936996038)]
    [InlineData(1, 30.0, 4.3204630578274975e-08)]
    [InlineData(3, 7.814727903251179, 0.05)]
    [InlineData(5, 1.5, 0.91306981454439551)]
    [InlineData(10, 2.0, 0.99634015317265634)]
    [InlineData(10, 40.0, 1.6944743930067385e-05)]
    [InlineData(47, 30.0, 0.97463985836113232)]
    [InlineData(100, 124.34, 0.050013340546306212)]
    [InlineData(287, 250.0, 0.94386371560402704)]
    [InlineData(1000, 1100.0, 0.014614408126295194)]
    public void The_upper_tail_of_chi_square_agrees_with_exact_sums(int degrees, double value, double expected)
        => Assert.InRange(ChiSquareDistribution.UpperTail(value, degrees) / expected, 1 - 1e-10, 1 + 1e-10);

    [Fact]
    public void The_chi_square_tail_goes_from_one_to_zero()
    {
        Assert.Equal(1, ChiSquareDistribution.UpperTail(0, 7));
        Assert.Equal(0, ChiSquareDistribution.UpperTail(1e6, 2));
    }

    private static CallHistoryBucket Row(string name, long attempted, long answered, double talk = 100)
        => new() { TimeBucket = name, CallsAttempted = attempted, CallsAnswered = answered, AvgTalkTimeSeconds = talk };
}
