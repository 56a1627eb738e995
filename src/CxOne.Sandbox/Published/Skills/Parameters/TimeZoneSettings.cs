using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>The curfew of a dialer: the hours in which the numbers of each time zone may be called.</summary>
internal static class TimeZoneSettings
{
    private static readonly (string Standard, string Display)[] Zones =
    [
        ("Eastern Standard Time", "(GMT-05:00) Eastern Time (US & Canada)"),
        ("Central Standard Time", "(GMT-06:00) Central Time (US & Canada)"),
        ("Mountain Standard Time", "(GMT-07:00) Mountain Time (US & Canada)"),
        ("Pacific Standard Time", "(GMT-08:00) Pacific Time (US & Canada)"),
    ];

    private static readonly SettingField[] ZoneFields =
    [
        SettingField.Text("standardName", _ => null, isNullable: true, [.. Zones.Select(zone => zone.Standard)]),
        SettingField.Text("startTime", _ => null, isNullable: true),
        SettingField.Text("endTime", _ => null, isNullable: true),
        SettingField.Flag("timeZoneActiveToCall", _ => true),
        SettingField.Flag("overrideTime", _ => false),
    ];

    /// <summary>The block has no wrapper of its own: its only member is the array.</summary>
    public static SettingBlock Block { get; } = new()
    {
        Path = "time-zones",
        Member = "timeZoneSettings",
        Alone = block => new JsonObject { ["timeZoneSettings"] = Among(block) },
        Among = Among,
        Fields = [SettingField.Items("timeZoneSettings", _ => Sample(), item => SettingField.ReadAll(item, ZoneFields))],
    };

    private static JsonArray Sample() => [.. Zones.Select(zone => new JsonObject
    {
        ["standardName"] = zone.Standard,
        ["startTime"] = "08:00",
        ["endTime"] = "21:00",
        ["timeZoneActiveToCall"] = true,
        ["overrideTime"] = false,
    })];

    private static JsonArray Among(JsonObject block) => SettingShapes.Each(block["timeZoneSettings"], (zone, _) =>
    {
        var name = SettingShapes.Text(zone, "standardName");
        return new JsonObject
        {
            ["name"] = name,
            ["description"] = Zones.FirstOrDefault(known => known.Standard == name).Display,
            ["overrideTime"] = zone["overrideTime"]?.DeepClone() ?? false,
            ["timeZoneActiveToCall"] = zone["timeZoneActiveToCall"]?.DeepClone() ?? false,
            ["startTime"] = SettingShapes.Text(zone, "startTime"),
            ["endTime"] = SettingShapes.Text(zone, "endTime"),
        };
    });
}
