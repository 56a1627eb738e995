namespace CxOne.OpeningHours;

/// <summary>A span of opening on the clock of the day that it begins on.</summary>
/// <param name="From">Its start, included; the time since midnight.</param>
/// <param name="To">Its end, excluded; 24 hours or more if it ends on the next day.</param>
internal readonly record struct OpeningSpan(TimeSpan From, TimeSpan To)
{
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static readonly OpeningSpan WholeDay = new(TimeSpan.Zero, Day);

    /// <summary>
    /// A span from an opening to a closing time. A closing time at or before the opening time is that of the next day, so that 00:00 to
    /// 00:00 is the whole day.
    /// </summary>
    public static OpeningSpan Between(TimeSpan open, TimeSpan close) => new(open, close > open ? close : close + Day);

    /// <summary>Whether it covers a time of its own day.</summary>
    public bool Covers(TimeSpan time) => time >= From && time < To;

    /// <summary>Whether it covers a time of the day after its own.</summary>
    public bool CoversNextDay(TimeSpan time) => time < To - Day;

    public override string ToString() => $"{OpeningMessages.Clock(From)}-{OpeningMessages.Clock(To <= Day ? To : To - Day)}";
}
