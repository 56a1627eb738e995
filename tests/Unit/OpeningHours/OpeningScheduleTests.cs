using System.Globalization;
using CxOne.OpeningHours;

namespace CxOne.Tests.OpeningHours;

/// <summary>The rules of opening hours on the clock of a profile.</summary>
public sealed class OpeningScheduleTests
{
    // 2026-03-02 is a Monday.
    [Theory]
    [InlineData("2026-03-02T07:59:59", "Closed", "Monday 08:00-12:00, 13:00-17:00")]
    [InlineData("2026-03-02T08:00:00", "Open", "Monday 08:00-12:00")]
    [InlineData("2026-03-02T12:00:00", "Closed", "Monday 08:00-12:00, 13:00-17:00")]
    [InlineData("2026-03-02T13:00:00", "Open", "Monday 13:00-17:00")]
    [InlineData("2026-03-02T17:00:00", "Closed", "Monday 08:00-12:00, 13:00-17:00")]
    [InlineData("2026-03-03T23:59:59", "Open", "Tuesday 22:00-02:00")]
    [InlineData("2026-03-04T01:59:59", "Open", "Tuesday 22:00-02:00")]
    [InlineData("2026-03-04T02:00:00", "Closed", "Wednesday: closed all day")]
    [InlineData("2026-03-03T01:00:00", "Closed", "Tuesday 22:00-02:00")]
    [InlineData("2026-03-05T00:00:00", "Open", "Thursday 00:00-24:00")]
    [InlineData("2026-03-05T23:59:59", "Open", "Thursday 00:00-24:00")]
    [InlineData("2026-03-06T00:00:00", "Closed", "Friday: no hours")]
    [InlineData("2026-03-07T09:00:00", "Closed", "Saturday: no hours")]
    [InlineData("2026-03-09T09:00:00", "Holiday", "Founders Day (2026-03-09): closed all day")]
    [InlineData("2026-03-10T10:00:00", "Open", "holiday (2026-03-10) 10:00-11:00")]
    [InlineData("2026-03-10T23:00:00", "Holiday", "holiday (2026-03-10) 10:00-11:00")]
    public void The_status_and_its_rule_follow_from_the_day_and_the_time(string local, string status, string rule)
    {
        var schedule = Weekly();

        Assert.Empty(schedule.Problems);
        Assert.Equal((status, rule), (schedule.At(Time(local)).Status, schedule.At(Time(local)).Rule));
    }

    [Fact]
    public void Hours_of_the_day_before_do_not_continue_into_a_holiday_and_those_of_a_holiday_continue_into_the_next_day()
    {
        var schedule = new OpeningSchedule(
            [Day("Monday", "22:00", "02:00"), Day("Wednesday", "12:00", "13:00")],
            [new OpeningEntry { Key = "2026-03-03", OpenTime = "20:00", CloseTime = "01:00" }],
            null,
            null);

        Assert.Equal("Holiday", schedule.At(Time("2026-03-03T01:00:00")).Status);
        Assert.Equal("holiday (2026-03-03) 20:00-01:00", schedule.At(Time("2026-03-04T00:30:00")).Rule);
        Assert.Equal("Open", schedule.At(Time("2026-03-04T00:30:00")).Status);
    }

    [Fact]
    public void The_last_second_of_a_day_is_its_end()
    {
        var schedule = new OpeningSchedule([Day("Monday", "22:00:00", "23:59:59"), Day("Tuesday", "00:00:00", "06:00:00")], [], null, null);

        Assert.Equal("Open", schedule.At(Time("2026-03-02T23:59:59")).Status);
        Assert.Equal("Open", schedule.At(Time("2026-03-03T00:00:00")).Status);
    }

