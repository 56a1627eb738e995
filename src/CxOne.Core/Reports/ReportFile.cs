using System.Text;
using CxOne.Errors;

namespace CxOne.Reports;

/// <summary>
/// Writes a report to a file in UTF-8 without a byte order mark. An existing file is overwritten unless the caller prevents it.
/// </summary>
public static class ReportFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">A full path; its folder must exist.</param>
    /// <param name="text">The content.</param>
    /// <param name="noClobber">Whether to keep an existing file.</param>
    /// <param name="force">Whether to overwrite a read-only file. It stays read-only.</param>
    /// <exception cref="CxException">The file exists and <paramref name="noClobber"/> is set (<c>ReportExists</c>), or the file cannot be
    /// written (<c>ReportWriteFailed</c>).</exception>
    public static void Write(string path, string text, bool noClobber, bool force)
    {
        if (noClobber && Path.Exists(path))
        {
            throw Exists(path, null);
        }

        try
        {
            var isProtected = force && File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly);
            if (isProtected)
            {
                File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
            }

            try
            {
                using var file = new FileStream(path, noClobber ? FileMode.CreateNew : FileMode.Create, FileAccess.Write, FileShare.Read);
                file.Write(Encoding.UTF8.GetBytes(text));
            }
            finally
            {
                if (isProtected)
                {
                    File.SetAttributes(path, File.GetAttributes(path) | FileAttributes.ReadOnly);
                }
            }
        }
        catch (IOException exception) when (noClobber && File.Exists(path))
        {
            throw Exists(path, exception);
        }
        catch (Exception exception) when (exception is IOException
            or UnauthorizedAccessException
            or NotSupportedException
            or ArgumentException)
        {
            throw new CxException(CxErrors.ReportWriteFailed, ReportsMessages.WriteFailed(path, exception.Message), path, exception);
        }
    }

    /// <summary>Makes the checks of <see cref="Write"/> that need no write.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="noClobber">Whether an existing file is kept.</param>
    /// <param name="force">Whether a write-protected file is overwritten.</param>
    /// <exception cref="CxException">The file exists (<c>ReportExists</c>), or it cannot be written (<c>ReportWriteFailed</c>).</exception>
    public static void Check(string path, bool noClobber, bool force)
    {
        if (noClobber && Path.Exists(path))
        {
            throw Exists(path, null);
        }

        var problem = Directory.Exists(path) ? ReportsMessages.PathIsFolder
            : !Directory.Exists(Path.GetDirectoryName(path)) ? ReportsMessages.FolderMissing
            : !force && File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly) ? ReportsMessages.WriteProtected
            : null;
        if (problem is not null)
        {
            throw new CxException(CxErrors.ReportWriteFailed, ReportsMessages.WriteFailed(path, problem), path);
        }
    }

    private static CxException Exists(string path, Exception? cause)
        => new(CxErrors.ReportExists, ReportsMessages.FileExists(path), path, cause);
}
