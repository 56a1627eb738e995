namespace CxOne.PowerShell.Connection;

/// <summary>The texts of the connection cmdlets. A snapshot test holds all of them.</summary>
internal static class ConnectionCmdletMessages
{
    public const string SandboxReplaced
        = "This session now uses a new sandbox tenant. The former one is no longer used, and its changes are gone.";

    public const string CredentialAndClientId = "Credential and ClientId must not be passed together.";
    public const string SecretWithoutClientId = "ClientSecret requires ClientId.";
    public const string SecretCaption = "Connect-CxOne";
    public const string SecretQuestion = "Enter the secret of the client.";

    public const string CredentialIncomplete = "The credential must have a user name (client id) and a password (secret).";
    public const string SandboxOptionUnknown =
        "it is not a sandbox option. The options are RateLimit, Seed, JobStepMs, LatencyMs, Fault, Families, PublishedProfile, "
        + "PublishedPut and SkillCount.";
    public const string FaultNotAHashtable = "it must be a hashtable of faults and their shares, such as @{ 429 = 0.1 }.";

    public static string SandboxOptionInvalid(string? name, string cause)
        => $"SandboxOption{(name is null ? null : $" '{name}'")}: {cause}";

    public static string FormerInUse(string connection) => $"This session still uses the connection to {connection}.";

    public static string SecretMissing(string clientId, bool isAccessKey)
        => isAccessKey
            ? $"The secret of access key '{clientId}' is missing. Pass -ClientSecret, or set CXONE_ACCESS_KEY_SECRET."
            : $"The secret of client '{clientId}' is missing. Pass -ClientSecret, or set CXONE_CLIENT_SECRET.";
}
