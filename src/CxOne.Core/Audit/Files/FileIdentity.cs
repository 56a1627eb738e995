namespace CxOne.Audit;

/// <summary>Identifies a file independently of its path: device and inode, on Windows volume and file id.</summary>
/// <param name="Device">The device or volume.</param>
/// <param name="File">The inode or file id.</param>
internal readonly record struct FileIdentity(ulong Device, UInt128 File);
