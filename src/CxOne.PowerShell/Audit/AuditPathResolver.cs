using System.Management.Automation;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Audit;

/// <summary>The audit log that a cmdlet means: the one that is named, else the current connection's, else the default one.</summary>
internal static class AuditPathResolver
{
    /// <summary>
    /// The folder that the environment names, read as a parameter's value is: its drives and its current location are PowerShell's.
    /// </summary>
    /// <returns>The full path; <see langword="null"/> if the environment names none.</returns>
    /// <exception cref="CxValidationException">It is no path of the file system.</exception>
    public static string? OfEnvironment(PSCmdlet cmdlet)
        => Local.Variable(AuditFolders.Variable) is { } path && !string.IsNullOrWhiteSpace(path)
            ? FileSystemPath.Resolve(cmdlet, path, AuditFolders.Variable)
            : null;

    /// <summary>The files that are named: a folder means the log in it, anything else is a file, whatever its name is.</summary>
    public static IReadOnlyList<string> Files(PSCmdlet cmdlet, IReadOnlyList<string> paths)
    {
        try
        {
            return
            [
                .. paths
                    .Select(path => FileSystemPath.Resolve(cmdlet, path, "Path"))
                    .Select(full => Directory.Exists(full) || Path.EndsInDirectorySeparator(full)
                        ? Path.Combine(full, AuditLog.FileName)
                        : full),
            ];
        }
        catch (CxException exception)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.From(exception, paths));
            throw;
        }
    }

    public static string Folder(PSCmdlet cmdlet, string? path)
    {
        try
        {
            if (path is null)
            {
                return ConnectionStore.Current?.AuditPath ?? Local.AuditFolder(OfEnvironment(cmdlet));
            }

            var full = FileSystemPath.Resolve(cmdlet, path, "Path");

            // Naming the file itself is meant as well as naming its folder.
            return Path.GetFileName(full) == AuditLog.FileName ? Path.GetDirectoryName(full)! : full;
        }
        catch (CxException exception)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.From(exception, path));
            throw;
        }
    }
}
