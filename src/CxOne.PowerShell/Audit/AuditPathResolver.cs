using System.Management.Automation;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Audit;

/// <summary>Resolves the audit log of a cmdlet: the given path, or else that of the current connection, or else the default log.</summary>
internal static class AuditPathResolver
{
    /// <summary>
    /// Resolves the folder in the environment variable like the value of a parameter, with the drives and the location of PowerShell.
    /// </summary>
    /// <returns>The full path; <see langword="null"/> if the variable is not set.</returns>
    /// <exception cref="CxValidationException">The value is not a file system path.</exception>
    public static string? OfEnvironment(PSCmdlet cmdlet)
        => Local.Variable(AuditFolders.Variable) is { } path && !string.IsNullOrWhiteSpace(path)
            ? FileSystemPath.Resolve(cmdlet, path, AuditFolders.Variable)
            : null;

    /// <summary>
    /// The files that are named: a folder means all files of the log in it, anything else is a file, whatever its name is.
    /// </summary>
    public static IReadOnlyList<string> Files(PSCmdlet cmdlet, IReadOnlyList<string> paths)
    {
        try
        {
            return
            [
                .. paths
                    .Select(path => FileSystemPath.Resolve(cmdlet, path, "Path"))
                    .SelectMany(full => Directory.Exists(full) || Path.EndsInDirectorySeparator(full)
                        ? AuditFiles.OfFolder(full)
                        : paths.Count == 1 && Path.GetFileName(full) == AuditLog.FileName
                            ? AuditFiles.OfFolder(Path.GetDirectoryName(full)!)
                            : [full]),
            ];
        }
        catch (CxException exception)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.From(exception, paths));
            throw;
        }
    }

    /// <summary>The log of the connection's store; <see langword="null"/> without a store.</summary>
    public static AuditLog? OfStore()
        => ConnectionStore.Current is { IsOpen: true, StoreName: not null } connection ? connection.OpenAuditLog() : null;

    public static string Folder(PSCmdlet cmdlet, string? path)
    {
        try
        {
            if (path is null)
            {
                return ConnectionStore.Current?.AuditPath ?? Local.AuditFolder(OfEnvironment(cmdlet));
            }

            var full = FileSystemPath.Resolve(cmdlet, path, "Path");

            // The path of the file is accepted as well as that of its folder.
            return Path.GetFileName(full) == AuditLog.FileName ? Path.GetDirectoryName(full)! : full;
        }
        catch (CxException exception)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.From(exception, path));
            throw;
        }
    }
}
