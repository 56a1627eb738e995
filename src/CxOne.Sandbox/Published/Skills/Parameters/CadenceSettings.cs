using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>
/// The order in which a dialer tries the numbers of a record. The block cannot be read alone, its write has no wrapper, and the two shapes
/// differ in names, types and nesting.
/// </summary>
internal static class CadenceSettings
{
    private static readonly SettingField[] LimitFields =
    [
        SettingField.Text("fieldName", _ => null, isNullable: true),
        SettingField.Whole("attempts", _ => 0),
    ];

    private static readonly SettingField[] WindowFields =
    [
        SettingField.Time("startTime", _ => "08:00"),
        SettingField.Time("endTime", _ => "21:00"),
    ];

    public static SettingBlock Block { get; } = new()
    {
        Path = "cadence-settings",
        Member = "cadenceSettings",
        Among = Among,
        Fields =
        [
            SettingField.Text("attemptMode", _ => "1", isNullable: true, "0", "1", "2"),
            SettingField.Text("recordRequestMode", _ => "0", isNullable: true, "0", "1", "2"),
            SettingField.Whole("destinationRetryRestMinutes", _ => 30),
            SettingField.Items("maximumAttempts", _ => Limits(), item => SettingField.ReadAll(item, LimitFields)),
            SettingField.Items("cadences", _ => Steps(), ReadStep),
        ],
    };

    private static JsonArray Limits() =>
    [
        new JsonObject { ["fieldName"] = "PhoneNumber", ["attempts"] = 6 },
        new JsonObject { ["fieldName"] = "Mobile", ["attempts"] = 4 },
    ];

    private static JsonArray Steps() =>
    [
        new JsonObject
        {
            ["fieldName"] = "PhoneNumber",
            ["attempts"] = 2,
            ["timeConstraints"] = new JsonObject
            {
                ["weekdayTimeConstraints"] = new JsonArray(new JsonObject { ["startTime"] = "09:00", ["endTime"] = "17:00" }),
                ["weekendTimeConstraints"] = new JsonArray(),
            },
        },
        new JsonObject { ["fieldName"] = "Mobile", ["attempts"] = 2, ["timeConstraints"] = null },
    ];

    private static JsonObject ReadStep(JsonBodyValidator item)
    {
        var json = SettingField.ReadAll(item, LimitFields);
        if (!item.Has("timeConstraints") || item.IsNull("timeConstraints"))
        {
            json["timeConstraints"] = null;
            return json;
        }

        var constraints = item.RequireObject("timeConstraints");
        var read = new JsonObject();
        foreach (var member in (string[])["weekdayTimeConstraints", "weekendTimeConstraints"])
        {
            read[member] = constraints.Has(member)
                ? SettingField.Objects(constraints, member, window => SettingField.ReadAll(window, WindowFields))
                : new JsonArray();
        }

        json["timeConstraints"] = read;
        return json;
    }

    private static JsonObject Among(JsonObject block) => new()
    {
        ["attemptMode"] = Code(block, "attemptMode"),
        ["recordRequestMode"] = Code(block, "recordRequestMode"),
        ["destinationRetryRestMinutes"] = block["destinationRetryRestMinutes"]?.DeepClone(),
        ["cadenceMaximumAttempts"] = SettingShapes.Each(
            block["maximumAttempts"],
            (limit, _) => SettingShapes.Renamed(limit, ("fieldName", "label"), ("attempts", "maxAttempts"))),
        ["cadences"] = SettingShapes.Each(block["cadences"], (step, index) => new JsonObject
        {
            ["fieldName"] = SettingShapes.Text(step, "fieldName"),
            ["attempts"] = step["attempts"]?.DeepClone(),
            ["order"] = index + 1,
            ["timeConstraints"] = Windows(step["timeConstraints"]),
        }),
    };

    private static JsonNode? Code(JsonObject block, string name) =>
        SettingShapes.Text(block, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static JsonArray Windows(JsonNode? constraints)
    {
        var windows = new JsonArray();
        foreach (var dayType in (string[])["Weekday", "Weekend"])
        {
            var member = dayType.ToLowerInvariant() + "TimeConstraints";
            foreach (var window in constraints?[member] as JsonArray ?? [])
            {
                windows.Add((JsonNode)new JsonObject
                {
                    ["dayType"] = dayType,
                    ["startTime"] = SettingShapes.Text(window!.AsObject(), "startTime"),
                    ["endTime"] = SettingShapes.Text(window.AsObject(), "endTime"),
                });
            }
        }

        return windows;
    }
}
