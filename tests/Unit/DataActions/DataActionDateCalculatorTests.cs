using CxOne.DataActions;
using CxOne.Errors;

namespace CxOne.Tests.DataActions;

public sealed class DataActionDateCalculatorTests
{
    private static readonly DataActionDateRequest Example = Dates.Request("2024-02-29T15:30:00.000Z", Dates.NewYork) with
    {
        Operation = DataActionOperation.Add, OffsetMinutes = 120
    };

    // 2024-03-10 in New York: 02:00 EST is followed by 03:00 EDT.
    private static readonly DataActionDateRequest IntoGap = Dates.Request("2024-03-09T02:30:00-05:00", Dates.NewYork) with
    {
        Period = "P1D", Arithmetic = DataActionArithmetic.WallClock, OutputFormat = DataActionDateFormat.Offset,
    };

    // 2024-11-03 in New York: 02:00 EDT is followed by 01:00 EST.
    private static readonly DataActionDateRequest IntoOverlap = IntoGap with { Timestamp = "2024-11-02T01:30:00-04:00" };

    [Fact]
    public void Example_of_the_contract_keeps_its_instant()
    {
        var utc = DataActionDateCalculator.Calculate(Example);
        var offset = DataActionDateCalculator.Calculate(Example with { OutputFormat = DataActionDateFormat.Offset });

        Assert.Equal("2024-02-29T17:30:00.000Z", utc.Value);
        Assert.Equal("2024-02-29T12:30:00.000-05:00", offset.Value);
        Assert.All([utc, offset], result => Assert.Equal((true, 0L), (result.AccuracyValid, result.AccuracyErrorMs)));
        Assert.Equal(utc.Instant, offset.Instant);
    }

    [Fact]
    public void Result_contains_the_zone_the_rules_and_the_check()
    {
        var result = DataActionDateCalculator.Calculate(Example with { TimeZone = "america/new_york" });

        Assert.Equal("2024-02-29T15:30:00.000Z", result.Input);
        Assert.Equal("America/New_York", result.TimeZone);
        Assert.Equal(("-05:00", TimeSpan.FromHours(-5)), (result.Offset, result.UtcOffset));
        Assert.Equal("2024-02-29T12:30:00.000", result.LocalTime);
        Assert.Equal(new DateTimeOffset(2024, 2, 29, 17, 30, 0, TimeSpan.Zero), result.Instant);
        Assert.Equal(
            (DataActionOperation.Add, "PT120M", DataActionArithmetic.Elapsed, DataActionDateFormat.Utc),
            (result.Operation, result.Amount, result.Arithmetic, result.OutputFormat));
        Assert.Equal((false, false, null, null), (result.IsSkipped, result.IsAmbiguous, result.Rule, result.SourceTimeZone));
        Assert.Empty(result.Resolutions);
        Assert.Matches("^20[0-9]{2}[a-z]$", result.TimeZoneDataVersion);
    }

    [Fact]
    public void Instant_is_only_converted_without_an_amount()
    {
        var result = DataActionDateCalculator.Calculate(
            Dates.Request("2024-07-01T00:00:00Z", "Asia/Kathmandu") with { OutputFormat = DataActionDateFormat.Offset });

        Assert.Equal(("2024-07-01T05:45:00.000+05:45", "P0D"), (result.Value, result.Amount));
    }

    [Fact]
    public void Offset_format_writes_utc_with_an_offset_of_zero()
        => Assert.Equal(
            "2024-07-01T00:00:00.000+00:00",
            Dates.Value(Dates.Request("2024-07-01T00:00:00Z") with { OutputFormat = DataActionDateFormat.Offset }));

