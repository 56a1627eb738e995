using System.Globalization;
using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>
/// A point in time as a caller has it: text, a <see cref="DateTime"/> or a <see cref="DateTimeOffset"/>. All of them are read from text by
/// the same strict rules when a value is calculated; this class checks nothing.
/// </summary>
public sealed class DataActionTimestamp
{
    /// <summary>Initializes a new instance from text in the form that <see cref="DataActionDateCalculator"/> describes.</summary>
    /// <param name="text">The text.</param>
    public DataActionTimestamp(string? text) => Text = text ?? string.Empty;

    /// <summary>
    /// Initializes a new instance from a <see cref="DateTime"/>: <see cref="DateTimeKind.Utc"/> is UTC, <see cref="DateTimeKind.Local"/> is
    /// the time of this computer's zone, and <see cref="DateTimeKind.Unspecified"/> is read like text without an offset.
    /// </summary>
    /// <param name="time">The time. Fractions of a millisecond are truncated.</param>
    public DataActionTimestamp(DateTime time)
    {
        // The round-trip format carries the kind, and the offset of a local time that this computer's clocks showed twice.
        Text = time.ToString("o", CultureInfo.InvariantCulture);
        IsSkippedOnThisMachine = time.Kind == DateTimeKind.Local && TimeZoneInfo.Local.IsInvalidTime(time);
    }

    /// <summary>Initializes a new instance from a <see cref="DateTimeOffset"/>.</summary>
    /// <param name="time">The time. Fractions of a millisecond are truncated.</param>
    public DataActionTimestamp(DateTimeOffset time) => Text = time.ToString("o", CultureInfo.InvariantCulture);

    /// <summary>Gets the text that is read: the given text, or the round-trip form of a typed time.</summary>
    public string Text { get; }

    /// <summary>A local time that this computer's clocks skipped names no instant, and .NET would pick one silently.</summary>
    internal bool IsSkippedOnThisMachine { get; }

    /// <summary>Converts text to a timestamp.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator DataActionTimestamp(string? text) => new(text);

    /// <summary>Converts a <see cref="DateTime"/> to a timestamp.</summary>
    /// <param name="time">The time.</param>
    public static implicit operator DataActionTimestamp(DateTime time) => new(time);

    /// <summary>Converts a <see cref="DateTimeOffset"/> to a timestamp.</summary>
    /// <param name="time">The time.</param>
    public static implicit operator DataActionTimestamp(DateTimeOffset time) => new(time);

    /// <summary>Converts text, a <see cref="DateTime"/>, a <see cref="DateTimeOffset"/> or <see langword="null"/> to a timestamp.</summary>
    /// <param name="value">The object.</param>
    /// <exception cref="CxValidationException">The object has another type (<c>ParameterInvalid</c>).</exception>
    public static DataActionTimestamp From(object? value) => value switch
    {
        null => new DataActionTimestamp((string?)null),
        DataActionTimestamp timestamp => timestamp,
        string text => new DataActionTimestamp(text),
        DateTime time => new DataActionTimestamp(time),
        DateTimeOffset time => new DataActionTimestamp(time),
        _ => throw new CxValidationException(
            [DataActionsMessages.TimestampType(value.GetType())], value),
    };

    /// <inheritdoc/>
    public override string ToString() => Text;
}
