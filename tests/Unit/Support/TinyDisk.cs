using System.Diagnostics;

namespace CxOne.Tests.Support;

/// <summary>A file system in memory that can be filled and made read-only.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    public TinyDisk(int kilobytes = 64) => Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k,mode=700", "tmpfs", _folder.FullName);

    public string FullName => _folder.FullName;

    private string Filler => Path.Combine(FullName, "filler");

    /// <summary>Fills the disk except some bytes of the last page; appends to a file with room in its last page still succeed.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Expected: the disk is full.
        }
    }

    public void Free() => File.Delete(Filler);

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", FullName);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", FullName);

    public void Dispose()
    {
        // A lazy unmount: a handle that is still open must not keep the folder of the test.
        Run("umount", "-l", FullName);
        _folder.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
