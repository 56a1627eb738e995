using CxOne.OpeningHours;
using NodaTime;
using NodaTime.Text;

namespace CxOne.Tests.OpeningHours;

/// <summary>When a status changes, clock changes included. A walker that looks at every minute has to find the same.</summary>
public sealed class OpeningClockTests
{
    private const int LongestWalkMinutes = 9 * 24 * 60;

    private static readonly string[] Zones =
    [
        "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu", "Africa/Casablanca",
        "Pacific/Apia",
    ];

    // The clocks of New York jump from 02:00 to 03:00 on 2026-03-08, and from 02:00 back to 01:00 on 2026-11-01, both Sundays.
    [Theory]
    [InlineData("02:15", "04:00", "2026-03-08T06:59:00Z", "2026-03-08T07:00:00Z")]
    [InlineData("01:00", "02:30", "2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z")]
    [InlineData("02:15", "02:45", "2026-03-08T06:30:00Z", "2026-03-15T06:15:00Z")]
    [InlineData("01:00", "01:30", "2026-11-01T05:10:00Z", "2026-11-01T05:30:00Z")]
    [InlineData("01:00", "01:30", "2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z")]
    [InlineData("01:00", "01:30", "2026-11-01T06:10:00Z", "2026-11-01T06:30:00Z")]
    [InlineData("01:30", "03:00", "2026-11-01T05:45:00Z", "2026-11-01T06:00:00Z")]
    [InlineData("01:30", "03:00", "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z")]
    public void A_change_at_a_skipped_time_happens_at_the_jump_and_one_at_a_repeated_time_twice(
        string open, string close, string moment, string next)
    {
        var schedule = new OpeningSchedule([new OpeningEntry { Key = "Sunday", OpenTime = open, CloseTime = close }], [], null, null);
        var clock = new OpeningClock(schedule, DateTimeZoneProviders.Tzdb["America/New_York"]);

        Assert.Equal(At(next), clock.NextChange(At(moment)));
    }

    [Fact]
    public void An_override_counts_until_its_end_and_the_hours_after_it()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        OpeningEntry[] days = [new OpeningEntry { Key = "Monday", OpenTime = "08:00", CloseTime = "17:00" }];
        var moment = At("2026-03-02T14:00:00Z");

        // Monday 09:00; the override ends at 10:00, or at 18:00 when the hours have ended as well.
        Assert.Equal(At("2026-03-02T15:00:00Z"), With("Closed", "2026-03-02T10:00:00").NextChange(moment));
        Assert.Equal(At("2026-03-09T12:00:00Z"), With("Closed", "2026-03-02T23:00:00Z").NextChange(moment));
        Assert.Null(With("Emergency", null).NextChange(moment));
        Assert.Equal("Emergency", With("Emergency", null).At(moment).Status);

        OpeningClock With(string branch, string? end) => new(new OpeningSchedule(days, [], branch, end), zone);
    }

    [Fact]
    public void A_status_that_never_changes_has_no_next_change()
        => Assert.Null(new OpeningClock(new OpeningSchedule([], [], null, null), DateTimeZone.Utc).NextChange(At("2026-03-02T14:00:00Z")));

    [Fact]
    public void Statuses_and_changes_are_those_that_a_walk_through_every_minute_finds()
    {
        var random = new Random(20260308);
        var changes = 0;
        for (var round = 0; round < 250; round++)
        {
            var zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
            var moment = NearTransition(zone, random);
            var profile = SlowHours.Random(random, moment.InZone(zone).Date);
            var clock = new OpeningClock(profile.Schedule(), zone);
            var context = $"round {round}, {zone.Id}, {moment}: {profile}";

            var status = clock.At(moment).Status;
            Assert.True(profile.Status(moment.InZone(zone).LocalDateTime) == status, context);
            var walked = Enumerable.Range(1, LongestWalkMinutes)
                .Select(minutes => moment + Duration.FromMinutes(minutes))
                .FirstOrDefault(later => profile.Status(later.InZone(zone).LocalDateTime) != status);
            var next = clock.NextChange(moment);
            if (walked == default)
            {
                Assert.True(next is null || next > moment + Duration.FromMinutes(LongestWalkMinutes), $"{context}; {next}");
                continue;
            }

            changes++;
            Assert.True(next == walked, $"{context}; walked {walked}, found {next}");
        }

        Assert.True(changes > 150, $"Only {changes} of the profiles change.");
    }

    /// <summary>A whole minute within a day of a clock change, where the zone has any.</summary>
    private static Instant NearTransition(DateTimeZone zone, Random random)
    {
        var interval = zone.GetZoneInterval(Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromDays(random.Next(700)));
        var around = interval.HasEnd ? interval.End : Instant.FromUtc(2026, 6, 1, 0, 0);
        return around + Duration.FromMinutes(random.Next(-1440, 1440));
    }

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;
}
