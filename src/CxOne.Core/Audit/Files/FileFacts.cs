using Microsoft.Win32.SafeHandles;

namespace CxOne.Audit;

/// <summary>The kind of a directory entry. Links are not followed.</summary>
internal enum FileKind
{
    Regular,
    Folder,
    Link,
    Other,
}

/// <summary>The metadata of a file or folder that decides whether it can be trusted.</summary>
internal sealed record FileFacts
{
    /// <summary>Mode bits that let the group or everyone write.</summary>
    public const int WriteByOthers = 0b000_010_010;

    /// <summary>Mode bits that let the group or everyone read, write or search.</summary>
    public const int AnyByOthers = 0b000_111_111;

    public required FileIdentity Identity { get; init; }

    public required FileKind Kind { get; init; }

    /// <summary>Whether the user of this process is the owner.</summary>
    public required bool IsOwn { get; init; }

    public required bool IsWritableByOthers { get; init; }

    /// <summary>Whether another account can read or write the entry.</summary>
    public required bool IsOpenToOthers { get; init; }

    /// <summary>Number of hard links.</summary>
    public required long LinkCount { get; init; }

    /// <returns>The facts of the entry itself, not of what a link points to; <see langword="null"/> if the entry does not exist.</returns>
    /// <exception cref="IOException">The facts could not be read.</exception>
    public static FileFacts? OfPath(string path)
        => OperatingSystem.IsWindows() ? WindowsFileFacts.OfPath(path) : UnixFileFacts.OfPath(path);

    /// <exception cref="IOException">The identity could not be read.</exception>
    public static FileIdentity IdentityOf(SafeFileHandle handle)
        => OperatingSystem.IsWindows() ? WindowsFileFacts.IdentityOf(handle) : UnixFileFacts.IdentityOf(handle);
}
