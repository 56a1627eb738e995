namespace CxOne.OpeningHours;

/// <summary>
/// The rules of a profile of opening hours, on the clock of the profile. The tenant's own rules are not published in every detail; these
/// are the ones that the module assumes, in one place for everything that asks for them.
/// </summary>
/// <remarks>
/// A profile without days is open at all times, except on its holidays. A day without an entry is closed. An opening time counts, a closing
/// time does not. A closing time at or before its opening time is that of the next day: 22:00 to 02:00 ends at 02:00 of the next day, and
/// 00:00 to 00:00 is the whole day. 23:59:59 is the end of the day. On a holiday only its own hours count; outside them the status is
/// Holiday, also where hours of the day before would continue.
/// </remarks>
internal sealed class OpeningSchedule
{
    public const string Open = "Open";
    public const string Closed = "Closed";
    public const string Holiday = "Holiday";

    private readonly Dictionary<DayOfWeek, List<OpeningSpan>> _days = [];
    private readonly SortedDictionary<DateOnly, (string? Name, List<OpeningSpan> Spans)> _holidays = [];
    private readonly List<string> _problems = [];

    public OpeningSchedule(
        IEnumerable<OpeningEntry> days, IEnumerable<OpeningEntry> holidays, string? overrideBranch, string? overrideExpiration)
    {
        foreach (var entry in days)
        {
            AddDay(entry);
        }

        foreach (var entry in holidays)
        {
            AddHoliday(entry);
        }

        Override = OpeningOverride.Read(overrideBranch, overrideExpiration, out var problem);
        if (problem is not null)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>A sentence for each value that cannot be read, so that a status would be a guess.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The exit that is taken instead of the hours; <see langword="null"/> for none.</summary>
    public OpeningOverride? Override { get; }

    public bool HasHolidays => _holidays.Count > 0;

    public bool IsHoliday(DateTime local) => _holidays.ContainsKey(DateOnly.FromDateTime(local));

    /// <summary>The status at a time by days and holidays alone, whatever the override is.</summary>
    public OpeningVerdict At(DateTime local)
    {
        var (date, time) = (DateOnly.FromDateTime(local), local.TimeOfDay);
        if (_holidays.TryGetValue(date, out var holiday))
        {
            var open = holiday.Spans.FindIndex(span => span.Covers(time));
            return new OpeningVerdict(
                open < 0 ? Holiday : Open,
                holiday.Spans.Count == 0
                    ? OpeningMessages.HolidayClosed(holiday.Name, OpeningMessages.Date(local))
                    : OpeningMessages.Holiday(
                        holiday.Name, OpeningMessages.Date(local), Hours(open < 0 ? holiday.Spans : [holiday.Spans[open]])));
        }

        if (SpansOf(date).Find(span => span.Covers(time)) is { To.Ticks: > 0 } own)
        {
            return new OpeningVerdict(Open, _days.Count == 0 ? OpeningMessages.AlwaysOpen : DayRule(date, own));
        }

        if (date > DateOnly.MinValue)
        {
            var before = date.AddDays(-1);
            if (SpansOf(before).Find(span => span.CoversNextDay(time)) is { To.Ticks: > 0 } former)
            {
                return new OpeningVerdict(Open, DayRule(before, former));
            }
        }

        return new OpeningVerdict(
            Closed,
            !_days.TryGetValue(date.DayOfWeek, out var spans) ? OpeningMessages.DayMissing(date.DayOfWeek)
                : spans.Count == 0 ? OpeningMessages.DayClosed(date.DayOfWeek)
                : OpeningMessages.Day(date.DayOfWeek, Hours(spans)));
    }

    /// <summary>
    /// Returns the next time on the clock at which the status may change; <see langword="null"/> if it never changes by the clock.
    /// </summary>
    /// <param name="local">A time; the result is later.</param>
    public DateTime? NextEdge(DateTime local)
    {
        var date = DateOnly.FromDateTime(local);
        if (date == DateOnly.MaxValue)
        {
            return null;
        }

        if (IsUniform && !_holidays.ContainsKey(date) && !(date > DateOnly.MinValue && _holidays.ContainsKey(date.AddDays(-1))))
        {
            foreach (var holiday in _holidays.Keys.Where(holiday => holiday > date))
            {
                return holiday.ToDateTime(TimeOnly.MinValue);
            }

            return null;
        }

        var midnight = date.ToDateTime(TimeOnly.MinValue);
        var edges = SpansOf(date).SelectMany(span => new[] { span.From, span.To }).Where(edge => edge < OpeningSpan.Day);
        var former = date == DateOnly.MinValue ? [] : SpansOf(date.AddDays(-1)).Select(span => span.To - OpeningSpan.Day);
        return edges.Concat(former)
            .Where(edge => edge > local.TimeOfDay)
            .Append(OpeningSpan.Day)
            .Min(edge => midnight + edge);
    }

    /// <summary>Whether days far from a holiday are all open, or all closed, at all times.</summary>
    private bool IsUniform
        => _days.Count == 0 || _days.Values.All(spans => spans.Count == 0) || Enum.GetValues<DayOfWeek>().All(IsOpenAllDay);

    private bool IsOpenAllDay(DayOfWeek day)
    {
        var former = _days.GetValueOrDefault((DayOfWeek)(((int)day + 6) % 7)) ?? [];
        var covered = TimeSpan.Zero;
        foreach (var (from, to) in former
            .Select(span => new OpeningSpan(TimeSpan.Zero, span.To - OpeningSpan.Day))
            .Concat(_days.GetValueOrDefault(day) ?? [])
            .OrderBy(span => span.From))
        {
            if (from <= covered && to > covered)
            {
                covered = to;
            }
        }

        return covered >= OpeningSpan.Day;
    }

    private static string Hours(IEnumerable<OpeningSpan> spans) => string.Join(", ", spans);

    private string DayRule(DateOnly date, OpeningSpan span)
        => _holidays.TryGetValue(date, out var holiday)
            ? OpeningMessages.Holiday(holiday.Name, OpeningMessages.Date(date.ToDateTime(TimeOnly.MinValue)), $"{span}")
            : OpeningMessages.Day(date.DayOfWeek, span.ToString());

    /// <summary>The spans that begin on a date.</summary>
    private List<OpeningSpan> SpansOf(DateOnly date)
        => _holidays.TryGetValue(date, out var holiday) ? holiday.Spans
            : _days.Count == 0 ? [OpeningSpan.WholeDay]
            : _days.GetValueOrDefault(date.DayOfWeek) ?? [];

    private void AddDay(OpeningEntry entry)
    {
        if (OpeningText.Day(entry.Key) is not { } day)
        {
            _problems.Add(OpeningMessages.DayUnreadable(entry.Key));
            return;
        }

        // A tenant may write a day twice, once per span.
        if (!_days.TryGetValue(day, out var spans))
        {
            _days.Add(day, spans = []);
        }

        AddSpans(entry, day.ToString(), spans);
    }

    private void AddHoliday(OpeningEntry entry)
    {
        if (OpeningText.Date(entry.Key) is not { Year: > 1 and <= OpeningText.LastYear } date)
        {
            _problems.Add(OpeningMessages.HolidayUnreadable(entry.Name, entry.Key));
            return;
        }

        if (!_holidays.TryGetValue(date, out var holiday))
        {
            _holidays.Add(date, holiday = (entry.Name, []));
        }

        AddSpans(entry, OpeningMessages.HolidayName(entry.Name, entry.Key), holiday.Spans);
    }

    private void AddSpans(OpeningEntry entry, string name, List<OpeningSpan> spans)
    {
        if (entry.IsClosedAllDay)
        {
            return;
        }

        Add("openTime", entry.OpenTime, "closeTime", entry.CloseTime);
        if (entry.HasAdditionalHours)
        {
            Add("additionalOpenTime", entry.AdditionalOpenTime, "additionalCloseTime", entry.AdditionalCloseTime);
        }

        void Add(string openName, string? openText, string closeName, string? closeText)
        {
            // A day without any times has no hours.
            if (string.IsNullOrWhiteSpace(openText) && string.IsNullOrWhiteSpace(closeText))
            {
                return;
            }

            var (open, close) = (OpeningText.Time(openText), OpeningText.End(closeText));
            if (open is null || open == OpeningSpan.Day)
            {
                _problems.Add(OpeningMessages.TimeUnreadable(name, openName, openText));
            }

            if (close is null)
            {
                _problems.Add(OpeningMessages.TimeUnreadable(name, closeName, closeText));
            }

            if (open is { } from && close is { } to && from < OpeningSpan.Day)
            {
                spans.Add(OpeningSpan.Between(from, to));
            }
        }
    }
}
