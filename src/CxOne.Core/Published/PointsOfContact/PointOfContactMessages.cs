namespace CxOne.Published;

/// <summary>The texts of points of contact.</summary>
internal static class PointOfContactMessages
{
    public const string Kind = "point of contact";

    public const string NoChanges = "nothing";

    public const string NothingToChange = "There is nothing to change. Name at least one member.";

    public const string NameEmpty = "Name must have at least one character.";

    public const string ScriptEmpty = "ScriptName must have at least one character.";

    public const string HiddenMembersOmitted =
        "Tenants do not return whether a point of contact is part of IVR reports, nor its chat profile. A write without these two values "
            + "may reset them; no document says whether it does. Set them explicitly if they matter. (Shown once per connection.)";

    public static string Subject(string id) => $"Point of contact '{id}'";

    public static string IvrReporting(bool value) => $"ivrReportingEnabled = {(value ? "true" : "false")}";

    public static string ChatProfile(int id) => FormattableString.Invariant($"chatProfileId = {id}");

    public static string ScriptMissing(string name, string tenantId, IReadOnlyList<string> similar)
        => $"Tenant {tenantId} has no script '{name}'.{Suggestion(similar)}";

    public static string SkillMissing(string id, string tenantId) => $"Tenant {tenantId} has no skill '{id}'.";

    public static string RequiredMemberMissing(IReadOnlyList<string> members)
        => $"The point of contact has no value for {string.Join(" and ", members)}, which every write must contain. Name "
            + $"{(members.Count == 1 ? "it" : "them")} as well.";

    public static string ChangedSinceRead(string id, string difference)
        => $"Point of contact '{id}' was changed by another client after it was read; that change is kept. {difference}";

    public static string NotRestorable(string id, string difference)
        => $"Point of contact '{id}': this member cannot be written and is not restored. {difference}";

    public static string RecordWithoutState(string auditId, string id)
        => $"Audit record {auditId} does not hold a state of point of contact '{id}'.";

    public static string OtherRecord(string auditId)
        => $"The audit log has no change of a point of contact with the record {auditId}.";

    public static string Stopped(string id)
        => $"Point of contact '{id}' may have been changed. Read it to see whether the change was made.";

    public static string AlreadyHeld(string id) => $"Point of contact '{id}' already holds the values; nothing was changed.";

    public static string Changed(string id) => $"Point of contact '{id}' was changed. Do not repeat the change.";

    private static string? Suggestion(IReadOnlyList<string> similar)
        => similar.Count == 0 ? null : $" Did you mean {string.Join(", ", similar.Select(name => $"'{name}'"))}?";
}
