using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CxOne.Audit;

/// <summary>
/// Reads <see cref="FileFacts"/> on Linux (<c>statx</c>, whose layout is the same on every architecture) and macOS (<c>fstat</c>,
/// <c>lstat</c>). The framework offers neither inode nor owner.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class UnixFileFacts
{
    private const int NoSuchEntry = 2;
    private const int NotAFolder = 20;
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7ff;
    private static readonly byte[] Empty = [0];

    public static FileFacts? OfPath(string path)
    {
        var buffer = new byte[256];
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var result = OperatingSystem.IsLinux()
            ? StatxPath(CurrentFolder, name, NoFollow, BasicFields, buffer)
            : IsIntelMac ? LStatIntel(name, buffer) : LStat(name, buffer);
        if (result == 0)
        {
            return Read(buffer);
        }

        var error = Marshal.GetLastPInvokeError();
        return error is NoSuchEntry or NotAFolder ? null : throw Failure(path, error);
    }

    public static FileIdentity IdentityOf(SafeFileHandle handle)
    {
        var buffer = new byte[256];
        var result = OperatingSystem.IsLinux()
            ? StatxHandle(handle, Empty, EmptyPath, BasicFields, buffer)
            : IsIntelMac ? FStatIntel(handle, buffer) : FStat(handle, buffer);
        return result == 0 ? Read(buffer).Identity : throw Failure(AuditMessages.OpenFile, Marshal.GetLastPInvokeError());
    }

    private static bool IsIntelMac => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private static FileFacts Read(byte[] buffer)
    {
        var (device, inode, mode, links, owner) = OperatingSystem.IsLinux()
            ? ((ulong)BitConverter.ToUInt32(buffer, 136) << 32 | BitConverter.ToUInt32(buffer, 140),
                BitConverter.ToUInt64(buffer, 32), BitConverter.ToUInt16(buffer, 28),
                BitConverter.ToUInt32(buffer, 16), BitConverter.ToUInt32(buffer, 20))
            : (BitConverter.ToUInt32(buffer, 0),
                BitConverter.ToUInt64(buffer, 8), BitConverter.ToUInt16(buffer, 4),
                BitConverter.ToUInt16(buffer, 6), BitConverter.ToUInt32(buffer, 16));
        return new FileFacts
        {
            Identity = new FileIdentity(device, inode),
            Kind = (mode & 0xf000) switch
            {
                0x8000 => FileKind.Regular,
                0x4000 => FileKind.Folder,
                0xa000 => FileKind.Link,
                _ => FileKind.Other,
            },
            IsOwn = owner == EffectiveUser(),
            IsWritableByOthers = (mode & FileFacts.WriteByOthers) != 0,
            IsOpenToOthers = (mode & FileFacts.AnyByOthers) != 0,
            LinkCount = links,
        };
    }

    private static IOException Failure(string path, int error)
        => new(AuditMessages.FilePropertiesUnreadable(path, new Win32Exception(error).Message));

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int StatxPath(int folder, byte[] path, int flags, uint mask, byte[] buffer);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int StatxHandle(SafeFileHandle file, byte[] path, int flags, uint mask, byte[] buffer);

    [DllImport("libc", EntryPoint = "lstat", SetLastError = true)]
    private static extern int LStat(byte[] path, byte[] buffer);

    [DllImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true)]
    private static extern int LStatIntel(byte[] path, byte[] buffer);

    [DllImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static extern int FStat(SafeFileHandle file, byte[] buffer);

    [DllImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static extern int FStatIntel(SafeFileHandle file, byte[] buffer);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint EffectiveUser();
}
