using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>Opens files and folders that only their owner may read, and refuses files that somebody else could have put there.</summary>
internal static class PrivateFile
{
    /// <summary>Opens a file and proves that its path leads to it and that nobody else can write to it.</summary>
    /// <exception cref="IOException">It is in use, does not exist, or cannot be created.</exception>
    /// <exception cref="CxException">The path is a link, not a file, or writable by others (<c>AuditPathUnsafe</c>).</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        // Before it is opened: opening would create the target of a dangling link, and wait for the other end of a pipe.
        ThrowIfUnsafe(path, FileFacts.OfPath(path));
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is FileMode.OpenOrCreate or FileMode.CreateNew)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        try
        {
            // After it is opened: only the open file itself can no longer be exchanged.
            var opened = FileFacts.IdentityOf(file.SafeFileHandle);
            var atPath = FileFacts.OfPath(path);
            ThrowIfUnsafe(path, atPath);
            if (atPath?.Identity != opened)
            {
                throw new IOException($"The file {path} was replaced while it was opened.");
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">It cannot be created.</exception>
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
        // A folder is left to the operating system, which cannot open it as a file. On Windows a file inherits the rights of its folder,
        // so that a log in a shared folder is open to others from the start: that is a warning (AuditFolderNotice).
        var reason = facts switch
        {
            { Kind: FileKind.Link } => "is a link",
            { Kind: FileKind.Other } => "is not a regular file",
            { Kind: FileKind.Regular, IsWritableByOthers: true } when !OperatingSystem.IsWindows() => "can be written by other users",
            _ => null,
        };
        if (reason is not null)
        {
            throw new CxException(CxErrors.AuditPathUnsafe, $"The file {path} of the audit log {reason}.", path);
        }
    }
}
