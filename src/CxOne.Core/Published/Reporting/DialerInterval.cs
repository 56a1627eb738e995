namespace CxOne.Published;

/// <summary>What one skill dialed in one interval, in as few bytes as it takes: a tenant has hundreds of thousands of them.</summary>
/// <param name="Minute">The start, minutes since 1970-01-01T00:00Z.</param>
/// <param name="SkillId">The skill.</param>
/// <param name="Dials">Dialed numbers.</param>
/// <param name="Connects">Connects.</param>
/// <param name="Abandons">Abandons.</param>
/// <param name="RightPartyConnects">Right party connects; −1 if the tenant returns none.</param>
/// <param name="ConnectsAht">Average handle time of connects; NaN if the tenant returns none.</param>
internal readonly record struct DialerInterval(
    int Minute, int SkillId, int Dials, int Connects, int Abandons, int RightPartyConnects, double ConnectsAht)
{
    public DateTimeOffset Start => DateTimeOffset.UnixEpoch.AddMinutes(Minute);

    public static int ToMinute(DateTimeOffset time) => (int)((time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMinute);

    /// <summary>By time, and by skill within an interval.</summary>
    public static int Compare(DialerInterval one, DialerInterval other)
        => one.Minute != other.Minute ? one.Minute.CompareTo(other.Minute) : one.SkillId.CompareTo(other.SkillId);
}
