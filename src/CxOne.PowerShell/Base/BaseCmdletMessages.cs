namespace CxOne.PowerShell.Base;

/// <summary>The texts that all cmdlets share. A snapshot test holds all of them.</summary>
internal static class BaseCmdletMessages
{
    public const string NotConnected = "This session has no connection to a CXone tenant.";

    public const string PathHasNull = "without a null character.";

    public static string NameNotFound(string name, string tenantId) => $"Tenant {tenantId} has no object with the name '{name}'.";

    public static string ChoiceInvalid(string value, IReadOnlyList<string> choices)
        => $"'{value}' is not one of the possible values: {string.Join(", ", choices)}.";

    public static string PathInvalid(string parameter, string reason) => $"{parameter} must be a path of the file system {reason}";

    public static string PathOfOtherProvider(string path, string provider) => $"(was '{path}', a path of the provider {provider}).";

    public static string PathNotResolved(string path, string cause) => $"(was '{path}'): {cause}";

    public static string RowFailed(string row, string cause) => $"{row}: {cause}";

    public static string Unexpected(string type, string message) => $"{type}: {message}";
}
