namespace CxOne.Audit;

/// <summary>Checks every record of a log and the chain between them.</summary>
internal static class AuditLogVerifier
{
    private const string Moved = "and its hash of the line before does not match: lines were removed, added or moved";
    private const string Changed = "neither its hash of the line before nor the next line's hash of it match: it was changed";
    private const string Missing = "no record has the expected hash: "
        + "the record that had it, or one before it, was changed, or it was cut off the end";

    /// <param name="path">The log's file.</param>
    /// <param name="lockPath">Its lock.</param>
    /// <param name="expected">A hash that one of the records must have, in lower case; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait for the lock and the check.</param>
    public static AuditVerification Verify(string path, string lockPath, string? expected, CancellationToken cancellationToken)
    {
        using var file = AuditLogReader.Open(path, lockPath, cancellationToken, out var length);
        if (file is null)
        {
            var reason = expected is null ? null : Missing;
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
                    ? Broken(number, record.AuditId, "it is the first line but names a line before it: lines before it were removed")
                    : record.Sequence != number
                    ? Broken(number, record.AuditId, $"its number is {record.Sequence} where {number} is due, {Moved}")

                    // No line is missing between the two, so one of them was changed: this one, if the next one does not know it either.
                    : reader.TryRead(out var next) && AuditLine.Parse(next.Span, out _)?.PreviousHash != hash
                    ? Broken(number, record.AuditId, Changed)
                    : Broken(count, previousId, "the next line's hash of it does not match: it was changed");
            }

            if (record.Sequence != number)
            {
                return Broken(number, record.AuditId, $"its number is {record.Sequence} where {number} is due");
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
            Reason = expected is null || anchorLine is not null ? null : Missing,
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
