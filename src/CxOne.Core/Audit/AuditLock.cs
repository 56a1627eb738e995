using System.Collections.Concurrent;

namespace CxOne.Audit;

/// <summary>Exclusive use of one log among all threads and processes of a machine. The operating system frees it when a process dies.</summary>
internal sealed class AuditLock : IDisposable
{
    private const int WindowsSharingViolation = 32;
    private const int WindowsLockViolation = 33;
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // One for each log that this process ever wrote; they are few, and are kept.
    private static readonly ConcurrentDictionary<string, FairLock> Turns = new(StringComparer.Ordinal);
    private readonly FileStream _file;
    private readonly FairLock _turn;

    private AuditLock(FileStream file, FairLock turn)
    {
        _file = file;
        _turn = turn;
    }

    /// <summary>
    /// Takes it, first among the threads of this process, in the order in which they ask, then among everybody. A file's lock has no
    /// queue: whoever asks at the right moment gets it, and one of many threads that all ask the file is passed over many times.
    /// </summary>
    /// <exception cref="IOException">The lock could not be had in time, or the folder is not writable.</exception>
    public static AuditLock Take(string path)
    {
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        var turn = Turns.GetOrAdd(Path.GetFullPath(path), _ => new FairLock());

        if (!turn.TryEnter(Patience))
        {
            throw new IOException($"The file {path} has been in use for {Patience.TotalSeconds:0} seconds.");
        }

        try
        {
            return new AuditLock(TakeFile(path, until), turn);
        }
        catch
        {
            turn.Exit();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _turn.Exit();
    }

    private static FileStream TakeFile(string path, long until)
    {
        while (true)
        {
            try
            {
                return PrivateFile.Open(path, FileShare.None);
            }
            catch (IOException exception) when (IsInUse(exception) && Environment.TickCount64 < until)
            {
                // Held by another process for the milliseconds that a record takes. Uneven waits keep the waiting processes from marching in step.
                Thread.Sleep(Random.Shared.Next(1, 4));
            }
        }
    }

    /// <summary>Somebody holds the file; every other failure, such as a disk that is full or read-only, would not pass by waiting.</summary>
    private static bool IsInUse(IOException exception) => OperatingSystem.IsWindows()
        ? (exception.HResult & 0xffff) is WindowsSharingViolation or WindowsLockViolation
        : exception.HResult == (OperatingSystem.IsMacOS() ? MacWouldBlock : LinuxWouldBlock);
}
