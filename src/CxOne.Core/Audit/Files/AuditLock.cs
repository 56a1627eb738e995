using System.Collections.Concurrent;

namespace CxOne.Audit;

/// <summary>
/// Gives exclusive access to one log among all threads and processes of a computer. The operating system releases the lock when its
/// process dies.
/// </summary>
internal sealed class AuditLock : IDisposable
{
    /// <summary>The longest wait for a lock. A record takes milliseconds; only a suspended or hung process holds the lock longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int WindowsSharingViolation = 32;
    private const int WindowsLockViolation = 33;
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    // One per log that this process has used. They are few and are never removed.
    private static readonly ConcurrentDictionary<string, FairLock> Turns = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly FileStream _file;
    private readonly FairLock _turn;

    private AuditLock(string path, FileStream file, FairLock turn)
    {
        _path = path;
        _file = file;
        _turn = turn;
    }

    /// <summary>
    /// Takes the lock, first among the threads of this process in the order of their requests, then among all processes. The lock of a file
    /// has no queue: if many threads competed for it, one of them could wait far longer than the others.
    /// </summary>
    /// <exception cref="IOException">The lock was in use for <paramref name="patience"/>, or the folder is not writable.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled first.</exception>
    public static AuditLock Take(string path, TimeSpan patience, CancellationToken cancellationToken)
        => Take(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, patience, cancellationToken);

    /// <summary>Takes the lock for a reader, which creates no file and needs no write permission.</summary>
    /// <returns>The lock; <see langword="null"/> if the lock file does not exist or this user may not open it.</returns>
    /// <exception cref="IOException">The lock was in use for <see cref="Patience"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled first.</exception>
    public static AuditLock? TakeForReading(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Take(path, FileMode.Open, FileAccess.Read, Patience, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the path still refers to the lock file that is held. If not, another process may hold the other file.</summary>
    public bool IsCurrent => FileFacts.OfPath(_path)?.Identity == FileFacts.IdentityOf(_file.SafeFileHandle);

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _turn.Exit();
    }

    /// <summary>
    /// Returns whether another process holds the file. Waiting does not resolve other failures, such as a full or read-only disk.
    /// </summary>
    public static bool IsInUse(IOException exception) => OperatingSystem.IsWindows()
        ? (exception.HResult & 0xffff) is WindowsSharingViolation or WindowsLockViolation
        : exception.HResult == (OperatingSystem.IsMacOS() ? MacWouldBlock : LinuxWouldBlock);

    private static AuditLock Take(string path, FileMode mode, FileAccess access, TimeSpan patience, CancellationToken cancellationToken)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        var turn = Turns.GetOrAdd(Path.GetFullPath(path), _ => new FairLock());
        if (!turn.TryEnter(patience, cancellationToken))
        {
            throw new IOException(AuditMessages.FileInUse(path, patience));
        }

        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    return new AuditLock(path, PrivateFile.Open(path, mode, access, FileShare.None), turn);
                }
                catch (IOException exception) when (IsInUse(exception) && Environment.TickCount64 < until)
                {
                    // Another process holds the file for the milliseconds that a record takes. Random delays keep waiting processes from
                    // retrying at the same time.
                    Thread.Sleep(Random.Shared.Next(1, 4));
                }
            }
        }
        catch
        {
            turn.Exit();
            throw;
        }
    }
}
