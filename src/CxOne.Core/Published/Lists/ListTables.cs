using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Http;
using static CxOne.Published.MemberKind;

namespace CxOne.Published;

/// <summary>The members of dispositions, call lists and do-not-call groups. Source: NICE's API description.</summary>
internal static class ListTables
{
    private const string Skills = "skills";

    public static readonly MemberTable Disposition = new(
        new("id", Number, "dispositionId"),
        new("name", Text, "dispositionName"),
        new("classificationId", Number),
        new("classificationName", Text),
        new("isActive", Flag),
        new("isPreviewDisposition", Flag),
        new("systemOutcome", Text),
        new("notes", Text),
        new("lastUpdated", Time));

    public static readonly MemberTable DncGroup = new(
        new("id", Number, "dncGroupId"),
        new("name", Text, "dncGroupName"),
        new("isActive", Flag));

    public static readonly MemberTable DncRecord = new(
        new("phoneNumber", Text),
        new("groupId", Number, "dncGroupId"),
        new("groupName", Text, "dncGroupName"),
        new("formattedPhone", Text),
        new("expiredDate", Time),
        new("dateCollected", Time),
        new("lastUpdateTime", Time));

    private static readonly MemberTable CallListEntry = new(
        new("id", Number, "listId"),
        new("name", Text, "listName"),
        new("status", Text),
        new("prospectiveContactCount", Number),
        new("totalRecords", Number),
        new("validRecords", Number),
        new("invalidRecords", Number),
        new("finalizedRecords", Number),
        new("createDate", Time),
        new("uploadDate", Time),
        new("updateDate", Time),
        new("removeDate", Time),
        new(Skills, Any));

    private static readonly MemberTable CallListSkillEntry = new(
        new("skillId", Number),
        new("skillName", Text),
        new("totalRecords", Number),
        new("freshRecords", Number),
        new("finalizedRecords", Number),
        new("retriedRecords", Number));

    /// <summary>Returns a call list in the module's form, its counts by skill included.</summary>
    public static JsonObject NormalizeCallList(JsonObject list)
    {
        var normal = CallListEntry.Normalize(list);
        if (normal[Skills] is JsonArray skills)
        {
            normal[Skills] = new JsonArray(
                [.. skills.Select(skill => skill is JsonObject members
                    ? CallListSkillEntry.Normalize(members)
                    : throw new JsonException(HttpMessages.EntryNull))]);
        }

        return normal;
    }
}
