using CxOne.Audit;

namespace CxOne.PowerShell.Base;

/// <summary>The local user, computer, process and environment variables.</summary>
internal static class Local
{
    public static AuditOrigin Origin => new(Environment.UserName, Environment.MachineName, Environment.ProcessId);

    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    /// <summary>Reads an address from the environment. An invalid one is refused where it is used.</summary>
    public static Uri? Address(string name)
        => Variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? new Uri(text.Trim(), UriKind.RelativeOrAbsolute) : null;

    public static string? AuditSpoolFolder => AuditFolders.SpoolFolder(Variable);

    public static string AuditFolder(string? given) => AuditFolders.Resolve(given, Variable);
}
