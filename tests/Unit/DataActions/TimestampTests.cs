using System.Globalization;
using CxOne.DataActions;

namespace CxOne.Tests.DataActions;

public sealed class TimestampTests
{
    [Theory]
    [InlineData("2024-02-29T15:30:00Z", "2024-02-29T15:30:00.000Z")]
    [InlineData("2024-02-29t15:30:00z", "2024-02-29T15:30:00.000Z")]
    [InlineData("2024-02-29T15:30:00", "2024-02-29T15:30:00.000Z")]
    [InlineData("2024-02-29T15:30:00+05:45", "2024-02-29T09:45:00.000Z")]
    [InlineData("2024-02-29T15:30:00+05:59", "2024-02-29T09:31:00.000Z")]
    [InlineData("2024-02-29T15:30:00-14:00", "2024-03-01T05:30:00.000Z")]
    [InlineData("2024-02-29T15:30:00-00:00", "2024-02-29T15:30:00.000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999Z")]
    [InlineData("2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z")]
    public void The_written_instant_is_read(string timestamp, string value) => Assert.Equal(value, Dates.Value(timestamp));

    [Theory]
    [InlineData("2024-12-31T23:59:59.9", "2024-12-31T23:59:59.900Z")]
    [InlineData("2024-12-31T23:59:59.99", "2024-12-31T23:59:59.990Z")]
    [InlineData("2024-12-31T23:59:59.9999", "2024-12-31T23:59:59.999Z")]
    [InlineData("2024-12-31T23:59:59.9995", "2024-12-31T23:59:59.999Z")]
    [InlineData("2024-12-31T23:59:59.000999999", "2024-12-31T23:59:59.000Z")]
    [InlineData("2024-12-31T23:59:59.0019+01:00", "2024-12-31T22:59:59.001Z")]
    [InlineData("1969-12-31T23:59:59.9999", "1969-12-31T23:59:59.999Z")]
    [InlineData("1960-01-01T00:00:00.0001", "1960-01-01T00:00:00.000Z")]
    [InlineData("0001-01-01T00:00:00.0009", "0001-01-01T00:00:00.000Z")]
    public void Decimals_after_the_third_are_cut_and_never_rounded_before_1970_either(string timestamp, string value)
        => Assert.Equal(value, Dates.Value(timestamp));

    [Theory]
    [InlineData("", "is missing")]
    [InlineData(" 2024-02-29T15:30:00Z", "white space")]
    [InlineData("2024-02-29T15:30:00Z\n", "white space")]
    [InlineData("2024-02-29", "write 2024-02-29T00:00:00")]
    [InlineData("2024-02-29 15:30:00Z", "position 11")]
    [InlineData("2024-02-29T15:30Z", "position 17")]
    [InlineData("2024-02-29T15Z", "position 14")]
    [InlineData("2024-02-29T", "position 12")]
    [InlineData("20240229T153000Z", "position 5")]
    [InlineData("2024-060T15:30:00Z", "position 8")]
    [InlineData("2024-W09-4T15:30:00Z", "position 6")]
    [InlineData("+2024-02-29T15:30:00Z", "position 1")]
    [InlineData("12024-02-29T15:30:00Z", "position 5")]
    [InlineData("2024-2-29T15:30:00Z", "position 7")]
    [InlineData("29.02.2024 15:30", "position 3")]
    [InlineData("tomorrow", "position 1")]
    [InlineData("2024-02-29T15:30:00ZZ", "position 21")]
    [InlineData("2024-02-29T15:30:00Z+01:00", "position 21")]
    [InlineData("2024-02-29T15:30:00 Z", "position 20")]
    [InlineData("2024-02-29T15:30:00[UTC]", "position 20")]
    [InlineData("2024-02-29T15:30:00,5Z", "position 20")]
    [InlineData("２０２４-02-29T15:30:00Z", "position 1")]
    [InlineData("٢٠٢٤-02-29T15:30:00Z", "position 1")]
    [InlineData("2024-02-29T15:30:00−05:00", "position 20")]
    [InlineData("2024-02-29T15:30:00.Z", "no digit behind its point")]
    [InlineData("2024-02-29T15:30:00.1234567890Z", "has 10 decimals; 9 are possible")]
    [InlineData("2024-02-29T15:30:00+0500", "±hh:mm")]
    [InlineData("2024-02-29T15:30:00+05", "±hh:mm")]
    [InlineData("2024-02-29T15:30:00-5:00", "±hh:mm")]
    [InlineData("2024-02-29T15:30:00+05:00:00", "position 26")]
    [InlineData("2024-02-29T15:30:00+14:01", "offset +14:01")]
    [InlineData("2024-02-29T15:30:00-15:00", "offset -15:00")]
    [InlineData("2024-02-29T15:30:00-05:60", "offset -05:60")]
    [InlineData("2024-02-29T15:30:00+99:00", "offset +99:00")]
    [InlineData("0000-01-01T00:00:00Z", "year 0000")]
    [InlineData("2024-00-10T00:00:00Z", "month 00")]
    [InlineData("2024-13-10T00:00:00Z", "month 13")]
    [InlineData("2024-01-00T00:00:00Z", "day 00")]
    [InlineData("2024-02-30T00:00:00Z", "2024-02 has 29 days")]
    [InlineData("2023-02-29T00:00:00Z", "2023-02 has 28 days")]
    [InlineData("1900-02-29T00:00:00Z", "1900-02 has 28 days")]
    [InlineData("2024-04-31T00:00:00Z", "2024-04 has 30 days")]
    [InlineData("2024-02-29T24:00:00Z", "00:00:00 of the next day")]
    [InlineData("2024-02-29T24:00:01Z", "hour 24")]
    [InlineData("2024-02-29T25:00:00Z", "hour 25")]
    [InlineData("2024-02-29T15:60:00Z", "minute 60")]
    [InlineData("2016-12-31T23:59:60Z", "leap seconds")]
    [InlineData("2016-12-31T23:59:61Z", "second 61")]
    public void Anything_else_is_refused_and_the_message_says_why(string timestamp, string why)
    {
        var error = Dates.Error(timestamp);

        Assert.Equal("TimestampInvalid", error.ErrorId);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(timestamp, error.Item);
    }

