using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;

namespace CxOne.Audit;

/// <summary>Reads <see cref="FileFacts"/> on Windows: file id, link, owner and access list.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsFileFacts
{
    private const int FileStandardInfo = 1;
    private const int FileIdInfo = 18;
    private const int FileNotFound = 2;
    private const int PathNotFound = 3;

    // A handle for attributes only conflicts with no share mode. The flags open a link or folder itself.
    private const uint ReadAttributes = 0x80;
    private const uint OpenExisting = 3;
    private const uint ReparsePointAndBackup = 0x0020_0000 | 0x0200_0000;
    private const FileShare Everybody = FileShare.ReadWrite | FileShare.Delete;
    private const FileSystemRights Writing = FileSystemRights.WriteData | FileSystemRights.AppendData | FileSystemRights.Delete
        | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;

    public static FileFacts? OfPath(string path)
    {
        using var handle = CreateFile(path, ReadAttributes, Everybody, 0, OpenExisting, ReparsePointAndBackup, 0);
        if (handle.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            return error is FileNotFound or PathNotFound ? null : throw Failure(path, error);
        }

        var isFolder = File.GetAttributes(path).HasFlag(FileAttributes.Directory);
        FileSystemInfo entry = isFolder ? new DirectoryInfo(path) : new FileInfo(path);
        if (entry.LinkTarget is not null)
        {
            return Facts(IdentityOf(handle), FileKind.Link, 1, security: null);
        }

        FileSystemSecurity security = isFolder ? new DirectoryInfo(path).GetAccessControl() : new FileInfo(path).GetAccessControl();
        var links = BitConverter.ToUInt32(Query(handle, FileStandardInfo), 16);
        return Facts(IdentityOf(handle), isFolder ? FileKind.Folder : FileKind.Regular, links, security);
    }

    public static FileIdentity IdentityOf(SafeFileHandle handle)
    {
        var id = Query(handle, FileIdInfo);
        return new FileIdentity(BitConverter.ToUInt64(id, 0), new UInt128(BitConverter.ToUInt64(id, 16), BitConverter.ToUInt64(id, 8)));
    }

    private static FileFacts Facts(FileIdentity identity, FileKind kind, long links, FileSystemSecurity? security)
    {
        using var user = WindowsIdentity.GetCurrent();
        var owner = security?.GetOwner(typeof(SecurityIdentifier)) as SecurityIdentifier;
        var administrators = new SecurityIdentifier(WellKnownSidType.BuiltinAdministratorsSid, null);
        SecurityIdentifier?[] trusted =
        [
            user.User, administrators,
            new(WellKnownSidType.LocalSystemSid, null), new(WellKnownSidType.CreatorOwnerSid, null), new("S-1-3-4"),
        ];
        var others = security?.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
            .OfType<FileSystemAccessRule>()
            .Where(rule => rule.AccessControlType == AccessControlType.Allow
                && !rule.PropagationFlags.HasFlag(PropagationFlags.InheritOnly)
                && rule.IdentityReference is SecurityIdentifier identity && !trusted.Contains(identity))
            .ToList() ?? [];
        return new FileFacts
        {
            Identity = identity,
            Kind = kind,

            // A file that an elevated administrator creates belongs to the Administrators group.
            IsOwn = owner is not null
                && (owner == user.User || (owner == administrators && new WindowsPrincipal(user).IsInRole(administrators))),
            IsWritableByOthers = others.Exists(rule => (rule.FileSystemRights & Writing) != 0),
            IsOpenToOthers = others.Count > 0,
            LinkCount = links,
        };
    }

    private static byte[] Query(SafeFileHandle handle, int what)
    {
        var buffer = new byte[24];
        return GetFileInformationByHandleEx(handle, what, buffer, buffer.Length)
            ? buffer
            : throw Failure(AuditMessages.OpenFile, Marshal.GetLastPInvokeError());
    }

    private static IOException Failure(string path, int error)
        => new(AuditMessages.FilePropertiesUnreadable(path, new Win32Exception(error).Message));

    [DllImport("kernel32.dll", EntryPoint = "CreateFileW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern SafeFileHandle CreateFile(
        string path, uint access, FileShare share, nint security, uint mode, uint flags, nint template);

    [DllImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileInformationByHandleEx(SafeFileHandle file, int what, byte[] buffer, int size);
}
