using System.Globalization;
using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>Determines the folders of the local audit log.</summary>
public static class AuditFolders
{
    /// <summary>The environment variable with the folder of the audit log.</summary>
    public const string Variable = "CXONE_AUDIT_PATH";

    /// <summary>
    /// Returns the folder of the audit log: the given one, or else that of <c>CXONE_AUDIT_PATH</c>, or else the default of the operating
    /// system.
    /// </summary>
    /// <param name="given">The given folder; <see langword="null"/> or white space for none.</param>
    /// <param name="environment">Returns the value of an environment variable.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="CxException">No folder is given and no home folder is known (<c>AuditWriteFailed</c>).</exception>
    public static string Resolve(string? given, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var folder = Value(given) ?? Value(environment(Variable)) ?? StateFolder(environment);
        return folder is null
            ? throw new CxException(
                CxErrors.AuditWriteFailed,
                AuditMessages.NoFolder(Variable))
            : Path.GetFullPath(folder);
    }

    /// <summary>Returns the folder for records that could not be written to their log. It is next to the default log folder.</summary>
    /// <param name="environment">Returns the value of an environment variable.</param>
    /// <returns>The full path; <see langword="null"/> if no home folder is known.</returns>
    public static string? SpoolFolder(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var name = OperatingSystem.IsLinux() ? "audit-spool" : "AuditSpool";
        return StateFolder(environment) is { } audit ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(audit)!, name)) : null;
    }

    /// <summary>The environment variable with the size from which on a new file is started, in MB; 0 for no limit.</summary>
    public const string MaximumVariable = "CXONE_AUDIT_MAX_MB";

    /// <summary>Returns the size in bytes from which on the audit log starts a new file. The default is 64 MB.</summary>
    /// <param name="environment">Returns the value of an environment variable.</param>
    /// <exception cref="CxValidationException">The variable is not a whole number from 0 to 100,000.</exception>
    public static long MaximumBytes(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (Value(environment(MaximumVariable)) is not { } text)
        {
            return AuditLog.DefaultMaximumFileBytes;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) && megabytes <= 100_000
            ? megabytes * 1024L * 1024
            : throw new CxValidationException([Violations.OutOfRange(MaximumVariable, text, 0, 100_000)]);
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
