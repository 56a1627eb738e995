using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>Opens the log's file for reading: up to a length at which no record is half written, and without leaving a trace.</summary>
internal static class AuditLogReader
{
    /// <summary>The lock of a log's file, which lies beside it. A copy elsewhere has none.</summary>
    public static string LockPath(string path) => Path.Combine(Path.GetDirectoryName(path)!, "audit.lock");

    /// <returns>The file; <see langword="null"/> if there is none.</returns>
    /// <exception cref="CxException">It could not be read (<c>AuditLogBroken</c>), or is not safe (<c>AuditPathUnsafe</c>).</exception>
    public static FileStream? Open(string path, string lockPath, CancellationToken cancellationToken, out long length)
    {
        length = 0;
        try
        {
            if (FileFacts.OfPath(path) is null)
            {
                return null;
            }

            // On a read-only mount, and in a copy without its lock file, nobody can hold the lock.
            using var held = AuditLock.TakeForReading(lockPath, cancellationToken);
            var file = PrivateFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            length = file.Length;
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(CxErrors.AuditLogBroken, $"The audit log {path} could not be read: {exception.Message}", path, exception)
            {
                RecommendedAction = "Make the file and its folder readable for this user; end a hung process that holds audit.lock.",
            };
        }
    }

    /// <summary>The records, oldest first; lines that are no records are passed over with a warning.</summary>
    public static IEnumerable<AuditRecord> Read(string path, string lockPath, ICxLog log, CancellationToken cancellationToken)
    {
        using var file = Open(path, lockPath, cancellationToken, out var length);
        if (file is null)
        {
            yield break;
        }

        AuditFolderNotice.Warn(Path.GetDirectoryName(path)!, log);
        var reader = new AuditLineReader(file, length);
        for (var number = 1; reader.TryRead(out var line); number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (AuditLine.Parse(line.Span, out var reason) is { } record)
            {
                yield return record with { LogPath = path };
            }
            else
            {
                log.Warning($"Line {number} of {path} was passed over: {reason}. {CxHint.VerifyAuditLog}");
            }
        }
    }
}
