namespace CxOne.Audit;

/// <summary>Verifies every record of a log and the chain of their hashes.</summary>
internal static class AuditLogVerifier
{
    /// <param name="path">The log's file.</param>
    /// <param name="lockPath">The lock file of the log.</param>
    /// <param name="expected">A hash that a record must have, in lower case; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the verification.</param>
    public static AuditVerification Verify(string path, string lockPath, string? expected, CancellationToken cancellationToken)
    {
        using var file = AuditLogReader.Open(path, lockPath, cancellationToken, out var length);
        if (file is null)
        {
            var reason = expected is null ? null : AuditMessages.ExpectedHashMissingReason;
            return new AuditVerification { Path = path, IsValid = expected is null, ExpectedHash = expected, Reason = reason };
        }

        var reader = new AuditLineReader(file, length);
        var chainHash = AuditLine.NoHash;
        string? previousId = null;
        long count = 0;
        long? anchorLine = null;
        while (reader.TryRead(out var line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = AuditLine.Parse(line.Span, out var reason);
            var number = count + 1;
            if (record is null)
            {
                return Broken(number, null, reason!);
            }

            var hash = AuditLine.Hash(line.Span);
            if (record.PreviousHash != chainHash)
            {
                return count == 0
                    ? Broken(number, record.AuditId, AuditMessages.FirstLineReason)
                    : record.Sequence != number
                    ? Broken(number, record.AuditId, AuditMessages.MovedReason(record.Sequence, number))

                    // No line is missing between the two, so one was changed: this one, if the next line does not contain its hash either.
                    : reader.TryRead(out var next) && AuditLine.Parse(next.Span, out _)?.PreviousHash != hash
                    ? Broken(number, record.AuditId, AuditMessages.ChangedReason)
                    : Broken(count, previousId, AuditMessages.ChangedByNextReason);
            }

            if (record.Sequence != number)
            {
                return Broken(number, record.AuditId, AuditMessages.SequenceReason(record.Sequence, number));
            }

            chainHash = hash;
            previousId = record.AuditId;
            count = number;
            if (hash == expected)
            {
                anchorLine = number;
            }
        }

        return new AuditVerification
        {
            Path = path,
            IsValid = expected is null || anchorLine is not null,
            Reason = expected is null || anchorLine is not null ? null : AuditMessages.ExpectedHashMissingReason,
            ExpectedHash = expected,
            ExpectedHashLine = anchorLine,
            RecordCount = count,
            LastHash = count == 0 ? null : chainHash,
            IncompleteBytes = reader.IncompleteBytes,
        };

        AuditVerification Broken(long number, string? auditId, string why) => new()
        {
            Path = path,
            IsValid = false,
            RecordCount = number - 1,
            FirstBrokenLine = number,
            FirstBrokenAuditId = auditId,
            ExpectedHash = expected,
            ExpectedHashLine = anchorLine,
            Reason = why,
        };
    }
}
