using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>Where the local audit log lies.</summary>
public static class AuditFolders
{
    /// <summary>The variable that names the folder.</summary>
    public const string Variable = "CXONE_AUDIT_PATH";

    /// <summary>The folder: what was given, else <c>CXONE_AUDIT_PATH</c>, else the operating system's folder for state.</summary>
    /// <param name="given">A parameter's value.</param>
    /// <param name="environment">Reads one variable.</param>
    /// <exception cref="CxException">None of them names a folder.</exception>
    public static string Resolve(string? given, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var folder = Value(given) ?? Value(environment(Variable)) ?? StateFolder(environment);
        return folder is null
            ? throw new CxException(
                CxErrors.AuditWriteFailed,
                $"No folder for the audit log: no home folder is known. Set {Variable} or pass {CxHint.Option("AuditPath")}.")
            : Path.GetFullPath(folder);
    }

    /// <summary>The user's folder for records whose log could not be written: beside the default log, in the folder for state.</summary>
    /// <param name="environment">Reads one variable.</param>
    /// <returns>The folder; <see langword="null"/> if no home folder is known.</returns>
    public static string? SpoolFolder(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var name = OperatingSystem.IsLinux() ? "audit-spool" : "AuditSpool";
        return StateFolder(environment) is { } audit ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(audit)!, name)) : null;
    }

    private static string? StateFolder(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            return Below(environment("LOCALAPPDATA"), "CxOne", "Audit");
        }

        return OperatingSystem.IsMacOS()
            ? Below(environment("HOME"), "Library", "Application Support", "CxOne", "Audit")
            : Below(AbsoluteOnly(environment("XDG_STATE_HOME")), "cxone", "audit")
                ?? Below(environment("HOME"), ".local", "state", "cxone", "audit");
    }

    /// <summary>Ignores a relative path, as the XDG specification requires. .NET would resolve it from the folder of the process.</summary>
    private static string? AbsoluteOnly(string? path) => Path.IsPathFullyQualified(path ?? string.Empty) ? path : null;

    private static string? Below(string? root, params string[] parts) => Value(root) is { } value ? Path.Combine([value, .. parts]) : null;

    private static string? Value(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
