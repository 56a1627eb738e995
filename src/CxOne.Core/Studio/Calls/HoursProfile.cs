using System.Globalization;
using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Studio.Calls;

/// <summary>An hours profile as the tenant exports it, asked for the exit that HOURS takes at a time.</summary>
public sealed class HoursProfile
{
    private static readonly string[] TimeFormats =
        ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss", "h:mm tt", "hh:mm tt", "h:mm:ss tt", "hh:mm:ss tt"];
    private readonly Dictionary<DayOfWeek, Opening> _days = [];
    private readonly Dictionary<DateOnly, Opening> _holidays = [];
    private readonly string _override;
    private readonly DateTime? _overrideUntil;

    private HoursProfile(JsonElement json)
    {
        Id = Text(json, "hoursOfOperationProfileId") ?? string.Empty;
        Name = Text(json, "hoursOfOperationProfileName") ?? Text(json, "profileName") ?? string.Empty;
        _override = Text(json, "overrideBranch") ?? string.Empty;
        _overrideUntil = DateTime.TryParse(
            Text(json, "overrideExpirationDate"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until) ? until : null;
        foreach (var day in Entries(json, "days"))
        {
            if (Enum.TryParse<DayOfWeek>(Text(day, "day"), ignoreCase: true, out var name))
            {
                _days[name] = new Opening(day);
            }
        }

        foreach (var holiday in Entries(json, "holidays"))
        {
            if (DateTime.TryParse(Text(holiday, "date"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                _holidays[DateOnly.FromDateTime(date)] = new Opening(holiday);
            }
        }
    }

    /// <summary>Gets the id; empty where the file names none.</summary>
    public string Id { get; }

    /// <summary>Gets the name; empty where the file names none.</summary>
    public string Name { get; }

    /// <summary>Gets whether the profile has holidays.</summary>
    public bool HasHolidays => _holidays.Count > 0;

    /// <summary>Reads profiles: one, a list, or the tenant's list answer.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <exception cref="CxValidationException">There is no profile with days in it.</exception>
    public static IReadOnlyList<HoursProfile> Read(ReadOnlyMemory<byte> json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(Utf8Text.WithoutMark(json));
            var root = document.RootElement;
            IEnumerable<JsonElement> entries = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray()
                : Entries(root, "hoursOfOperation").Any() ? Entries(root, "hoursOfOperation")
                : [root];
            HoursProfile[] profiles = [.. entries
                .Where(entry => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("days", out _))
                .Select(entry => new HoursProfile(entry))];
            return profiles.Length > 0
                ? profiles
                : throw new CxValidationException([SimulationMessages.ProfileWithoutDays(source)], source);
        }
        catch (JsonException exception)
        {
            throw new CxValidationException([SimulationMessages.ProfileNotJson(source, JsonFault.Reason(exception))], source);
        }
    }

    /// <summary>Returns the exit at a time.</summary>
    /// <param name="local">The time of the business unit.</param>
    /// <param name="holidayTakesHolidayExit">Whether a holiday takes its own exit outside its hours; otherwise it takes Closed.</param>
    /// <returns><c>Open</c>, <c>Closed</c>, <c>Holiday</c>, or the exit that the profile's override names.</returns>
    public string Exit(DateTime local, bool holidayTakesHolidayExit)
    {
        if (_override.Length > 0 && _override != "0" && !_override.Equals("None", StringComparison.OrdinalIgnoreCase)
            && (_overrideUntil is not { } until || local < until))
        {
            return _override;
        }

        var time = TimeOnly.FromDateTime(local);
        if (_holidays.TryGetValue(DateOnly.FromDateTime(local), out var holiday))
        {
            return holiday.IsOpen(time) ? "Open" : holidayTakesHolidayExit ? "Holiday" : "Closed";
        }

        return _days.TryGetValue(local.DayOfWeek, out var day) && day.IsOpen(time) ? "Open" : "Closed";
    }

    /// <summary>Returns whether a date is a holiday of the profile.</summary>
    /// <param name="local">The time of the business unit.</param>
    public bool IsHoliday(DateTime local) => _holidays.ContainsKey(DateOnly.FromDateTime(local));

    private static IEnumerable<JsonElement> Entries(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement json, string name)
        => json.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            }
            : null;

    /// <summary>The hours of a day: a span, perhaps a second one.</summary>
    private sealed class Opening
    {
        private readonly List<(TimeOnly From, TimeOnly To)> _spans = [];

        public Opening(JsonElement json)
        {
            if (string.Equals(Text(json, "isClosedAllDay"), "true", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            Add(json, "openTime", "closeTime");
            if (string.Equals(Text(json, "hasAdditionalHours"), "true", StringComparison.OrdinalIgnoreCase))
            {
                Add(json, "additionalOpenTime", "additionalCloseTime");
            }
        }

        // Open from 00:00 to 00:00 is the whole day.
        public bool IsOpen(TimeOnly time) => _spans.Exists(span => span.From == span.To || time.IsBetween(span.From, span.To));

        private void Add(JsonElement json, string open, string close)
        {
            if (Time(json, open) is { } from && Time(json, close) is { } to)
            {
                _spans.Add((from, to));
            }
        }

        private static TimeOnly? Time(JsonElement json, string name)
            => TimeOnly.TryParseExact(
                Text(json, name)?.Trim(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }
}
