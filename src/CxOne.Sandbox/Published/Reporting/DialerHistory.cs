using CxOne.Sandbox.Published.Organization;
using CxOne.Sandbox.Published.Skills;
using CxOne.Sandbox.Published.Skills.Parameters;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Reporting;

/// <summary>
/// The calls of the dialers in the 90 days before the clock of the tenant, in intervals of 15 minutes. They are not stored: the same skill,
/// interval and seed always have the same calls.
/// </summary>
internal sealed class DialerHistory
{
    public static readonly TimeSpan IntervalLength = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(90);
    private readonly IntervalLibrary _library;
    private readonly ulong _seed;
    private TimeZoneInfo? _zone;

    public DialerHistory(TenantStore store)
    {
        _library = new IntervalLibrary(store.Options.Seed);
        _seed = (ulong)store.Options.Seed;
    }

    /// <summary>
    /// Returns the complete intervals with calls that begin from one time, inclusive, to another, exclusive. Skills are passed by their
    /// position in the sample, so that the state is not needed.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IEnumerable<DialerRow> Rows(
        IReadOnlyList<int> skills,
        IReadOnlyDictionary<int, IReadOnlyList<RatioSetting>> ratios,
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (var (start, local) in Intervals(from, to, now))
        {
            var day = (ulong)DateOnly.FromDateTime(local).DayNumber;
            var shift = (int)(Mix(_seed ^ day) % 3) - 1;
            foreach (var skill in skills)
            {
                var traffic = DialerTraffic.Of(skill);
                if (!traffic.DialsAt(local, skill))
                {
                    continue;
                }

                var bits = Mix(_seed ^ Mix((ulong)start.UtcTicks ^ ((ulong)skill << 56)));
                var level = DialerTraffic.LevelAt(local, shift);
                if (ratios.TryGetValue(skill, out var written) && written.LastOrDefault(setting => setting.Since <= start) is { } ratio)
                {
                    traffic = traffic with { IdleRatio = ratio.Ratio };
                    level = DialerTraffic.LevelAt(local, shift + Season(local));
                }

                var calls = _library.Pick(traffic, level, bits, cancellationToken);
                if (calls.Dials > 0)
                {
                    yield return new DialerRow(skill, start, calls);
                }
            }
        }
    }

    /// <summary>Returns the complete intervals in a range and within the look-back, with the time of the business unit.</summary>
    public IEnumerable<(DateTimeOffset Start, DateTime Local)> Intervals(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        _zone ??= Zone();
        var first = from > now - LookBack ? from : now - LookBack;
        var ticks = (first.UtcTicks + IntervalLength.Ticks - 1) / IntervalLength.Ticks * IntervalLength.Ticks;
        for (var start = new DateTimeOffset(ticks, TimeSpan.Zero); start < to && start + IntervalLength <= now; start += IntervalLength)
        {
            yield return (start, TimeZoneInfo.ConvertTime(start, _zone).DateTime);
        }
    }

    /// <summary>Returns the ratios that were written, by the position of the skill. Later writes do not change the result.</summary>
    public static IReadOnlyDictionary<int, IReadOnlyList<RatioSetting>> Ratios(PublishedTenant tenant) => tenant.Ratios.ToDictionary(
        entry => entry.Key - SampleSkills.FirstSkillId, IReadOnlyList<RatioSetting> (entry) => [.. entry.Value]);

    /// <summary>
    /// Returns how many levels more or less often people answer at a time of the year. The history of the sample covers 90 days and has no
    /// seasons.
    /// </summary>
    private static int Season(DateTime local) => (int)Math.Round(2 * Math.Sin(2 * Math.PI * local.DayOfYear / 365.0));

    /// <summary>Returns the positions of the active skills that dial.</summary>
    public static IReadOnlyList<int> Dialers(IEnumerable<Skill> skills) => [.. skills
        .Where(skill => skill is { IsOutbound: true, IsActive: true })
        .Select(skill => skill.SkillId - SampleSkills.FirstSkillId)];

    /// <summary>Returns 64 bits that depend on all bits of a value (the finalizer of SplitMix64).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Returns the zone of the business unit; its standard time on a machine without time zone data.</summary>
    private static TimeZoneInfo Zone() => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZones.DefaultIana, out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone("EST", TimeSpan.FromHours(-5), null, null);
}
