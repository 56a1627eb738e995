using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>Opens the log's file for reading, up to the end of a complete record and without creating any file.</summary>
internal static class AuditLogReader
{
    /// <summary>Returns the lock file of a log's file, which is in the same folder. A copy elsewhere has none.</summary>
    public static string LockPath(string path) => Path.Combine(Path.GetDirectoryName(path)!, "audit.lock");

    /// <returns>The file; <see langword="null"/> if it does not exist.</returns>
    /// <exception cref="CxException">The file could not be read (<c>AuditLogBroken</c>) or is unsafe (<c>AuditPathUnsafe</c>).</exception>
    public static FileStream? Open(string path, string lockPath, CancellationToken cancellationToken, out long length)
    {
        length = 0;
        try
        {
            if (FileFacts.OfPath(path) is null)
            {
                return null;
            }

            // On a read-only mount, and next to a copy without its lock file, no process can hold the lock.
            using var held = AuditLock.TakeForReading(lockPath, cancellationToken);
            var file = PrivateFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            length = file.Length;
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(CxErrors.AuditLogBroken, AuditMessages.ReadFailed(path, exception.Message), path, exception)
            {
                RecommendedAction = AuditMessages.ReadAction,
            };
        }
    }

    /// <summary>
    /// Reads the records of all files of a log, oldest first, also if another process starts a new file at the same time.
    /// </summary>
    public static IEnumerable<AuditRecord> ReadLog(string folder, string lockPath, ICxLog log, CancellationToken cancellationToken)
    {
        HashSet<FileIdentity> done = [];
        while (AuditParts.All(folder).FirstOrDefault(path => FileFacts.OfPath(path) is { } facts && done.Add(facts.Identity)) is { } next)
        {
            foreach (var record in Read(next, lockPath, log, cancellationToken))
            {
                yield return record;
            }
        }
    }

    /// <summary>Reads the records, oldest first. Lines that are not records are skipped with a warning.</summary>
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
                log.Warning(AuditMessages.LineSkipped(number, path, reason!));
            }
        }
    }
}