    [Fact]
    public void A_profile_without_days_is_open_at_all_times_except_on_its_holidays()
    {
        var schedule = new OpeningSchedule([], [new OpeningEntry { Key = "2026-12-25", IsClosedAllDay = true }], null, null);

        Assert.Equal(new OpeningVerdict("Open", OpeningMessages.AlwaysOpen), schedule.At(Time("2026-03-01T03:00:00")));
        Assert.Equal("Holiday", schedule.At(Time("2026-12-25T03:00:00")).Status);
        Assert.Equal(Time("2026-12-25T00:00:00"), schedule.NextEdge(Time("2026-03-01T03:00:00")));
        Assert.Null(schedule.NextEdge(Time("2026-12-27T03:00:00")));
    }

    [Theory]
    [InlineData("9:00", "17:00")]
    [InlineData("09:00:00", "17:00:00")]
    [InlineData(" 9:00 AM ", "05:00 PM")]
    [InlineData("9:00:00 am", "5:00:00 pm")]
    public void Times_are_read_in_every_form_that_tenants_write(string open, string close)
    {
        var schedule = new OpeningSchedule([Day("monday", open, close)], [], null, null);

        Assert.Equal("Monday 09:00-17:00", schedule.At(Time("2026-03-02T09:00:00")).Rule);
    }

    [Theory]
    [InlineData("2026-12-25")]
    [InlineData("2026-12-25T00:00:00")]
    [InlineData("2026-12-25T00:00:00.000Z")]
    [InlineData("2026-12-25T00:00:00-05:00")]
    [InlineData("12/25/2026")]
    [InlineData("12/25/2026 12:00:00 AM")]
    public void Dates_of_holidays_are_the_written_day_in_every_form(string date)
    {
        var schedule = new OpeningSchedule([], [new OpeningEntry { Key = date, IsClosedAllDay = true }], null, null);

        Assert.Empty(schedule.Problems);
        Assert.Equal(
            ["Open", "Holiday", "Open"],
            new[] { "2026-12-24T23:59:00", "2026-12-25T12:00:00", "2026-12-26T00:00:00" }.Select(time => schedule.At(Time(time)).Status));
    }

