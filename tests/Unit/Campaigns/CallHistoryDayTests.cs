using CxOne.Campaigns;

namespace CxOne.Tests.Campaigns;

public sealed class CallHistoryDayTests
{
    private readonly List<string> _violations = [];
    private readonly List<string> _warnings = [];

    [Theory]
    [InlineData("Total")]
    [InlineData("")]
    [InlineData("Monday")]
    [InlineData("25:00")]
    [InlineData("09:00-10:00 (Mon)")]
    public void A_bucket_that_is_no_part_of_a_day_is_refused(string bucket)
    {
        Read(Row("09:00-10:00", 60, 23), Row(bucket, 60, 23));

        Assert.Contains($"(was '{bucket}')", Assert.Single(_violations), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("09:00-10:00", "09:30-10:30")]
    [InlineData("09:00-12:00", "10:00-11:00")]
    [InlineData("22:00-02:00", "01:00-03:00")]
    [InlineData("10:00-09:01", "09:00-10:00")]
    [InlineData("09:00-10:00", "09:00-09:30")]
    public void Buckets_that_overlap_are_refused(string first, string second)
    {
        Read(Row(first, 60, 23), Row(second, 60, 23));

        Assert.Contains($"'{first}'", Assert.Single(_violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_one_bucket_are_added_together_with_one_remark()
    {
        var buckets = Read(Row("09:00-10:00", 100, 40, 100), Row("10:00-11:00", 50, 20, 90), Row("9:00-10:00", 300, 60, 200)).Buckets;

        Assert.Empty(_violations);
        Assert.Equal(["09:00-10:00", "10:00-11:00"], buckets.Select(bucket => bucket.TimeBucket));
        Assert.Equal((400, 100, 160), (buckets[0].CallsAttempted, buckets[0].CallsAnswered, buckets[0].AvgTalkTimeSeconds));
        Assert.Contains("3 rows and 2 time buckets", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_week_are_one_remark()
    {
        Read([.. Enumerable.Range(0, 7).SelectMany(_ => new[] { Row("09:00", 10, 4), Row("10:00", 10, 4) })]);

        Assert.Contains("14 rows and 2 time buckets", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("09:00-09:29", "09:30-09:59", 3600)]
    [InlineData("09:00:00-09:29:59", "09:30:00-09:59:59", 3600)]
    [InlineData("23:00-23:29", "23:30-23:59", 3600)]
    public void Ends_that_name_the_last_minute_or_second_are_one_remark(string first, string second, double length)
    {
        var parts = Read(Row(first, 10, 4), Row(second, 10, 4)).Parts;

        Assert.Empty(_violations);
        Assert.Single(_warnings);
        Assert.Equal(parts[0].EndSec, parts[1].StartSec);
        Assert.Equal(length, parts[1].EndSec - parts[0].StartSec);
    }

    [Theory]
    [InlineData(int.MaxValue, 1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1, long.MaxValue)]
    public void A_sum_that_is_too_large_is_refused(long first, long second)
    {
        Read(Row("09:00", first, 1), Row("09:00", second, 1));

        Assert.Contains("2147483647", Assert.Single(_violations), StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_count_of_each_bucket_is_accepted()
    {
        Read(Row("09:00", int.MaxValue, int.MaxValue), Row("10:00", int.MaxValue, 1));

        Assert.Empty(_violations);
    }

    [Theory]
    [InlineData(100d, null)]
    [InlineData(null, 100d)]
    public void Rows_of_one_bucket_with_and_without_a_talk_time_are_one_violation(double? first, double? second)
    {
        Read(Row("09:00", 10, 4, first), Row("09:00", 10, 4, second), Row("09:00", 10, 4, first));

        Assert.Contains("'09:00'", Assert.Single(_violations), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("09:00-09:29", "09:30-10:00", "10:00-10:29")]
    [InlineData("09:00:00-09:29:59", "09:30:00-10:00:00", "10:00:00-10:29:59")]
    public void Ends_of_two_kinds_are_one_violation(string first, string second, string third)
    {
        Read(Row(first, 10, 4), Row(second, 10, 4), Row(third, 10, 4));

        Assert.Contains($"'{first}' and '{second}'", Assert.Single(_violations), StringComparison.Ordinal);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void An_end_before_a_gap_is_not_of_another_kind()
    {
        Read(Row("09:00-09:29", 10, 4), Row("11:00-12:00", 10, 4));

        Assert.Empty(_violations);
    }

    [Fact]
    public void A_bucket_whose_start_and_end_are_swapped_is_a_warning_and_a_night_shift_is_not()
    {
        Read(Row("10:00-09:00", 10, 4), Row("09:00-10:00", 10, 4));
        Assert.Empty(_violations);
        Assert.Contains("'10:00-09:00' was read as 23 h", Assert.Single(_warnings), StringComparison.Ordinal);

        _warnings.Clear();
        Read(Row("20:00-06:00", 10, 4));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_plain_history_is_read_without_a_word()
    {
        Read(Row("09:00-10:00", 500, 190), Row("10:00-11:00", 620, 245), Row("12:00-13:00", 0, 0));

        Assert.Empty(_violations);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Blank_rows_at_the_end_are_skipped_with_a_word_and_elsewhere_refused()
    {
        KeyValuePair<string, object?>[] blank = [new("TimeBucket", ""), new("CallsAttempted", ""), new("CallsAnswered", null)];
        KeyValuePair<string, object?>[] row = [new("TimeBucket", "09:00"), new("CallsAttempted", 5), new("CallsAnswered", 2)];

        var table = CallHistoryTable.Read([row, blank, blank], []);
        Assert.Empty(table.Violations);
        Assert.Single(table.Buckets);
        Assert.Contains("(2)", Assert.Single(table.Warnings), StringComparison.Ordinal);

        Assert.Contains("row 2 is blank", Assert.Single(CallHistoryTable.Read([row, blank, row], []).Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_a_reader_of_JSON_has_made_is_a_time_of_day()
    {
        KeyValuePair<string, object?>[] row =
            [new("TimeBucket", new DateTime(2026, 3, 1, 9, 0, 0)), new("CallsAttempted", 5), new("CallsAnswered", 2)];

        var bucket = Assert.Single(CallHistoryTable.Read([row], []).Buckets);

        Assert.Equal(9 * 3600, CallHistory.Hours(bucket.TimeBucket)?.StartSec);
    }

    private static CallHistoryBucket Row(string bucket, long attempted, long answered, double? talk = null)
        => new() { TimeBucket = bucket, CallsAttempted = attempted, CallsAnswered = answered, AvgTalkTimeSeconds = talk };

    private CallHistoryDay Read(params CallHistoryBucket[] rows) => CallHistoryDay.Of(rows, _violations, _warnings);
}
