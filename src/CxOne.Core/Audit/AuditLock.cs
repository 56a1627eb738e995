namespace CxOne.Audit;

/// <summary>Exclusive use of one log among all threads and processes of a machine. The operating system frees it when a process dies.</summary>
internal static class AuditLock
{
    private const int WindowsSharingViolation = 32;
    private const int WindowsLockViolation = 33;
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="IOException">The lock could not be had in time, or the folder is not writable.</exception>
    public static FileStream Take(string path)
    {
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return PrivateFile.Open(path, FileShare.None);
            }
            catch (IOException exception) when (IsInUse(exception) && Environment.TickCount64 < until)
            {
                // Held by somebody for the fraction of a millisecond that a record takes. Uneven waits keep the waiting processes from marching in step.
                Thread.Sleep(Random.Shared.Next(1, 4));
            }
        }
    }

    /// <summary>Somebody holds the file; every other failure, such as a disk that is full or read-only, would not pass by waiting.</summary>
    private static bool IsInUse(IOException exception) => OperatingSystem.IsWindows()
        ? (exception.HResult & 0xffff) is WindowsSharingViolation or WindowsLockViolation
        : exception.HResult == (OperatingSystem.IsMacOS() ? MacWouldBlock : LinuxWouldBlock);
}
