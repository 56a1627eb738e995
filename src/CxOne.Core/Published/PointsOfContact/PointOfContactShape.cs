using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;
using static CxOne.Published.MemberKind;

namespace CxOne.Published;

/// <summary>The read and the write shape of a point of contact.
/// Source: NICE's API description; four members have other names in each.</summary>
internal static class PointOfContactShape
{
    public static readonly FieldPath Name = new("name");
    public static readonly FieldPath ScriptName = new("scriptName");
    public static readonly FieldPath SkillId = new("skillId");
    public static readonly FieldPath IsActive = new("isActive");

    public static readonly MemberTable Table = new(
        new("id", Number, "contactCode", "pointOfContactId"),
        new("address", Text, "contactAddress", "pointOfContact"),
        new("name", Text, "contactDescription", "pointOfContactName"),
        new("scriptName", Text),
        new("skillId", Number, "defaultSkillId"),
        new("isActive", Flag),
        new("mediaTypeId", Number),
        new("mediaTypeName", Text));

    /// <summary>The members that a write can change, in the module's form.</summary>
    public static readonly IReadOnlyList<FieldPath> Writable = [Name, ScriptName, SkillId, IsActive];

    /// <summary>The members that a write must contain.</summary>
    private static readonly FieldPath[] Required = [Name, ScriptName, SkillId];

    /// <summary>Returns the body of a write: every required member, and those that cannot be read only if the caller sets them.</summary>
    /// <param name="state">The merged state in the module's form.</param>
    /// <param name="change">The caller's values for members that cannot be read.</param>
    public static JsonObject ToWrite(JsonObject state, PointOfContactChange change)
    {
        var body = new JsonObject
        {
            ["pointOfContactName"] = Value(state, Name),
            ["skillId"] = Value(state, SkillId),
            ["scriptName"] = Value(state, ScriptName),
        };
        if (Value(state, IsActive) is { } isActive)
        {
            body["isActive"] = isActive;
        }

        if (change.IvrReporting is { } reporting)
        {
            body["ivrReportingEnabled"] = FieldChange.Set(new FieldPath("ivrReportingEnabled"), reporting).Value.Node;
        }

        if (change.ChatProfileId is { } profile)
        {
            body["chatProfileId"] = FieldChange.Set(new FieldPath("chatProfileId"), profile).Value.Node;
        }

        return body;
    }

    /// <summary>The members that a write needs and the state lacks.</summary>
    public static IEnumerable<string> Missing(JsonObject state)
        => Required.Where(path => Value(state, path) is not JsonValue value || value.ToString().Length == 0).Select(path => path.Name);

    public static PointOfContact Read(VersionedState state)
    {
        try
        {
            return state.Body.Deserialize(PublishedJson.Default.PointOfContact)! with { Raw = state.Body };
        }
        catch (JsonException exception)
        {
            throw state.Invalid(PublishedMessages.ObjectInvalid(exception.Message), null, exception);
        }
    }

    private static JsonNode? Value(JsonObject state, FieldPath path) => JsonFields.Get(state, path).Node?.DeepClone();
}
