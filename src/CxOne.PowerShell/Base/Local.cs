using CxOne.Audit;

namespace CxOne.PowerShell.Base;

/// <summary>What this side is: user, machine, process, environment.</summary>
internal static class Local
{
    public static AuditOrigin Origin => new(Environment.UserName, Environment.MachineName, Environment.ProcessId);

    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    public static string AuditFolder(string? given) => AuditFolders.Resolve(given, Variable);
}