    [Theory]
    [InlineData(DataActionOperation.Add, 90, "2024-02-29T17:00:00.000Z")]
    [InlineData(DataActionOperation.Add, -90, "2024-02-29T14:00:00.000Z")]
    [InlineData(DataActionOperation.Subtract, 90, "2024-02-29T14:00:00.000Z")]
    [InlineData(DataActionOperation.Subtract, -90, "2024-02-29T17:00:00.000Z")]
    [InlineData(null, 90, "2024-02-29T17:00:00.000Z")]
    [InlineData(DataActionOperation.Add, int.MaxValue, "6107-03-24T17:37:00.000Z")]
    [InlineData(DataActionOperation.Add, 0, "2024-02-29T15:30:00.000Z")]
    public void Operation_and_sign_of_the_minutes_determine_the_direction(DataActionOperation? operation, int minutes, string value)
        => Assert.Equal(value, Dates.Value(Example with { Operation = operation, OffsetMinutes = minutes }));

    [Fact]
    public void The_smallest_number_of_minutes_can_be_subtracted()
        => Assert.Equal(
            "6107-03-24T17:38:00.000Z", Dates.Value(Example with { Operation = DataActionOperation.Subtract,
                OffsetMinutes = int.MinValue }));

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-2_000_000_000)]
    public void Minutes_that_lead_before_the_year_1_are_refused(int minutes)
        => Assert.Equal("DateOutOfRange", Dates.Error(Example with { OffsetMinutes = minutes }).ErrorId);

    [Fact]
    public void Elapsed_arithmetic_ignores_clock_changes()
        => Assert.Equal("2024-03-10T03:30:00.000-04:00", Dates.Value(IntoGap with { Arithmetic = DataActionArithmetic.Elapsed }));

    [Fact]
    public void Wall_clock_arithmetic_keeps_the_local_time_across_a_clock_change()
    {
        var request = Dates.Request("2024-03-09T12:00:00-05:00", Dates.NewYork) with
        {
            Period = "P1D", OutputFormat = DataActionDateFormat.Offset
        };

        Assert.Equal("2024-03-10T13:00:00.000-04:00", Dates.Value(request));
        Assert.Equal("2024-03-10T12:00:00.000-04:00", Dates.Value(request with { Arithmetic = DataActionArithmetic.WallClock }));
    }

    [Theory]
    [InlineData(SkippedTimeRule.Forward, "2024-03-10T03:30:00.000-04:00")]
    [InlineData(SkippedTimeRule.Backward, "2024-03-10T01:30:00.000-05:00")]
    public void Skipped_result_is_moved_by_the_length_of_the_gap_and_reported(SkippedTimeRule rule, string value)
    {
        var result = DataActionDateCalculator.Calculate(IntoGap with { SkippedTime = rule });

        Assert.Equal(value, result.Value);
        Assert.Equal((true, false, $"SkippedTime {rule}"), (result.IsSkipped, result.IsAmbiguous, result.Rule));
        var resolution = Assert.Single(result.Resolutions);
        Assert.Equal(
            ("Result", "2024-03-10T02:30:00.000", Dates.NewYork, "Skipped", $"SkippedTime {rule}", value),
            (resolution.Step, resolution.LocalTime, resolution.TimeZone, resolution.Reason, resolution.Rule, resolution.ResolvedTo));
    }

    [Theory]
    [InlineData(AmbiguousTimeRule.Earlier, "2024-11-03T01:30:00.000-04:00")]
    [InlineData(AmbiguousTimeRule.Later, "2024-11-03T01:30:00.000-05:00")]
    public void Ambiguous_result_is_one_of_its_two_instants_and_reported(AmbiguousTimeRule rule, string value)
    {
        var result = DataActionDateCalculator.Calculate(IntoOverlap with { AmbiguousTime = rule });

        Assert.Equal(value, result.Value);
        Assert.Equal((false, true, $"AmbiguousTime {rule}"), (result.IsSkipped, result.IsAmbiguous, result.Rule));
        Assert.Equal(value, Assert.Single(result.Resolutions).ResolvedTo);
    }

    [Fact]
    public void Rule_Error_refuses_both_with_the_change_of_the_clocks()
    {
        var skipped = Dates.Error(IntoGap with { SkippedTime = SkippedTimeRule.Error });
        var ambiguous = Dates.Error(IntoOverlap with { AmbiguousTime = AmbiguousTimeRule.Error });

        Assert.Equal(("LocalTimeSkipped", "LocalTimeAmbiguous"), (skipped.ErrorId, ambiguous.ErrorId));
        Assert.Equal(
            DataActionsMessages.ResultSkipped(
                "2024-03-10T02:30:00.000",
                "2024-03-09T02:30:00-05:00",
                DataActionOperation.Add,
                "P1D",
                Dates.NewYork,
                "2024-03-10T02:00:00.000",
                "2024-03-10T03:00:00.000"),
            skipped.Message);
        Assert.Contains("from 2024-11-03T02:00:00.000 to 2024-11-03T01:00:00.000", ambiguous.Message, StringComparison.Ordinal);
        Assert.Equal("2024-03-09T02:30:00-05:00", skipped.Item);
    }

    [Fact]
    public void Local_time_of_a_timestamp_is_resolved_by_the_same_rules()
    {
        var request = Dates.Request("2024-03-10T02:30:00") with { SourceTimeZone = Dates.NewYork };
        var result = DataActionDateCalculator.Calculate(request);

        Assert.Equal(
            ("2024-03-10T07:30:00.000Z", "Timestamp", Dates.NewYork),
            (result.Value, Assert.Single(result.Resolutions).Step, result.SourceTimeZone));
        Assert.Equal("2024-03-10T06:30:00.000Z", Dates.Value(request with { SkippedTime = SkippedTimeRule.Backward }));
        Assert.Equal(
            DataActionsMessages.TimestampSkipped(
                "2024-03-10T02:30:00", Dates.NewYork, "2024-03-10T02:00:00.000", "2024-03-10T03:00:00.000"),
            Dates.Error(request with { SkippedTime = SkippedTimeRule.Error }).Message);
        Assert.Equal(
            "2024-11-03T06:30:00.000Z",
            Dates.Value(request with { Timestamp = "2024-11-03T01:30:00", AmbiguousTime = AmbiguousTimeRule.Later }));
    }

    [Fact]
    public void Rules_for_timestamp_and_result_are_both_reported()
    {
        var result = DataActionDateCalculator.Calculate(
            IntoGap with { Timestamp = "2023-11-05T01:30:00", SourceTimeZone = "America/Chicago", Period = "P4M5DT1H" });

        Assert.Equal(["Timestamp", "Result"], result.Resolutions.Select(resolution => resolution.Step));
        Assert.Equal("AmbiguousTime Earlier; SkippedTime Forward", result.Rule);
        Assert.True(result.IsSkipped && result.IsAmbiguous);
    }

    [Fact]
    public void Instant_in_an_overlap_is_not_moved_and_needs_no_rule()
    {
        var second = Dates.Request("2024-11-03T06:30:00Z", Dates.NewYork) with
        {
            AmbiguousTime = AmbiguousTimeRule.Error, OutputFormat = DataActionDateFormat.Offset
        };

        Assert.Equal("2024-11-03T01:30:00.000-05:00", Dates.Value(second));
        Assert.Equal(
            "2024-11-03T01:30:00.000-05:00", Dates.Value(second with { Period = "P0D", Arithmetic = DataActionArithmetic.WallClock }));
        Assert.Equal(
            "2024-11-03T01:30:00.000-05:00", Dates.Value(second with { OffsetMinutes = 0, Arithmetic = DataActionArithmetic.WallClock }));
    }

    [Fact]
    public void Elapsed_arithmetic_adds_months_to_the_local_time_and_the_rest_to_the_instant()
    {
        // The clocks went forward on 10 March: the added month keeps noon, the added day does not.
        var request = Dates.Request("2024-02-10T12:00:00-05:00", Dates.NewYork) with { OutputFormat = DataActionDateFormat.Offset };

        Assert.Equal("2024-03-10T13:00:00.000-04:00", Dates.Value(request with { Period = "P1MT1H" }));
        Assert.Equal(
            "2024-03-10T13:00:00.000-04:00", Dates.Value(request with { Timestamp = "2024-02-09T12:00:00-05:00", Period = "P1M1D" }));
        Assert.Equal(
            "2024-03-10T12:00:00.000-04:00",
            Dates.Value(
                request with { Timestamp = "2024-02-09T12:00:00-05:00", Period = "P1M1D", Arithmetic = DataActionArithmetic.WallClock }));
    }

    [Theory]
    [InlineData("P1Y", DataActionOperation.Add, "2025-02-28")]
    [InlineData("P1Y", DataActionOperation.Subtract, "2023-02-28")]
    [InlineData("P4Y", DataActionOperation.Add, "2028-02-29")]
    [InlineData("P1M", DataActionOperation.Add, "2024-03-29")]
    [InlineData("P1Y1M", DataActionOperation.Add, "2025-03-29")]
    [InlineData("P12M1D", DataActionOperation.Add, "2025-03-01")]
    public void February_29_plus_a_year_is_February_28(string period, DataActionOperation operation, string date)
        => Assert.All(
            Enum.GetValues<DataActionArithmetic>(),
            arithmetic => Assert.Equal(
                $"{date}T15:30:00.000Z",
                Dates.Value(Example with
                {
                    TimeZone = "UTC", OffsetMinutes = null, Period = period, Operation = operation, Arithmetic = arithmetic
                })));

    [Fact]
    public void Month_is_added_on_the_calendar_of_the_zone()
    {
        // 1 March in UTC is still 28 February in New York, so the month is added to another date than in UTC.
        var request = Dates.Request("2023-03-01T03:00:00Z") with { Period = "P1M" };

        Assert.Equal("2023-04-01T03:00:00.000Z", Dates.Value(request));
        Assert.Equal("2023-03-29T02:00:00.000Z", Dates.Value(request with { TimeZone = Dates.NewYork }));
    }

    [Fact]
    public void Day_that_a_zone_skipped_is_resolved_by_the_rule()
    {
        var request = Dates.Request("2011-12-29T12:00:00-10:00", "Pacific/Apia") with
        {
            Period = "P1D", Arithmetic = DataActionArithmetic.WallClock, OutputFormat = DataActionDateFormat.Offset
        };

        Assert.Equal("2011-12-31T12:00:00.000+14:00", Dates.Value(request));
        Assert.Equal("2011-12-29T12:00:00.000-10:00", Dates.Value(request with { SkippedTime = SkippedTimeRule.Backward }));
        Assert.Equal("2011-12-31T12:00:00.000+14:00", Dates.Value(request with { Arithmetic = DataActionArithmetic.Elapsed }));
    }

    [Fact]
    public void Offset_with_seconds_is_refused_and_not_truncated()
    {
        var request = Dates.Request("1971-06-01T12:00:00Z", "Africa/Monrovia");
        var result = DataActionDateCalculator.Calculate(request);
        var error = Dates.Error(request with { OutputFormat = DataActionDateFormat.Offset });

        Assert.Equal(("1971-06-01T12:00:00.000Z", "-00:44:30", "1971-06-01T11:15:30.000"), (result.Value, result.Offset, result.LocalTime));
        Assert.Equal("OffsetNotWritable", error.ErrorId);
        Assert.Equal(
            DataActionsMessages.OffsetWithSeconds(
                "Africa/Monrovia", "-00:44:30", "1971-06-01T11:15:30.000", "1971-06-01T12:00:00Z"),
            error.Message);
        Assert.Contains("Utc", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "America/New_York")]
    [InlineData("9999-12-31T23:59:59Z", "Asia/Tokyo")]
    public void Local_time_outside_the_years_1_to_9999_is_refused(string timestamp, string zone)
        => Assert.Equal("DateOutOfRange", Dates.Error(timestamp, zone).ErrorId);

    [Fact]
    public void Message_about_the_years_contains_amount_and_operation()
    {
        Assert.Equal(
            DataActionsMessages.TimestampOutOfRange("9999-12-31T23:59:59-00:01"),
            Dates.Error("9999-12-31T23:59:59-00:01").Message);
        Assert.Equal(
            DataActionsMessages.ResultOutOfRange("0001-01-01T00:00:00Z", DataActionOperation.Subtract, "PT1M", "UTC"),
            Dates.Error(
                Dates.Request("0001-01-01T00:00:00Z") with { Operation = DataActionOperation.Subtract, OffsetMinutes = 1 }).Message);
        Assert.Equal(
            DataActionsMessages.ResultOutOfRange("9999-12-31T23:59:59Z", DataActionOperation.Add, "PT1M", "UTC"),
            Dates.Error(Dates.Request("9999-12-31T23:59:59Z") with { OffsetMinutes = 1 }).Message);
    }

    [Fact]
    public void Result_contains_the_requested_operation()
        => Assert.Equal(
            DataActionOperation.Subtract,
            DataActionDateCalculator.Calculate(Example with { Operation = DataActionOperation.Subtract }).Operation);

    [Fact]
    public void Null_request_throws_ArgumentNullException()
        => Assert.Throws<ArgumentNullException>(() => DataActionDateCalculator.Calculate(null!));

    [Theory]
    [InlineData("0001-01-01T00:00:00", "Asia/Tokyo")]
    [InlineData("9999-12-31T23:59:59", "America/New_York")]
    public void Instant_outside_the_years_1_to_9999_is_refused(string timestamp, string zone)
        => Assert.Equal("DateOutOfRange", Dates.Error(Dates.Request(timestamp) with { SourceTimeZone = zone }).ErrorId);

    [Fact]
    public void Single_violation_has_its_own_error_id()
    {
        Assert.Equal("TimestampInvalid", Dates.Error(Example with { Timestamp = "x" }).ErrorId);
        Assert.Equal("TimeZoneUnknown", Dates.Error(Example with { TimeZone = "x" }).ErrorId);
        Assert.Equal("TimeZoneUnknown", Dates.Error(Example with { TimeZone = string.Empty }).ErrorId);
        Assert.Equal("TimeZoneUnknown", Dates.Error(Example with { SourceTimeZone = "x" }).ErrorId);
        Assert.Equal("PeriodInvalid", Dates.Error(Example with { OffsetMinutes = null, Period = "x" }).ErrorId);
        Assert.Equal("ParameterInvalid", Dates.Error(Example with { Period = "P1D" }).ErrorId);
        Assert.Equal("ParameterInvalid", Dates.Error(Example with { OffsetMinutes = null }).ErrorId);
    }

    [Fact]
    public void Several_violations_are_reported_together()
    {
        var request = new DataActionDateRequest
        {
            Timestamp = "2024-02-30T00:00:00Z",
            TimeZone = "Mars/Olympus",
            SourceTimeZone = "GMT Standard Time",
            Operation = (DataActionOperation)7,
            Period = "1 month",
            Arithmetic = (DataActionArithmetic)7,
            SkippedTime = (SkippedTimeRule)7,
            AmbiguousTime = (AmbiguousTimeRule)7,
            OutputFormat = (DataActionDateFormat)7,
        };

        var error = Assert.IsType<CxValidationException>(Dates.Error(request));

        Assert.Equal(
            [
                "Timestamp", "TimeZone", "SourceTimeZone", "Period", "Operation", "Arithmetic", "SkippedTime", "AmbiguousTime",
                "OutputFormat"
            ],
            error.Violations.Select(violation => violation.Split(' ')[0]));
        Assert.Equal("2024-02-30T00:00:00Z", error.Item);
    }

    [Fact]
    public void Resolutions_can_be_indexed_in_PowerShell()
        => Assert.IsType<DataActionTimeResolution[]>(DataActionDateCalculator.Calculate(IntoGap).Resolutions);

    [Fact]
    public void Public_signatures_contain_no_NodaTime_type()
    {
        var types = typeof(DataActionDateCalculator).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMembers().SelectMany(Types).Append(type.BaseType))
            .Where(type => type?.Assembly.GetName().Name == "NodaTime");

        Assert.Empty(types);

        static IEnumerable<Type?> Types(System.Reflection.MemberInfo member) => member switch
        {
            System.Reflection.MethodBase method => method.GetParameters()
                .Select(parameter => (Type?)parameter.ParameterType)
                .Append((method as System.Reflection.MethodInfo)?.ReturnType),
            System.Reflection.PropertyInfo property => [property.PropertyType],
            System.Reflection.FieldInfo field => [field.FieldType],
            _ => [],
        };
    }
}
