using CxOne.Audit;

namespace CxOne.PowerShell.Base;

/// <summary>What this side is: user, machine, process, environment.</summary>
internal static class Local
{
    public static AuditOrigin Origin => new(Environment.UserName, Environment.MachineName, Environment.ProcessId);

    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    /// <summary>An address from the environment; what cannot be read as one becomes one that is refused where it is used.</summary>
    public static Uri? Address(string name)
        => Variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? new Uri(text.Trim(), UriKind.RelativeOrAbsolute) : null;

    public static string? AuditSpoolFolder => AuditFolders.SpoolFolder(Variable);

    public static string AuditFolder(string? given) => AuditFolders.Resolve(given, Variable);
}
