using System.Text;
using CxOne.Errors;

namespace CxOne.Reports;

/// <summary>
/// Writes a report to a file, as Out-File would: UTF-8 without a byte order mark, over what is there unless told otherwise.
/// </summary>
public static class ReportFile
{
    /// <summary>Writes it.</summary>
    /// <param name="path">A full path; its folder must exist.</param>
    /// <param name="text">The content.</param>
    /// <param name="noClobber">A file that is there stays as it is.</param>
    /// <param name="force">A file that is write-protected is written all the same, and stays write-protected.</param>
    /// <exception cref="CxException">There is a file (<c>ReportExists</c>), or it cannot be written (<c>ReportWriteFailed</c>).</exception>
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
            throw new CxException(CxErrors.ReportWriteFailed, $"'{path}' could not be written: {exception.Message}", path, exception);
        }
    }

    /// <summary>Finds out what can be found out before a file is written.</summary>
    /// <param name="path">A full path; its folder must exist.</param>
    /// <param name="noClobber">A file that is there stays as it is.</param>
    /// <param name="force">A file that is write-protected is written all the same.</param>
    /// <exception cref="CxException">There is a file (<c>ReportExists</c>), or it cannot be written (<c>ReportWriteFailed</c>).</exception>
    public static void Check(string path, bool noClobber, bool force)
    {
        if (noClobber && Path.Exists(path))
        {
            throw Exists(path, null);
        }

        var problem = Directory.Exists(path) ? "it is a folder"
            : !Directory.Exists(Path.GetDirectoryName(path)) ? "its folder does not exist"
            : !force && File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly) ? "it is write-protected"
            : null;
        if (problem is not null)
        {
            throw new CxException(CxErrors.ReportWriteFailed, $"'{path}' could not be written: {problem}.", path);
        }
    }

    private static CxException Exists(string path, Exception? cause)
        => new(CxErrors.ReportExists, $"There is already a '{path}', and {CxHint.Option("NoClobber")} keeps it.", path, cause);
}
