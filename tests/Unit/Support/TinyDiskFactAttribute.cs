namespace CxOne.Tests.Support;

/// <summary>A test that mounts a file system. It is skipped if the user lacks the permission, as root in most containers does.</summary>
internal sealed class TinyDiskFactAttribute : FactAttribute
{
    // CAP_SYS_ADMIN of linux/capability.h.
    private const int Administration = 21;

    public TinyDiskFactAttribute()
    {
        if (!CanMount())
        {
            Skip = "Only root on Linux, with the capability CAP_SYS_ADMIN, can mount a small file system.";
        }
    }

    private static bool CanMount()
    {
        const string Effective = "CapEff:";
        var line = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Effective, StringComparison.Ordinal))
            : null;
        return line is not null
            && ((Convert.ToUInt64(line[Effective.Length..].Trim(), 16) >> Administration) & 1) == 1;
    }
}