    [Theory]
    [InlineData("Funday", "09:00", "17:00", "'Funday'")]
    [InlineData("1", "09:00", "17:00", "'1'")]
    [InlineData("Monday, Tuesday", "09:00", "17:00", "'Monday, Tuesday'")]
    [InlineData(null, "09:00", "17:00", "''")]
    [InlineData("Monday", "9 o'clock", "17:00", "openTime '9 o'clock' of Monday")]
    [InlineData("Monday", "09:00", "25:00", "closeTime '25:00' of Monday")]
    [InlineData("Monday", "09:00", "", "Monday has no closeTime")]
    [InlineData("Monday", "24:00", "09:00", "openTime '24:00' of Monday")]
    public void A_day_that_cannot_be_read_is_a_problem_that_names_the_value(string? day, string open, string close, string named)
    {
        var schedule = new OpeningSchedule([Day(day, open, close)], [], null, null);

        Assert.Contains(named, Assert.Single(schedule.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("25.12.2026")]
    [InlineData("12:00")]
    [InlineData("")]
    [InlineData("9999-12-31")]
    public void A_date_that_cannot_be_read_is_a_problem_that_names_the_holiday(string date)
    {
        var problem = Assert.Single(
            new OpeningSchedule([], [new OpeningEntry { Key = date, Name = "Christmas", IsClosedAllDay = true }], null, null).Problems);

        Assert.Contains($"'{date}' of the holiday 'Christmas'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("closed", null, "Closed", true)]
    [InlineData("Weather", "", "Weather", true)]
    [InlineData("7", null, "7", false)]
    public void An_override_without_an_end_counts_at_all_times(string branch, string? expiration, string exit, bool isKnown)
    {
        var given = new OpeningSchedule([], [], branch, expiration).Override!;

        Assert.Equal((exit, isKnown), (given.Exit, given.IsKnown));
        Assert.True(given.IsActive(DateTime.MaxValue, DateTimeOffset.MaxValue));
        Assert.Equal($"override {exit} without an end", given.Verdict().Rule);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("None")]
    public void A_profile_without_an_override_has_none(string? branch)
        => Assert.Null(new OpeningSchedule([], [], branch, "2026-01-01").Override);

    [Theory]
    [InlineData("2026-03-02T10:00:00", "2026-03-02T09:59:59", "2026-03-02T00:00:00Z", true)]
    [InlineData("2026-03-02T10:00:00", "2026-03-02T10:00:00", "2026-03-02T00:00:00Z", false)]
    [InlineData("2026-03-02T15:00:00Z", "2026-03-02T23:00:00", "2026-03-02T14:59:59Z", true)]
    [InlineData("2026-03-02T10:00:00-05:00", "2026-03-02T00:00:00", "2026-03-02T15:00:00Z", false)]
    [InlineData("3/2/2026 10:00:00 AM", "2026-03-02T09:00:00", "2026-03-02T23:00:00Z", true)]
    [InlineData("9999-12-31T23:59:59", "2026-03-02T09:00:00", "2026-03-02T23:00:00Z", true)]
    public void An_override_ends_on_the_clock_or_at_the_moment_that_is_written(string end, string local, string moment, bool isActive)
        => Assert.Equal(
            isActive,
            new OpeningSchedule([], [], "Closed", end).Override!.IsActive(
                Time(local), DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));

    [Fact]
    public void An_end_of_an_override_that_cannot_be_read_is_a_problem()
        => Assert.Contains("'soon'", Assert.Single(new OpeningSchedule([], [], "Closed", "soon").Problems), StringComparison.Ordinal);

    [Fact]
    public void Days_that_are_written_once_per_span_have_all_of_them()
    {
        var schedule = new OpeningSchedule([Day("Monday", "08:00", "12:00"), Day("Monday", "13:00", "17:00")], [], null, null);

        Assert.Equal(
            ["Open", "Closed", "Open"],
            new[] { "11:00", "12:30", "13:00" }.Select(time => schedule.At(Time($"2026-03-02T{time}:00")).Status));
    }

    [Fact]
    public void A_week_that_never_closes_or_never_opens_has_no_edge()
    {
        var days = Enum.GetNames<DayOfWeek>();

        Assert.Null(Edge(days.Select(day => Day(day, "09:00", "09:00"))));
        Assert.Null(Edge(days.SelectMany(day => new[] { Day(day, "00:00", "12:00"), Day(day, "12:00", "00:00") })));
        Assert.Null(Edge([Day("Monday", null, null)]));
        Assert.NotNull(Edge(days.Select(day => Day(day, "09:00", "08:59"))));

        static DateTime? Edge(IEnumerable<OpeningEntry> week)
            => new OpeningSchedule(week, [], null, null).NextEdge(Time("2026-03-02T10:00:00"));
    }

    private static OpeningSchedule Weekly() => new(
        [
            Day("Monday", "08:00:00", "12:00:00") with
            {
                HasAdditionalHours = true, AdditionalOpenTime = "13:00:00", AdditionalCloseTime = "17:00:00",
            },
            Day("Tuesday", "22:00", "02:00") with { AdditionalOpenTime = "03:00", AdditionalCloseTime = "04:00" },
            Day("Wednesday", "08:00", "17:00") with { IsClosedAllDay = true },
            Day("Thursday", "00:00", "00:00"),
        ],
        [
            new OpeningEntry { Key = "2026-03-09", Name = "Founders Day", IsClosedAllDay = true },
            new OpeningEntry { Key = "2026-03-10", OpenTime = "10:00", CloseTime = "11:00" },
        ],
        null,
        null);

    private static OpeningEntry Day(string? day, string? open, string? close) => new() { Key = day, OpenTime = open, CloseTime = close };

    private static DateTime Time(string local) => DateTime.Parse(local, CultureInfo.InvariantCulture);
}
