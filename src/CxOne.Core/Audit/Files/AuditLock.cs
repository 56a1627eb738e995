using System.Collections.Concurrent;

namespace CxOne.Audit;

/// <summary>
/// Exclusive use of one log among all threads and processes of a machine. The operating system frees it when a process dies.
/// </summary>
internal sealed class AuditLock : IDisposable
{
    /// <summary>How long a lock is waited for. A record takes milliseconds; only a stopped or hung process holds it longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int WindowsSharingViolation = 32;
    private const int WindowsLockViolation = 33;
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    // One for each log that this process ever wrote; they are few, and are kept.
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
    /// Takes it, first among the threads of this process, in the order in which they ask, then among all processes. A file's lock has no
    /// queue: who asks at the right moment gets it, and one of many threads that all ask the file is passed over many times.
    /// </summary>
    /// <exception cref="IOException">The lock was in use for <paramref name="patience"/>, or the folder is not writable.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public static AuditLock Take(string path, TimeSpan patience, CancellationToken cancellationToken)
        => Take(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, patience, cancellationToken);

    /// <summary>Takes it for a reader, who leaves no file behind and needs no permission to write.</summary>
    /// <returns>The lock; <see langword="null"/> where nobody can hold one: there is no lock file, or this user may not open it.</returns>
    /// <exception cref="IOException">The lock was in use for <see cref="Patience"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
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

    /// <summary>The lock file at the path is still the one that is held: otherwise another process may hold the other one.</summary>
    public bool IsCurrent => FileFacts.OfPath(_path)?.Identity == FileFacts.IdentityOf(_file.SafeFileHandle);

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _turn.Exit();
    }

    /// <summary>
    /// Another process holds the file; every other failure, such as a disk that is full or read-only, would not pass by waiting.
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
            throw new IOException($"The file {path} has been in use for {patience.TotalSeconds:0.###} seconds.");
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
                    // Held by another process for the milliseconds that a record takes. Uneven waits keep the waiting processes
                    // from marching in step.
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
