using System.Globalization;
using CxOne.OpeningHours;
using NodaTime;

namespace CxOne.Tests.OpeningHours;

/// <summary>Opening hours as minutes of the day, evaluated in the plainest way: an independent statement of the rules.</summary>
internal sealed class SlowHours
{
    private readonly Dictionary<IsoDayOfWeek, List<(int From, int To)>> _days = [];
    private readonly Dictionary<LocalDate, List<(int From, int To)>> _holidays = [];

    public static SlowHours Random(Random random, LocalDate around)
    {
        var hours = new SlowHours();
        foreach (var day in Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None && random.Next(5) > 0))
        {
            hours._days[day] = Spans(random);
        }

        for (var count = random.Next(3); count > 0; count--)
        {
            hours._holidays[around.PlusDays(random.Next(-1, 4))] = Spans(random);
        }

        return hours;
    }

    public string Status(LocalDateTime local)
    {
        var minute = (local.Hour * 60) + local.Minute;
        if (_holidays.TryGetValue(local.Date, out var holiday))
        {
            return holiday.Any(span => Includes(span, minute)) ? "Open" : "Holiday";
        }

        var before = local.Date.PlusDays(-1);
        var own = _days.Count == 0 ? [(0, 1440)] : _days.GetValueOrDefault(local.DayOfWeek) ?? [];
        var former = _holidays.GetValueOrDefault(before) ?? (_days.Count == 0 ? [] : _days.GetValueOrDefault(before.DayOfWeek) ?? []);
        return own.Any(span => Includes(span, minute)) || former.Any(span => Includes(span, minute + 1440)) ? "Open" : "Closed";
    }

    public OpeningSchedule Schedule() => new(
        _days.SelectMany(day => Entries($"{day.Key}", day.Value)),
        _holidays.SelectMany(holiday => Entries(holiday.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), holiday.Value)),
        null,
        null);

    public override string ToString() => string.Join("; ", _days
        .Select(day => $"{day.Key} {string.Join(",", day.Value)}")
        .Concat(_holidays.Select(holiday => $"{holiday.Key:yyyy-MM-dd} {string.Join(",", holiday.Value)}")));

    private static bool Includes((int From, int To) span, int minute)
    {
        var to = span.To <= span.From ? span.To + 1440 : span.To;
        return minute >= span.From && minute < to;
    }

    private static List<(int From, int To)> Spans(Random random)
        => [.. Enumerable.Range(0, random.Next(3)).Select(_ => (Minute(random), Minute(random)))];

    /// <summary>Often one that the clocks skip or repeat, and often midnight.</summary>
    private static int Minute(Random random) => random.Next(4) switch
    {
        0 => 0,
        1 => random.Next(0, 240),
        _ => random.Next(0, 96) * 15,
    };

    private static IEnumerable<OpeningEntry> Entries(string key, List<(int From, int To)> spans)
        => spans.Count == 0
            ? [new OpeningEntry { Key = key, IsClosedAllDay = true, OpenTime = "08:00", CloseTime = "17:00" }]
            : spans.Chunk(2).Select(pair => new OpeningEntry
            {
                Key = key,
                OpenTime = Text(pair[0].From),
                CloseTime = Text(pair[0].To),
                HasAdditionalHours = pair.Length == 2,
                AdditionalOpenTime = pair.Length == 2 ? Text(pair[1].From) : null,
                AdditionalCloseTime = pair.Length == 2 ? Text(pair[1].To) : null,
            });

    private static string Text(int minute) => $"{minute / 60:00}:{minute % 60:00}:00";
}
