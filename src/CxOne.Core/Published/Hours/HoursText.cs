using CxOne.OpeningHours;

namespace CxOne.Published;

/// <summary>The short text of a day or holiday: its name and its hours.</summary>
internal static class HoursText
{
    public static string Of(string? name, OpeningEntry entry)
    {
        string?[] spans = entry.IsClosedAllDay
            ? []
            :
            [
                Span(entry.OpenTime, entry.CloseTime),
                entry.HasAdditionalHours ? Span(entry.AdditionalOpenTime, entry.AdditionalCloseTime) : null,
            ];
        var hours = string.Join(", ", spans.OfType<string>());
        return $"{name} {(hours.Length == 0 ? HoursMessages.Closed : hours)}";
    }

    /// <summary>A date without its time; a text that is no date stays as it is.</summary>
    public static string? Date(string? text)
        => OpeningText.Date(text) is { } date ? OpeningMessages.Date(date.ToDateTime(TimeOnly.MinValue)) : text;

    private static string? Span(string? open, string? close)
        => string.IsNullOrWhiteSpace(open) && string.IsNullOrWhiteSpace(close) ? null : $"{Clock(open)}-{Clock(close)}";

    /// <summary>A time without its seconds; a text that is no time stays as it is.</summary>
    private static string? Clock(string? text) => OpeningText.Time(text) is { } time ? OpeningMessages.Clock(time) : text;
}
