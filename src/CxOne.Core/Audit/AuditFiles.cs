using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>Log files by their paths: copies, renamed files, and the files that a log was divided into.</summary>
public static class AuditFiles
{
    /// <summary>Reads the records, oldest first. Lines that are no records are passed over with a warning.</summary>
    /// <param name="paths">The files; of a log that was divided, the oldest first.</param>
    /// <param name="log">Is warned of what was passed over.</param>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log, and the reading.</param>
    /// <returns>The records.</returns>
    /// <exception cref="CxException">
    /// There is no such file, or none of the files has a record (<c>AuditLogNotFound</c>), or one could not be read (<c>AuditLogBroken</c>,
    /// <c>AuditPathUnsafe</c>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<AuditRecord> Read(IReadOnlyList<string> paths, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(log);
        foreach (var path in paths)
        {
            if (AuditLogReader.Open(path, AuditLogReader.LockPath(path), cancellationToken, out _) is not { } file)
            {
                throw new CxException(CxErrors.AuditLogNotFound, AuditMessages.NotFound(path), path);
            }

            file.Dispose();
        }

        return ReadAll(paths, log, cancellationToken);
    }

    /// <summary>Checks every record and the chain between them, from one file to the next.</summary>
    /// <param name="paths">The files; of a log that was divided, the oldest first.</param>
    /// <param name="expectedHash">A hash that one of the records must have, 64 hexadecimal digits; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log, and the check.</param>
    /// <returns>What was found. Where there is nothing to check, the result is not valid.</returns>
    /// <exception cref="CxException">A file could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static AuditVerification Verify(IReadOnlyList<string> paths, string? expectedHash, CancellationToken cancellationToken)
        => Verify(paths, expectedHash, [], cancellationToken);

    /// <summary>Checks every record and the chain between them, from one file to the next, an expected hash, and anchors.</summary>
    /// <param name="paths">The files; of a log that was divided, the oldest first.</param>
    /// <param name="expectedHash">A hash that one of the records must have, 64 hexadecimal digits; <see langword="null"/> for none.</param>
    /// <param name="anchors">Anchors that the log must match.
    /// If the first files are missing, the last record before them needs one.</param>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log, and the check.</param>
    /// <returns>What was found. Where there is nothing to check, the result is not valid.</returns>
    /// <exception cref="CxException">A file could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static AuditVerification Verify(
        IReadOnlyList<string> paths, string? expectedHash, IReadOnlyList<AuditAnchor> anchors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(anchors);
        return AuditLogVerifier.Verify(paths, expectedHash?.ToLowerInvariant(), anchors, cancellationToken);
    }

    /// <summary>Verifies the file that a record was read from, and that it still contains the record, before its values are used.</summary>
    /// <param name="record">A record that was read from a log.</param>
    /// <param name="force">What does not verify is a warning.</param>
    /// <param name="log">Is warned.</param>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log, and the check.</param>
    /// <exception cref="CxException">
    /// The file does not verify, does not hold the record, or could not be read (<c>AuditLogBroken</c>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void RequireVerified(AuditRecord record, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(log);
        var path = record.LogPath ?? throw new ArgumentException("The record was not read from a log.", nameof(record));
        Require(Verify(AuditParts.OfLog(path), null, cancellationToken), force, log);
        if (!force && !Read([path], NullCxLog.Instance, cancellationToken).Any(held => held.AuditId == record.AuditId))
        {
            Refuse(AuditMessages.NotHeld(path, record.AuditId), path, force, log);
        }
    }

    /// <summary>Returns the files of the log in a folder, oldest first: those that were closed because of their size, and the current one.
    /// </summary>
    /// <param name="folder">The folder of the log.</param>
    public static IReadOnlyList<string> OfFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return AuditParts.All(folder);
    }

    private static IEnumerable<AuditRecord> ReadAll(IReadOnlyList<string> paths, ICxLog log, CancellationToken cancellationToken)
    {
        (string Path, long Sequence)? last = null;
        foreach (var path in paths)
        {
            var isFirst = true;
            foreach (var record in AuditLogReader.Read(path, AuditLogReader.LockPath(path), log, cancellationToken))
            {
                if (isFirst && last is { } before && record.Sequence != before.Sequence + 1)
                {
                    log.Warning(AuditMessages.PartsOutOfOrder(path, record.Sequence, before.Path, before.Sequence));
                }

                (isFirst, last) = (false, (path, record.Sequence));
                yield return record;
            }
        }

        if (last is null)
        {
            throw new CxException(CxErrors.AuditLogNotFound, AuditMessages.NoRecord(paths[^1]), paths[^1]);
        }
    }

    internal static void Require(AuditVerification verification, bool force, ICxLog log)
    {
        if (!verification.IsValid)
        {
            Refuse(
                AuditMessages.NotVerified(verification.Path, verification.FirstBrokenLine, verification.Reason!),
                verification.Path,
                force,
                log);
        }
    }

    internal static void Refuse(string broken, string path, bool force, ICxLog log)
    {
        if (!force)
        {
            throw new CxException(CxErrors.AuditLogBroken, AuditMessages.NotUsed(broken), path)
            {
                RecommendedAction = CxHint.CompareAuditLog.ToString(),
            };
        }

        log.Warning(AuditMessages.UsedAnyway(broken));
    }
}
