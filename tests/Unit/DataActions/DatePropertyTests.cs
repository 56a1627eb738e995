using System.Globalization;
using CxOne.DataActions;

namespace CxOne.Tests.DataActions;

public sealed class DatePropertyTests
{
    private const int Rounds = 5_000;
    private static readonly string[] Zones =
    [
        "UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia",
        "Africa/Casablanca", "America/Santiago"
    ];

    [Fact]
    public void Adding_and_subtracting_the_same_elapsed_time_restores_the_instant() => Repeat(1, (request, _) =>
    {
        var there = DataActionDateCalculator.Calculate(request with { Operation = DataActionOperation.Add });
        var back = DataActionDateCalculator.Calculate(request with { Timestamp = there.Value, Operation = DataActionOperation.Subtract });

        Assert.Equal(Read(request.Timestamp.Text), back.Instant);
    });

    [Fact]
    public void Value_parses_to_its_instant_and_is_stable() => Repeat(2, (request, random) =>
    {
        var result = DataActionDateCalculator.Calculate(request with { Arithmetic = (DataActionArithmetic)random.Next(2) });
        var again = DataActionDateCalculator.Calculate(
            new DataActionDateRequest { Timestamp = result.Value, TimeZone = result.TimeZone, OutputFormat = result.OutputFormat });

        Assert.Equal(result.Instant, Read(result.Value));
        Assert.Equal(result.Value, again.Value);
        Assert.Equal(Read(result.LocalTime + "Z") - result.UtcOffset, result.Instant);
    });

    [Fact]
    public void Elapsed_time_keeps_the_distance_between_two_instants() => Repeat(3, (request, random) =>
    {
        var later = Read(request.Timestamp.Text).AddMilliseconds(random.Next(1, int.MaxValue));

        var first = DataActionDateCalculator.Calculate(request);
        var second = DataActionDateCalculator.Calculate(request with { Timestamp = later });

        Assert.Equal(later - Read(request.Timestamp.Text), second.Instant - first.Instant);
    });

    [Fact]
    public void Larger_number_of_minutes_gives_a_later_instant() => Repeat(4, (request, random) =>
        Assert.Equal(
            TimeSpan.FromMinutes(1),
            DataActionDateCalculator.Calculate(
                request with { OffsetMinutes = request.OffsetMinutes + 1 }).Instant - DataActionDateCalculator.Calculate(request).Instant));

    [Fact]
    public void Wall_clock_shows_the_sum_unless_it_was_skipped() => Repeat(5, (request, random) =>
    {
        var start = DataActionDateCalculator.Calculate(request with { OffsetMinutes = null });
        var result = DataActionDateCalculator.Calculate(request with
        {
            Arithmetic = DataActionArithmetic.WallClock,
            SkippedTime = (SkippedTimeRule)random.Next(2),
            AmbiguousTime = (AmbiguousTimeRule)random.Next(2)
        });
        var sum = Read(start.LocalTime + "Z").AddMinutes(request.OffsetMinutes!.Value);

        Assert.Equal(!result.IsSkipped, sum == Read(result.LocalTime + "Z"));
    });

    [Fact]
    public void Earlier_and_later_rules_give_ordered_instants() => Repeat(6, (request, _) =>
    {
        var clock = request with { Arithmetic = DataActionArithmetic.WallClock };
        var first = DataActionDateCalculator.Calculate(
            clock with { SkippedTime = SkippedTimeRule.Backward, AmbiguousTime = AmbiguousTimeRule.Earlier });
        var last = DataActionDateCalculator.Calculate(
            clock with { SkippedTime = SkippedTimeRule.Forward, AmbiguousTime = AmbiguousTimeRule.Later });

        Assert.Equal(first.IsSkipped || first.IsAmbiguous, first.Instant < last.Instant);
        Assert.True(first.Instant <= last.Instant);
    });

    [Fact]
    public void Both_arithmetics_agree_in_zones_without_clock_changes() => Repeat(7, (request, _) =>
        Assert.Equal(
            Dates.Value(request with { TimeZone = "UTC" }),
            Dates.Value(request with { TimeZone = "UTC", Arithmetic = DataActionArithmetic.WallClock })));

    [Fact]
    public void Concurrent_calculations_give_the_same_values()
    {
        var cases = ReferenceCase.All.Where(reference => reference.Utc[0] != '!').ToArray();
        var wrong = 0;

        Parallel.ForEach(cases, reference => Interlocked.Add(ref wrong, Dates.Value(reference.Request) == reference.Utc ? 0 : 1));

        Assert.Equal(0, wrong);
    }

    private static void Repeat(int seed, Action<DataActionDateRequest, Random> property)
    {
        var random = new Random(seed);
        var span = (long)(new DateTime(2037, 12, 31) - new DateTime(1972, 2, 1)).TotalMilliseconds;
        for (var round = 0; round < Rounds; round++)
        {
            property(
                new DataActionDateRequest
                {
                    Timestamp = new DateTime(1972, 2, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(random.NextInt64(span)),
                    TimeZone = Zones[random.Next(Zones.Length)],
                    OffsetMinutes = random.Next(-300_000, 300_000),
                    OutputFormat = (DataActionDateFormat)random.Next(2),
                },
                random);
        }
    }

    private static DateTimeOffset Read(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
