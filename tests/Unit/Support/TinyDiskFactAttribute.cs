namespace CxOne.Tests.Support;

/// <summary>A test that mounts a file system. It is skipped if the user lacks the permission.</summary>
internal sealed class TinyDiskFactAttribute : FactAttribute
{
    public TinyDiskFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Skip = "Only root on Linux can mount a small file system.";
        }
    }
}
