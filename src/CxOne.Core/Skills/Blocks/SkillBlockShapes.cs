using System.Text.Json.Nodes;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>The conversions of blocks whose read shape differs from that of a write in more than names.</summary>
internal static class SkillBlockShapes
{
    private const string Weekday = "weekdayTimeConstraints";
    private const string Weekend = "weekendTimeConstraints";

    /// <summary>A schedule: one object per day in all parameters of a skill, three members per day elsewhere.</summary>
    public static JsonObject? Schedule(JsonNode? read)
    {
        if (read is not JsonObject block || MemberTable.Find(block, "schedules") is not JsonArray days)
        {
            return read as JsonObject;
        }

        var flat = new JsonObject();
        foreach (var (name, value) in block)
        {
            if (!name.Equals("schedules", StringComparison.OrdinalIgnoreCase))
            {
                flat[name] = value?.DeepClone();
            }
        }

        foreach (var day in days.OfType<JsonObject>())
        {
            var name = MemberTable.Text(day, "day")?.ToLowerInvariant() ?? string.Empty;
            flat[SkillSchedule.Start(name)] = MemberTable.Find(day, "startTime")?.DeepClone();
            flat[SkillSchedule.End(name)] = MemberTable.Find(day, "endTime")?.DeepClone();
            flat[SkillSchedule.IsActive(name)] = MemberTable.Find(day, "active")?.DeepClone();
        }

        return flat;
    }

    /// <summary>A block that is a list: bare, or under its only member.
    /// A list without entries is written as null by some tenants.</summary>
    public static Func<JsonNode?, JsonObject?> List(string member) => read => read switch
    {
        JsonArray list => new JsonObject { [member] = list.DeepClone() },
        JsonObject block => block,
        _ => new JsonObject { [member] = new JsonArray() },
    };

    /// <summary>The windows of a cadence: a list with day types when read, one list per day type when written.</summary>
    public static void TimeConstraints(JsonObject cadence)
    {
        if (cadence["timeConstraints"] is not JsonArray windows)
        {
            return;
        }

        var (weekday, weekend) = (new JsonArray(), new JsonArray());
        foreach (var window in windows.OfType<JsonObject>())
        {
            var isWeekend = MemberTable.Text(window, "dayType")?.Contains("weekend", StringComparison.OrdinalIgnoreCase) == true;
            var kept = (JsonObject)window.DeepClone();
            foreach (var name in window.Select(member => member.Key).Where(IsDayType))
            {
                kept.Remove(name);
            }

            (isWeekend ? weekend : weekday).Add((JsonNode)kept);
        }

        cadence["timeConstraints"] = new JsonObject { [Weekday] = weekday, [Weekend] = weekend };
    }

    private static bool IsDayType(string name) => name.Equals("dayType", StringComparison.OrdinalIgnoreCase);
}
