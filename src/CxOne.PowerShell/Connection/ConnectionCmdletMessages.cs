namespace CxOne.PowerShell.Connection;

/// <summary>The texts of the connection cmdlets. A snapshot test holds all of them.</summary>
internal static class ConnectionCmdletMessages
{
    public const string CredentialIncomplete = "The credential must have a user name (client id) and a password (secret).";
    public const string SandboxOptionUnknown =
        "it is not a sandbox option. The options are RateLimit, Seed, JobStepMs, LatencyMs and Fault.";
    public const string FaultNotAHashtable = "it must be a hashtable of faults and their shares, such as @{ 429 = 0.1 }.";

    public static string SandboxOptionInvalid(string? name, string cause)
        => $"SandboxOption{(name is null ? null : $" '{name}'")}: {cause}";
}