    [Fact]
    public void A_message_shows_a_monstrous_input_on_one_line_of_bearable_length()
    {
        var error = Dates.Error("2024-02-29\r\n" + new string('9', 100_000));

        Assert.DoesNotContain('\n', error.Message);
        Assert.True(error.Message.Length < 250);
    }

    [Theory]
    [InlineData(64, "'")]
    [InlineData(65, "…'")]
    public void Sixty_four_characters_of_it_are_shown(int length, string end)
        => Assert.StartsWith(
            $"Timestamp '{new string('x', 64)}{end} ", Dates.Error(new string('x', length)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    public void A_timestamp_whose_offset_leads_out_of_the_years_that_can_be_written_is_refused(string timestamp)
        => Assert.Equal("DateOutOfRange", Dates.Error(timestamp).ErrorId);

    [Fact]
    public void A_universal_date_time_is_utc_whatever_the_source_zone()
    {
        var request = Dates.Request(new DateTime(2024, 2, 29, 15, 30, 0, DateTimeKind.Utc)) with { SourceTimeZone = "Asia/Tokyo" };

        var result = DataActionDateCalculator.Calculate(request);

        Assert.Equal("2024-02-29T15:30:00.000Z", result.Value);
        Assert.Equal("2024-02-29T15:30:00.0000000Z", result.Input);
        Assert.Null(result.SourceTimeZone);
    }

    [Theory]
    [InlineData(null, "2024-02-29T15:30:00.000Z")]
    [InlineData("Asia/Tokyo", "2024-02-29T06:30:00.000Z")]
    public void An_unspecified_date_time_is_read_in_the_source_zone_or_utc(string? zone, string value)
        => Assert.Equal(
            value,
            Dates.Value(Dates.Request(new DateTime(2024, 2, 29, 15, 30, 0, DateTimeKind.Unspecified)) with { SourceTimeZone = zone }));

    [Fact]
    public void A_local_date_time_is_the_instant_that_it_has_on_this_machine()
    {
        var local = new DateTime(2024, 6, 15, 12, 0, 0, DateTimeKind.Local);

        Assert.Equal(
            new DateTimeOffset(local).ToUniversalTime(),
            DataActionDateCalculator.Calculate(Dates.Request(local) with { SourceTimeZone = "Asia/Tokyo" }).Instant);
    }

    [Fact]
    public void A_date_time_offset_keeps_its_instant_and_its_ticks_are_cut()
    {
        var time = new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.FromHours(-3.5)).AddTicks(9_999_999);

        Assert.Equal("1970-01-01T03:29:59.999Z", Dates.Value(time));
    }

    [Fact]
    public void Typed_times_are_read_alike_in_every_culture()
    {
        var former = CultureInfo.CurrentCulture;
        try
        {
            // Its calendar counts other years.
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");

            Assert.Equal("2024-02-29T15:30:00.000Z", Dates.Value(new DateTime(2024, 2, 29, 15, 30, 0, DateTimeKind.Utc)));
            Assert.Equal(
                "2024-02-29T10:30:00.000-05:00",
                Dates.Value(Dates.Request("2024-02-29T15:30:00Z", Dates.NewYork) with { OutputFormat = DataActionDateFormat.Offset }));
        }
        finally
        {
            CultureInfo.CurrentCulture = former;
        }
    }

    [Fact]
    public void An_object_of_another_type_is_no_timestamp()
    {
        var error = Assert.Throws<CxOne.Errors.CxValidationException>(() => DataActionTimestamp.From(1709220600));

        Assert.Contains("Int32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_of_a_right_type_is_taken_as_that_type()
    {
        var time = new DateTimeOffset(2024, 2, 29, 15, 30, 0, TimeSpan.Zero);

        Assert.Equal(
            ["2024-02-29T15:30:00.0000000+00:00", "2024-02-29T15:30:00.0000000Z", "text", ""],
            new object?[] { time, time.UtcDateTime, "text", null }.Select(value => DataActionTimestamp.From(value).Text));
    }
}
