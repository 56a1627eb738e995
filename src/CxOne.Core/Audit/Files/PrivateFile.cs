using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>Opens and creates files and folders that only their owner can access, and refuses files that other users can control.</summary>
internal static class PrivateFile
{
    /// <summary>Opens a file, and ensures that its path refers to it and that no other user can write to it.</summary>
    /// <exception cref="IOException">The file is in use, does not exist, or cannot be created.</exception>
    /// <exception cref="CxException">The path is a link, not a file, or writable by others (<c>AuditPathUnsafe</c>).</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        // Before the file is opened: opening would create the target of a dangling link, and wait for the other end of a pipe.
        ThrowIfUnsafe(path, FileFacts.OfPath(path));
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is FileMode.OpenOrCreate or FileMode.CreateNew)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        try
        {
            // After the file is opened: an open file can no longer be replaced.
            var opened = FileFacts.IdentityOf(file.SafeFileHandle);
            var atPath = FileFacts.OfPath(path);
            ThrowIfUnsafe(path, atPath);
            if (atPath?.Identity != opened)
            {
                throw new IOException(AuditMessages.FileReplaced(path));
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Creates a folder, on Unix with access for its owner only. An existing folder is left unchanged.</summary>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void ThrowIfUnsafe(string path, FileFacts? facts)
    {
        // The operating system refuses to open a folder as a file. On Windows a file inherits the permissions of its folder, so that a log
        // in a shared folder is accessible to others from the start: that causes a warning (AuditFolderNotice).
        var message = facts switch
        {
            { Kind: FileKind.Link } => AuditMessages.FileIsLink(path),
            { Kind: FileKind.Other } => AuditMessages.FileIsNotRegular(path),
            { Kind: FileKind.Regular, IsWritableByOthers: true } when !OperatingSystem.IsWindows() => AuditMessages.FileIsWritable(path),
            _ => null,
        };
        if (message is not null)
        {
            throw new CxException(CxErrors.AuditPathUnsafe, message, path);
        }
    }
}
