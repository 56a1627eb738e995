using Microsoft.Win32.SafeHandles;

namespace CxOne.Audit;

/// <summary>What a directory entry is, without following a link.</summary>
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

    /// <summary>The owner is the user of this process.</summary>
    public required bool IsOwn { get; init; }

    public required bool IsWritableByOthers { get; init; }

    /// <summary>Another account may read or write it.</summary>
    public required bool IsOpenToOthers { get; init; }

    /// <summary>How many names the file has.</summary>
    public required long LinkCount { get; init; }

    /// <returns>The facts of the entry itself, not of what a link points to; <see langword="null"/> if there is no entry.</returns>
    /// <exception cref="IOException">The facts could not be read.</exception>
    public static FileFacts? OfPath(string path)
        => OperatingSystem.IsWindows() ? WindowsFileFacts.OfPath(path) : UnixFileFacts.OfPath(path);

    /// <exception cref="IOException">The identity could not be read.</exception>
    public static FileIdentity IdentityOf(SafeFileHandle handle)
        => OperatingSystem.IsWindows() ? WindowsFileFacts.IdentityOf(handle) : UnixFileFacts.IdentityOf(handle);
}
