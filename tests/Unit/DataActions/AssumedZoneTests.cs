using CxOne.DataActions;
using CxOne.Errors;

namespace CxOne.Tests.DataActions;

public sealed class AssumedZoneTests
{
    private static readonly DataActionDateRequest Denver = new() { Timestamp = "2026-11-30T08:00:00", TimeZone = "America/Denver" };

    [Fact]
    public void A_timestamp_without_zone_is_read_as_utc_with_a_warning_that_names_both_readings()
    {
        var result = DataActionDateCalculator.Calculate(Denver);

        Assert.Equal("2026-11-30T08:00:00.000Z", result.Value);
        Assert.Contains("08:00 without a zone was read as UTC, 01:00 in America/Denver", result.Warning, StringComparison.Ordinal);
        Assert.Contains("SourceTimeZone America/Denver", result.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_warning_names_the_day_where_the_other_reading_lies_on_another_one()
    {
        var result = DataActionDateCalculator.Calculate(Denver with { Timestamp = "2026-11-30T03:00:05" });

        Assert.Contains("03:00:05 without a zone was read as UTC, 20:00:05 on 2026-11-29 in", result.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-30T08:00:00Z", "America/Denver", null)]
    [InlineData("2026-11-30T08:00:00-07:00", "America/Denver", null)]
    [InlineData("2026-11-30T08:00:00", "America/Denver", "UTC")]
    [InlineData("2026-11-30T08:00:00", "America/Denver", "America/Denver")]
    [InlineData("2026-11-30T08:00:00", "UTC", null)]
    [InlineData("2026-11-30T08:00:00", "Europe/London", null)]
    [InlineData("9999-12-31T23:00:00", "Asia/Tokyo", "UTC")]
    public void There_is_no_warning_where_the_zone_is_known_or_both_readings_are_the_same(string timestamp, string zone, string? source)
    {
        if (timestamp.StartsWith("9999", StringComparison.Ordinal))
        {
            // The other reading is beyond the calendar; the value itself is refused for that.
            Assert.Throws<CxException>(() => DataActionDateCalculator.Calculate(Request()));
            return;
        }

        Assert.Null(DataActionDateCalculator.Calculate(Request()).Warning);

        DataActionDateRequest Request() => new() { Timestamp = timestamp, TimeZone = zone, SourceTimeZone = source };
    }

    [Theory]
    [InlineData("America/Denver")]
    [InlineData("UTC")]
    public void A_value_to_be_written_is_refused_until_its_zone_is_said_utc_included(string zone)
    {
        var request = Denver with { TimeZone = zone, RequiresSourceTimeZone = true };

        var error = Assert.Throws<CxException>(() => DataActionDateCalculator.Calculate(request));

        Assert.Equal(CxErrors.SourceTimeZoneMissing, error.Definition);
        Assert.Equal("2026-11-30T08:00:00.000Z", DataActionDateCalculator.Calculate(request with { SourceTimeZone = "UTC" }).Value);
    }

    [Fact]
    public void A_DateTime_of_kind_Unspecified_has_no_zone_and_the_other_kinds_have_one()
    {
        var time = new DateTime(2026, 11, 30, 8, 0, 0, DateTimeKind.Unspecified);

        Assert.Equal(CxErrors.SourceTimeZoneMissing, Assert.Throws<CxException>(() => Calculate(time)).Definition);
        Assert.Equal("2026-11-30T08:00:00.000Z", Calculate(DateTime.SpecifyKind(time, DateTimeKind.Utc)).Value);
        Assert.Null(Calculate(DateTime.SpecifyKind(time, DateTimeKind.Local)).SourceTimeZone);

        static DataActionDateResult Calculate(DateTime time)
            => DataActionDateCalculator.Calculate(Denver with { Timestamp = time, RequiresSourceTimeZone = true });
    }

    [Fact]
    public void A_missing_zone_is_reported_together_with_everything_else()
    {
        var request = Denver with { TimeZone = "Mars/Olympus", RequiresSourceTimeZone = true };

        Assert.Equal(2, Assert.Throws<CxValidationException>(() => DataActionDateCalculator.Calculate(request)).Violations.Count);
    }
}
