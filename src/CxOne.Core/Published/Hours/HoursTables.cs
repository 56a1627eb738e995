using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Http;
using static CxOne.Published.MemberKind;

namespace CxOne.Published;

/// <summary>
/// The members of hours of operation. Source: NICE's API description; a holiday has another name for its name when it is written, and the
/// profile another one for its name in some answers (observed in public clients).
/// </summary>
internal static class HoursTables
{
    private const string Days = "days";
    private const string Holidays = "holidays";

    public static readonly MemberTable Profile = new(
        new("id", Number, "hoursOfOperationProfileId", "profileId", "hooId"),
        new("name", Text, "hoursOfOperationProfileName", "profileName", "hooName"),
        new("description", Text),
        new("notes", Text),
        new(Days, Any),
        new(Holidays, Any),
        new("overrideBranch", Text),
        new("overrideExpirationDate", Text),
        new("lastUpdateTime", Time));

    private static readonly MemberTable Entry = new(
        new("day", Text),
        new("name", Text, "holidayName"),
        new("date", Text),
        new("openTime", Text),
        new("closeTime", Text),
        new("hasAdditionalHours", Flag),
        new("additionalOpenTime", Text),
        new("additionalCloseTime", Text),
        new("isClosedAllDay", Flag));

    /// <summary>Returns a profile in the module's form, its days and holidays included.</summary>
    public static JsonObject Normalize(JsonObject profile)
    {
        var normal = Profile.Normalize(profile);
        foreach (var name in new[] { Days, Holidays })
        {
            if (normal[name] is JsonArray entries)
            {
                normal[name] = new JsonArray(
                    [.. entries.Select(entry => entry is JsonObject members
                        ? Entry.Normalize(members)
                        : throw new JsonException(HttpMessages.EntryNull))]);
            }
        }

        return normal;
    }
}
