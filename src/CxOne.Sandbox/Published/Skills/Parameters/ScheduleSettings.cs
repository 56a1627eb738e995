using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>
/// The hours of a dialer in the time zone of the business unit. A write is refused unless all seven days are active with a window; a
/// partial week exists only where it was set in the user interface, as in the sample every third skill has one.
/// </summary>
internal static class ScheduleSettings
{
    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public static SettingBlock Block { get; } = new()
    {
        Path = "schedule-settings",
        Member = "scheduleSettings",
        Wrapper = "scheduleSettings",
        Alone = SettingShapes.Same,
        Among = Among,
        Check = Check,
        Fields =
        [
            SettingField.Flag("isScheduled", _ => true),
            .. Days.SelectMany((day, number) => (SettingField[])
            [
                SettingField.Time(day + "StartTime", _ => number == 0 ? "10:00" : "08:00"),
                SettingField.Time(day + "EndTime", _ => number == 0 ? "17:00" : "21:00"),
                SettingField.Flag(day + "IsActive", index => number > 0 || index % 3 != 1),
            ]),
        ],
    };

    private static string? Check(JsonObject written)
    {
        var isWhole = Days.All(day =>
            written[day + "IsActive"]?.GetValue<bool>() == true
            && SettingShapes.Text(written, day + "StartTime") is { } start
            && SettingShapes.Text(written, day + "EndTime") is { } end
            && start != end);
        // A tenant says no more than that.
        return isWhole ? null : "InvalidParameter";
    }

    private static JsonObject Among(JsonObject block) => new()
    {
        ["isScheduled"] = block["isScheduled"]!.GetValue<bool>(),
        ["schedules"] = new JsonArray([.. Days.Select(day => new JsonObject
        {
            ["day"] = char.ToUpperInvariant(day[0]) + day[1..],
            ["active"] = block[day + "IsActive"]!.GetValue<bool>(),
            ["startTime"] = SettingShapes.Text(block, day + "StartTime"),
            ["endTime"] = SettingShapes.Text(block, day + "EndTime"),
        })]),
    };
}
