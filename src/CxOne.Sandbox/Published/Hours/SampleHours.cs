using CxOne.Sandbox.Published.Skills;

namespace CxOne.Sandbox.Published.Hours;

/// <summary>The hours of operation of the sample tenant: 12 profiles, and one that was deleted.</summary>
internal static class SampleHours
{
    public const string Office = "Office";

    /// <summary>The id of the profile of the office.</summary>
    public const int FirstId = 51001;

    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

    private static readonly OpenDay[] Closings =
    [
        new() { Name = "New Year's Day", Date = "2026-01-01", IsClosedAllDay = true },
        new() { Name = "Independence Day", Date = "2026-07-04", IsClosedAllDay = true },
        new() { Name = "Thanksgiving", Date = "2026-11-26", IsClosedAllDay = true },
        new() { Name = "Christmas Eve", Date = "2026-12-24", OpenTime = "08:00:00", CloseTime = "12:00:00" },
        new() { Name = "Christmas Day", Date = "2026-12-25", IsClosedAllDay = true },
        new() { Name = "New Year's Day 2027", Date = "2027-01-01", IsClosedAllDay = true },
    ];

    public static List<HoursProfile> All(List<Skill> skills)
    {
        int[] dialers = [.. skills.Take(4).Select(skill => skill.SkillId)];
        int[] inbound = [.. skills.Skip(SampleSkills.DialerCount).Take(6).Select(skill => skill.SkillId)];
        (string Name, string Description, IEnumerable<OpenDay> Days, OpenDay[] Holidays)[] profiles =
        [
            (Office, "Weekdays 8 to 18, Saturday 9 to 13", Whole("08:00:00-18:00:00", "09:00:00-13:00:00", null), Closings),
            ("Always open", "24 hours, every day", [], []),
            ("Sales", "Long days, seven days", Whole("07:00:00-22:00:00", "08:00:00-20:00:00", "10:00:00-18:00:00"), Closings),
            ("Support", "Closed over lunch", Lunch(), Closings),
            ("Night desk", "From 22:00 to 06:00, also when the clocks change", Nights(), []),
            ("Claims", "Weekdays only", Whole("09:00:00-17:00:00", null, null), Closings),
            ("Collections", "Calling hours of the dialer", Whole("09:00:00-20:00:00", "10:00:00-16:00:00", null), Closings),
            ("Branch", "Closed on Wednesday afternoon", Branch(), [Closings[2], Closings[4]]),
            ("Chat", "Every day until midnight", EveryDay("08:00:00-23:59:59"), [Closings[4]]),
            ("Email", "Weekdays", Whole("08:00:00-16:00:00", null, null), []),
            ("Weekend", "Saturday and Sunday only", Whole(null, "09:00:00-17:00:00", "09:00:00-17:00:00"), []),
            ("Closed", "Not open at all", Whole(null, null, null), []),
        ];
        return
        [
            .. profiles.Select((profile, index) => new HoursProfile
            {
                Id = FirstId + index,
                Name = profile.Name,
                Description = profile.Description,
                Days = [.. profile.Days],
                Holidays = profile.Holidays,
                SkillIds = profile.Name == "Collections" ? dialers : profile.Name == Office ? inbound : [],
            }),
            new HoursProfile
            {
                Id = FirstId + profiles.Length,
                Name = "Office 2024",
                Description = "Replaced by Office",
                Days = [.. Whole("08:00:00-17:00:00", null, null)],
                IsDeleted = true,
            },
        ];
    }

    private static OpenDay Closed(string day) => new() { Name = day, IsClosedAllDay = true };

    /// <summary>Returns a day with hours such as 08:00:00-18:00:00; closed without hours.</summary>
    private static OpenDay Open(string day, string? hours) =>
        hours is null ? Closed(day) : new() { Name = day, OpenTime = hours[..8], CloseTime = hours[9..] };

    private static IEnumerable<OpenDay> Whole(string? week, string? saturday, string? sunday) =>
        [Open("Sunday", sunday), .. Weekdays.Select(day => Open(day, week)), Open("Saturday", saturday)];

    private static IEnumerable<OpenDay> EveryDay(string hours) => Whole(hours, hours, hours);

    private static IEnumerable<OpenDay> Lunch() => Whole("09:00:00-12:00:00", null, null).Select(day => day.IsClosedAllDay
        ? day
        : day with { AdditionalOpenTime = "13:00:00", AdditionalCloseTime = "17:30:00" });

    /// <summary>Each day has the end of one night, which contains the change of the clocks, and the start of the next.</summary>
    private static IEnumerable<OpenDay> Nights() => EveryDay("00:00:00-06:00:00")
        .Select(day => day with { AdditionalOpenTime = "22:00:00", AdditionalCloseTime = "23:59:59" });

    private static IEnumerable<OpenDay> Branch() => Whole("09:00:00-17:00:00", null, null)
        .Select(day => day.Name == "Wednesday" ? day with { CloseTime = "12:00:00" } : day);
}
