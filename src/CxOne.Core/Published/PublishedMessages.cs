using CxOne.Errors;

namespace CxOne.Published;

/// <summary>The texts of the published calls that belong to no kind of object.</summary>
internal static class PublishedMessages
{
    public static string VersionsUnknown(string errorId)
        => $"The tenant's versions could not be read ({errorId}); the module's own table is used.";

    public static string ListMissing(string key) => $"it has no list '{key}'.";

    public static string SeveralObjects(string key) => $"'{key}' has several entries, and one was requested.";

    public static string MemberTwice(string name, string other) => $"'{name}' and '{other}' are the same member and have different values.";

    public static string ObjectInvalid(string reason) => $"An object in it is invalid: {reason}";

    public static string IdNotNumber(string id) => $"'{id}' is not a valid id: ids of published objects are whole numbers.";

    public static string NotFound(string id, string tenantId) => $"'{id}' was not found on tenant {tenantId}.";

    public static string TimeZoneUnknown(string tenantId, string? text)
        => $"The time zone of tenant {tenantId} "
            + (string.IsNullOrWhiteSpace(text) ? "is not set. " : $"is '{text}', which the module does not know. ")
            + $"Name the zone with {CxHint.Option("TimeZone")}, e.g. America/New_York.";
}
