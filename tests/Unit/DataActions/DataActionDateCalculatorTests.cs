using CxOne.DataActions;
using CxOne.Errors;

namespace CxOne.Tests.DataActions;

public sealed class DataActionDateCalculatorTests
{
    private static readonly DataActionDateRequest Seed = Dates.Request("2024-02-29T15:30:00.000Z", Dates.NewYork) with
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
    public void The_example_of_the_seed_keeps_its_instant()
    {
        var utc = DataActionDateCalculator.Calculate(Seed);
        var offset = DataActionDateCalculator.Calculate(Seed with { OutputFormat = DataActionDateFormat.Offset });

        Assert.Equal("2024-02-29T17:30:00.000Z", utc.Value);
        Assert.Equal("2024-02-29T12:30:00.000-05:00", offset.Value);
        Assert.All([utc, offset], result => Assert.Equal((true, 0L), (result.AccuracyValid, result.AccuracyErrorMs)));
        Assert.Equal(utc.Instant, offset.Instant);
    }

    [Fact]
    public void The_result_says_how_it_came_about()
    {
        var result = DataActionDateCalculator.Calculate(Seed with { TimeZone = "america/new_york" });

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
    public void Without_an_amount_the_instant_is_converted_only()
    {
        var result = DataActionDateCalculator.Calculate(
            Dates.Request("2024-07-01T00:00:00Z", "Asia/Kathmandu") with { OutputFormat = DataActionDateFormat.Offset });

        Assert.Equal(("2024-07-01T05:45:00.000+05:45", "P0D"), (result.Value, result.Amount));
    }

    [Fact]
    public void Utc_is_written_with_an_offset_of_zero_when_an_offset_is_asked_for()
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
    public void Minutes_go_in_the_direction_of_the_operation_and_of_their_sign(DataActionOperation? operation, int minutes, string value)
        => Assert.Equal(value, Dates.Value(Seed with { Operation = operation, OffsetMinutes = minutes }));

    [Fact]
    public void The_smallest_number_of_minutes_can_be_subtracted()
        => Assert.Equal(
            "6107-03-24T17:38:00.000Z", Dates.Value(Seed with { Operation = DataActionOperation.Subtract, OffsetMinutes = int.MinValue }));

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-2_000_000_000)]
    public void Minutes_that_lead_before_the_year_1_are_refused(int minutes)
        => Assert.Equal("DateOutOfRange", Dates.Error(Seed with { OffsetMinutes = minutes }).ErrorId);

    [Fact]
    public void Elapsed_time_passes_through_a_change_of_the_clocks()
        => Assert.Equal("2024-03-10T03:30:00.000-04:00", Dates.Value(IntoGap with { Arithmetic = DataActionArithmetic.Elapsed }));

    [Fact]
    public void Wall_clock_time_is_kept_through_a_change_of_the_clocks()
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
    public void A_skipped_result_is_moved_by_the_length_of_the_gap_and_the_result_says_so(SkippedTimeRule rule, string value)
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
    public void An_ambiguous_result_is_one_of_its_two_instants_and_the_result_says_so(AmbiguousTimeRule rule, string value)
    {
        var result = DataActionDateCalculator.Calculate(IntoOverlap with { AmbiguousTime = rule });

        Assert.Equal(value, result.Value);
        Assert.Equal((false, true, $"AmbiguousTime {rule}"), (result.IsSkipped, result.IsAmbiguous, result.Rule));
        Assert.Equal(value, Assert.Single(result.Resolutions).ResolvedTo);
    }

    [Fact]
    public void The_rule_error_refuses_both_and_says_what_the_clocks_did()
    {
        var skipped = Dates.Error(IntoGap with { SkippedTime = SkippedTimeRule.Error });
        var ambiguous = Dates.Error(IntoOverlap with { AmbiguousTime = AmbiguousTimeRule.Error });

        Assert.Equal(("LocalTimeSkipped", "LocalTimeAmbiguous"), (skipped.ErrorId, ambiguous.ErrorId));
        Assert.Contains("from 2024-03-10T02:00:00.000 to 2024-03-10T03:00:00.000", skipped.Message, StringComparison.Ordinal);
        Assert.Contains("from 2024-11-03T02:00:00.000 back to 2024-11-03T01:00:00.000", ambiguous.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "2024-03-10T02:30:00.000, which timestamp '2024-03-09T02:30:00-05:00' with P1D gives, never was:",
            skipped.Message,
            StringComparison.Ordinal);
        Assert.Equal("2024-03-09T02:30:00-05:00", skipped.Item);
    }

    [Fact]
    public void The_local_time_of_a_timestamp_is_decided_by_the_same_rules()
    {
        var request = Dates.Request("2024-03-10T02:30:00") with { SourceTimeZone = Dates.NewYork };
        var result = DataActionDateCalculator.Calculate(request);

        Assert.Equal(
            ("2024-03-10T07:30:00.000Z", "Timestamp", Dates.NewYork),
            (result.Value, Assert.Single(result.Resolutions).Step, result.SourceTimeZone));
        Assert.Equal("2024-03-10T06:30:00.000Z", Dates.Value(request with { SkippedTime = SkippedTimeRule.Backward }));
        Assert.StartsWith(
            "Timestamp '2024-03-10T02:30:00' never was:",
            Dates.Error(request with { SkippedTime = SkippedTimeRule.Error }).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "2024-11-03T06:30:00.000Z",
            Dates.Value(request with { Timestamp = "2024-11-03T01:30:00", AmbiguousTime = AmbiguousTimeRule.Later }));
    }

    [Fact]
    public void Both_local_times_can_need_a_rule_and_both_are_told()
    {
        var result = DataActionDateCalculator.Calculate(
            IntoGap with { Timestamp = "2023-11-05T01:30:00", SourceTimeZone = "America/Chicago", Period = "P4M5DT1H" });

        Assert.Equal(["Timestamp", "Result"], result.Resolutions.Select(resolution => resolution.Step));
        Assert.Equal("AmbiguousTime Earlier; SkippedTime Forward", result.Rule);
        Assert.True(result.IsSkipped && result.IsAmbiguous);
    }

    [Fact]
    public void An_instant_in_an_overlap_needs_no_rule_and_is_not_moved()
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
    public void Months_in_elapsed_arithmetic_keep_the_local_time_and_the_rest_passes()
    {
        // On 10 March the clocks went forward: a month keeps noon, the day after it does not.
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
    public void The_29th_of_February_is_clamped_by_rule(string period, DataActionOperation operation, string date)
        => Assert.All(
            Enum.GetValues<DataActionArithmetic>(),
            arithmetic => Assert.Equal(
                $"{date}T15:30:00.000Z",
                Dates.Value(Seed with
                {
                    TimeZone = "UTC", OffsetMinutes = null, Period = period, Operation = operation, Arithmetic = arithmetic
                })));

    [Fact]
    public void A_month_is_counted_on_the_calendar_of_the_zone()
    {
        // 1 March in UTC is still 28 February in New York; the month before it is shorter than the one behind.
        var request = Dates.Request("2023-03-01T03:00:00Z") with { Period = "P1M" };

        Assert.Equal("2023-04-01T03:00:00.000Z", Dates.Value(request));
        Assert.Equal("2023-03-29T02:00:00.000Z", Dates.Value(request with { TimeZone = Dates.NewYork }));
    }

    [Fact]
    public void A_day_that_a_zone_skipped_is_skipped_by_the_wall_clock()
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
    public void An_offset_with_seconds_is_never_cut_off()
    {
        var request = Dates.Request("1971-06-01T12:00:00Z", "Africa/Monrovia");
        var result = DataActionDateCalculator.Calculate(request);
        var error = Dates.Error(request with { OutputFormat = DataActionDateFormat.Offset });

        Assert.Equal(("1971-06-01T12:00:00.000Z", "-00:44:30", "1971-06-01T11:15:30.000"), (result.Value, result.Offset, result.LocalTime));
        Assert.Equal("OffsetNotWritable", error.ErrorId);
        Assert.StartsWith("Africa/Monrovia was -00:44:30 from UTC at 1971-06-01T11:15:30.000;", error.Message, StringComparison.Ordinal);
        Assert.Contains("Utc", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "America/New_York")]
    [InlineData("9999-12-31T23:59:59Z", "Asia/Tokyo")]
    public void A_local_time_outside_the_years_that_can_be_written_is_refused(string timestamp, string zone)
        => Assert.Equal("DateOutOfRange", Dates.Error(timestamp, zone).ErrorId);

    [Fact]
    public void What_leaves_those_years_is_named_with_its_amount_and_operation()
    {
        Assert.Equal(
            "Timestamp '9999-12-31T23:59:59-00:01' lies outside the years 0001 to 9999 of UTC.",
            Dates.Error("9999-12-31T23:59:59-00:01").Message);
        Assert.Equal(
            "Timestamp '0001-01-01T00:00:00Z' with PT1M (Subtract) leaves the years 0001 to 9999, in UTC or in UTC.",
            Dates.Error(
                Dates.Request("0001-01-01T00:00:00Z") with { Operation = DataActionOperation.Subtract, OffsetMinutes = 1 }).Message);
        Assert.Equal(
            "Timestamp '9999-12-31T23:59:59Z' with PT1M (Add) leaves the years 0001 to 9999, in UTC or in UTC.",
            Dates.Error(Dates.Request("9999-12-31T23:59:59Z") with { OffsetMinutes = 1 }).Message);
    }

    [Fact]
    public void A_result_tells_the_operation_that_was_asked_for()
        => Assert.Equal(
            DataActionOperation.Subtract,
            DataActionDateCalculator.Calculate(Seed with { Operation = DataActionOperation.Subtract }).Operation);

    [Fact]
    public void No_request_is_an_error_of_the_caller()
        => Assert.Throws<ArgumentNullException>(() => DataActionDateCalculator.Calculate(null!));

    [Theory]
    [InlineData("0001-01-01T00:00:00", "Asia/Tokyo")]
    [InlineData("9999-12-31T23:59:59", "America/New_York")]
    public void So_is_an_instant(string timestamp, string zone)
        => Assert.Equal("DateOutOfRange", Dates.Error(Dates.Request(timestamp) with { SourceTimeZone = zone }).ErrorId);

    [Fact]
    public void One_violation_has_its_own_id()
    {
        Assert.Equal("TimestampInvalid", Dates.Error(Seed with { Timestamp = "x" }).ErrorId);
        Assert.Equal("TimeZoneUnknown", Dates.Error(Seed with { TimeZone = "x" }).ErrorId);
        Assert.Equal("TimeZoneUnknown", Dates.Error(Seed with { TimeZone = string.Empty }).ErrorId);
        Assert.Equal("TimeZoneUnknown", Dates.Error(Seed with { SourceTimeZone = "x" }).ErrorId);
        Assert.Equal("PeriodInvalid", Dates.Error(Seed with { OffsetMinutes = null, Period = "x" }).ErrorId);
        Assert.Equal("ParameterInvalid", Dates.Error(Seed with { Period = "P1D" }).ErrorId);
        Assert.Equal("ParameterInvalid", Dates.Error(Seed with { OffsetMinutes = null }).ErrorId);
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
    public void Lists_of_a_result_can_be_indexed_by_pwsh()
        => Assert.IsType<DataActionTimeResolution[]>(DataActionDateCalculator.Calculate(IntoGap).Resolutions);

    [Fact]
    public void No_type_of_the_calendar_library_stands_in_a_public_signature()
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
