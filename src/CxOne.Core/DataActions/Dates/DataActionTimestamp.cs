using System.Globalization;
using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>
/// A point in time as a caller has it: text, <see cref="DateTime"/> or <see cref="DateTimeOffset"/>. Whatever it is, it is read from
/// its text by the same strict rules; nothing is checked before that.
/// </summary>
public sealed class DataActionTimestamp
{
    /// <summary>From text, read as <see cref="DataActionDateCalculator"/> describes.</summary>
    /// <param name="text">The text.</param>
    public DataActionTimestamp(string? text) => Text = text ?? string.Empty;

    /// <summary>
    /// From a <see cref="DateTime"/>: <see cref="DateTimeKind.Utc"/> is UTC, <see cref="DateTimeKind.Local"/> is the time of this
    /// machine's zone, <see cref="DateTimeKind.Unspecified"/> is read like text without an offset.
    /// </summary>
    /// <param name="time">The time; what is finer than a millisecond is cut off.</param>
    public DataActionTimestamp(DateTime time)
    {
        // The round-trip format carries the kind, and knows which of two equal local times a DateTime of this machine means.
        Text = time.ToString("o", CultureInfo.InvariantCulture);
        IsSkippedOnThisMachine = time.Kind == DateTimeKind.Local && TimeZoneInfo.Local.IsInvalidTime(time);
    }

    /// <summary>From a <see cref="DateTimeOffset"/>.</summary>
    /// <param name="time">The time; what is finer than a millisecond is cut off.</param>
    public DataActionTimestamp(DateTimeOffset time) => Text = time.ToString("o", CultureInfo.InvariantCulture);

    /// <summary>What is read: the text itself, or the round-trip form of a typed time.</summary>
    public string Text { get; }

    /// <summary>A local time of this machine that its clocks skipped names no instant, and .NET would pick one silently.</summary>
    internal bool IsSkippedOnThisMachine { get; }

    /// <summary>From text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator DataActionTimestamp(string? text) => new(text);

    /// <summary>From a <see cref="DateTime"/>.</summary>
    /// <param name="time">The time.</param>
    public static implicit operator DataActionTimestamp(DateTime time) => new(time);

    /// <summary>From a <see cref="DateTimeOffset"/>.</summary>
    /// <param name="time">The time.</param>
    public static implicit operator DataActionTimestamp(DateTimeOffset time) => new(time);

    /// <summary>From an object that is one of the three, or nothing.</summary>
    /// <param name="value">The object.</param>
    /// <exception cref="CxValidationException">It is of another type (<c>ParameterInvalid</c>).</exception>
    public static DataActionTimestamp From(object? value) => value switch
    {
        null => new DataActionTimestamp((string?)null),
        DataActionTimestamp timestamp => timestamp,
        string text => new DataActionTimestamp(text),
        DateTime time => new DataActionTimestamp(time),
        DateTimeOffset time => new DataActionTimestamp(time),
        _ => throw new CxValidationException(
            [$"The timestamp is of type {value.GetType().Name}; text, DateTime and DateTimeOffset are possible."], value),
    };

    /// <inheritdoc/>
    public override string ToString() => Text;
}
