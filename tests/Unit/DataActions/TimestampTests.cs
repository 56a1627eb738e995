using System.Globalization;
using CxOne.DataActions;

namespace CxOne.Tests.DataActions;

public sealed class TimestampTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "", DataActionsMessages.Missing("Timestamp") },
        { " 2024-02-29T15:30:00Z", DataActionsMessages.TimestampWhiteSpace(" 2024-02-29T15:30:00Z") },
        { "2024-02-29T15:30:00Z\n", DataActionsMessages.TimestampWhiteSpace("2024-02-29T15:30:00Z\n") },
        { "2024-02-29", DataActionsMessages.TimestampWithoutTime("2024-02-29") },
        { "2024-02-29 15:30:00Z", DataActionsMessages.TimestampMalformed("2024-02-29 15:30:00Z", 11) },
        { "2024-02-29T15:30Z", DataActionsMessages.TimestampMalformed("2024-02-29T15:30Z", 17) },
        { "2024-02-29T15Z", DataActionsMessages.TimestampMalformed("2024-02-29T15Z", 14) },
        { "2024-02-29T", DataActionsMessages.TimestampMalformed("2024-02-29T", 12) },
        { "20240229T153000Z", DataActionsMessages.TimestampMalformed("20240229T153000Z", 5) },
        { "2024-060T15:30:00Z", DataActionsMessages.TimestampMalformed("2024-060T15:30:00Z", 8) },
        { "2024-W09-4T15:30:00Z", DataActionsMessages.TimestampMalformed("2024-W09-4T15:30:00Z", 6) },
        { "+2024-02-29T15:30:00Z", DataActionsMessages.TimestampMalformed("+2024-02-29T15:30:00Z", 1) },
        { "12024-02-29T15:30:00Z", DataActionsMessages.TimestampMalformed("12024-02-29T15:30:00Z", 5) },
        { "2024-2-29T15:30:00Z", DataActionsMessages.TimestampMalformed("2024-2-29T15:30:00Z", 7) },
        { "29.02.2024 15:30", DataActionsMessages.TimestampMalformed("29.02.2024 15:30", 3) },
        { "tomorrow", DataActionsMessages.TimestampMalformed("tomorrow", 1) },
        { "2024-02-29T15:30:00ZZ", DataActionsMessages.TimestampMalformed("2024-02-29T15:30:00ZZ", 21) },
        { "2024-02-29T15:30:00Z+01:00", DataActionsMessages.TimestampMalformed("2024-02-29T15:30:00Z+01:00", 21) },
        { "2024-02-29T15:30:00 Z", DataActionsMessages.TimestampMalformed("2024-02-29T15:30:00 Z", 20) },
        { "2024-02-29T15:30:00[UTC]", DataActionsMessages.TimestampMalformed("2024-02-29T15:30:00[UTC]", 20) },
        { "2024-02-29T15:30:00,5Z", DataActionsMessages.TimestampMalformed("2024-02-29T15:30:00,5Z", 20) },
        { "２０２４-02-29T15:30:00Z", DataActionsMessages.TimestampMalformed("２０２４-02-29T15:30:00Z", 1) },
        { "٢٠٢٤-02-29T15:30:00Z", DataActionsMessages.TimestampMalformed("٢٠٢٤-02-29T15:30:00Z", 1) },
        { "2024-02-29T15:30:00−05:00", DataActionsMessages.TimestampMalformed("2024-02-29T15:30:00−05:00", 20) },
        { "2024-02-29T15:30:00.Z", DataActionsMessages.TimestampFractionEmpty("2024-02-29T15:30:00.Z") },
        { "2024-02-29T15:30:00.1234567890Z", DataActionsMessages.TimestampFractionTooLong("2024-02-29T15:30:00.1234567890Z", 10) },
        { "2024-02-29T15:30:00+0500", DataActionsMessages.TimestampOffsetMalformed("2024-02-29T15:30:00+0500") },
        { "2024-02-29T15:30:00+05", DataActionsMessages.TimestampOffsetMalformed("2024-02-29T15:30:00+05") },
        { "2024-02-29T15:30:00-5:00", DataActionsMessages.TimestampOffsetMalformed("2024-02-29T15:30:00-5:00") },
        { "2024-02-29T15:30:00+05:00:00", DataActionsMessages.TimestampMalformed("2024-02-29T15:30:00+05:00:00", 26) },
        { "2024-02-29T15:30:00+14:01", DataActionsMessages.TimestampOffsetOutOfRange("2024-02-29T15:30:00+14:01", "+14:01") },
        { "2024-02-29T15:30:00-15:00", DataActionsMessages.TimestampOffsetOutOfRange("2024-02-29T15:30:00-15:00", "-15:00") },
        { "2024-02-29T15:30:00-05:60", DataActionsMessages.TimestampOffsetOutOfRange("2024-02-29T15:30:00-05:60", "-05:60") },
        { "2024-02-29T15:30:00+99:00", DataActionsMessages.TimestampOffsetOutOfRange("2024-02-29T15:30:00+99:00", "+99:00") },
        { "0000-01-01T00:00:00Z", DataActionsMessages.TimestampYear("0000-01-01T00:00:00Z") },
        { "2024-00-10T00:00:00Z", DataActionsMessages.TimestampMonth("2024-00-10T00:00:00Z", 0) },
        { "2024-13-10T00:00:00Z", DataActionsMessages.TimestampMonth("2024-13-10T00:00:00Z", 13) },
        { "2024-01-00T00:00:00Z", DataActionsMessages.TimestampDay("2024-01-00T00:00:00Z", "2024-01", 0, 31) },
        { "2024-02-30T00:00:00Z", DataActionsMessages.TimestampDay("2024-02-30T00:00:00Z", "2024-02", 30, 29) },
        { "2023-02-29T00:00:00Z", DataActionsMessages.TimestampDay("2023-02-29T00:00:00Z", "2023-02", 29, 28) },
        { "1900-02-29T00:00:00Z", DataActionsMessages.TimestampDay("1900-02-29T00:00:00Z", "1900-02", 29, 28) },
        { "2024-04-31T00:00:00Z", DataActionsMessages.TimestampDay("2024-04-31T00:00:00Z", "2024-04", 31, 30) },
        { "2024-02-29T24:00:00Z", DataActionsMessages.TimestampHour24("2024-02-29T24:00:00Z") },
        { "2024-02-29T24:00:01Z", DataActionsMessages.TimestampHour("2024-02-29T24:00:01Z", 24) },
        { "2024-02-29T25:00:00Z", DataActionsMessages.TimestampHour("2024-02-29T25:00:00Z", 25) },
        { "2024-02-29T15:60:00Z", DataActionsMessages.TimestampMinute("2024-02-29T15:60:00Z", 60) },
        { "2016-12-31T23:59:60Z", DataActionsMessages.TimestampLeapSecond("2016-12-31T23:59:60Z") },
        { "2016-12-31T23:59:61Z", DataActionsMessages.TimestampSecond("2016-12-31T23:59:61Z", 61) },
    };

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
    public void Timestamp_is_read_as_its_instant(string timestamp, string value) => Assert.Equal(value, Dates.Value(timestamp));

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
    public void Decimals_after_the_third_are_truncated_also_before_1970(string timestamp, string value)
        => Assert.Equal(value, Dates.Value(timestamp));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Any_other_form_is_refused_with_the_rule_that_it_breaks(string timestamp, string message)
    {
        var error = Dates.Error(timestamp);

        Assert.Equal("TimestampInvalid", error.ErrorId);
        Assert.Equal(message, error.Message);
        Assert.Equal(timestamp, error.Item);
    }

    [Fact]
    public void Very_long_input_is_shortened_to_one_line_in_the_message()
    {
        var error = Dates.Error("2024-02-29\r\n" + new string('9', 100_000));

        Assert.DoesNotContain('\n', error.Message);
        Assert.True(error.Message.Length < 250);
    }

    [Theory]
    [InlineData(64, "'")]
    [InlineData(65, "…'")]
    public void Message_shows_at_most_64_characters_of_the_input(int length, string end)
        => Assert.StartsWith(
            $"Timestamp '{new string('x', 64)}{end} ", Dates.Error(new string('x', length)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    public void Timestamp_whose_offset_moves_it_outside_the_years_1_to_9999_is_refused(string timestamp)
        => Assert.Equal("DateOutOfRange", Dates.Error(timestamp).ErrorId);

    [Fact]
    public void DateTime_in_utc_ignores_the_source_zone()
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
    public void Unspecified_DateTime_is_read_in_the_source_zone_or_utc(string? zone, string value)
        => Assert.Equal(
            value,
            Dates.Value(Dates.Request(new DateTime(2024, 2, 29, 15, 30, 0, DateTimeKind.Unspecified)) with { SourceTimeZone = zone }));

    [Fact]
    public void Local_DateTime_has_the_instant_of_this_computer()
    {
        var local = new DateTime(2024, 6, 15, 12, 0, 0, DateTimeKind.Local);

        Assert.Equal(
            new DateTimeOffset(local).ToUniversalTime(),
            DataActionDateCalculator.Calculate(Dates.Request(local) with { SourceTimeZone = "Asia/Tokyo" }).Instant);
    }

    [Fact]
    public void DateTimeOffset_keeps_its_instant_in_whole_milliseconds()
    {
        var time = new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.FromHours(-3.5)).AddTicks(9_999_999);

        Assert.Equal("1970-01-01T03:29:59.999Z", Dates.Value(time));
    }

    [Fact]
    public void Typed_time_is_read_identically_in_every_culture()
    {
        var former = CultureInfo.CurrentCulture;
        try
        {
            // The calendar of this culture has different years.
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
    public void Object_of_another_type_is_refused_with_its_type()
    {
        var error = Assert.Throws<CxOne.Errors.CxValidationException>(() => DataActionTimestamp.From(1709220600));

        Assert.Contains("Int32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Object_of_a_supported_type_is_converted_by_its_type()
    {
        var time = new DateTimeOffset(2024, 2, 29, 15, 30, 0, TimeSpan.Zero);

        Assert.Equal(
            ["2024-02-29T15:30:00.0000000+00:00", "2024-02-29T15:30:00.0000000Z", "text", ""],
            new object?[] { time, time.UtcDateTime, "text", null }.Select(value => DataActionTimestamp.From(value).Text));
    }
}
