namespace CxOne.Audit;

/// <summary>Verifies every record of an audit log in a store, the chain of their hashes, and both ends of the chain.</summary>
internal static class SharedAuditVerifier
{
    public static AuditVerification Verify(
        IAuditSink sink, string? expectedHash, IReadOnlyList<AuditAnchor> anchors, CancellationToken cancellationToken)
    {
        var expected = expectedHash?.ToLowerInvariant();
        var ends = sink.ReadEnds(cancellationToken);
        var bySequence = anchors.ToLookup(anchor => anchor.Sequence);
        var (sequence, hash) = (ends.RemovedSequence, ends.RemovedHash);
        long count = 0;
        long? expectedAt = null;
        if (bySequence[sequence].FirstOrDefault(anchor => anchor.Hash != hash) is { } removed)
        {
            return Broken(sequence + 1, null, AuditMessages.AnchorDiffersReason(removed.Sequence, hash, removed.Hash));
        }

        foreach (var line in sink.Read(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = SharedAuditLog.Parse(line, sink.Name, out var unreadable);
            var reason = line.Sequence != sequence + 1 ? AuditMessages.SequenceReason(line.Sequence, sequence + 1)
                : line.PreviousHash != hash ? AuditMessages.StorePreviousReason
                : line.ComputeHash() != line.Hash ? AuditMessages.StoreChangedReason
                : record is null ? unreadable
                : bySequence[line.Sequence].FirstOrDefault(anchor => anchor.Hash != line.Hash) is { } anchor
                    ? AuditMessages.AnchorDiffersReason(line.Sequence, line.Hash, anchor.Hash)
                : null;
            if (reason is not null)
            {
                return Broken(line.Sequence, record?.AuditId, reason);
            }

            (sequence, hash) = (line.Sequence, line.Hash);
            count++;
            if (hash == expected)
            {
                expectedAt = sequence;
            }
        }

        var missing = anchors.FirstOrDefault(anchor => anchor.Sequence > sequence);
        var problem = sequence < ends.LastSequence ? AuditMessages.StoreEndReason(sequence, ends.LastSequence)
            : sequence == ends.LastSequence && hash != ends.LastHash ? AuditMessages.StoreHeadReason
            : missing is not null ? AuditMessages.AnchorMissingReason(missing.Sequence, sequence)
            : expected is not null && expectedAt is null ? AuditMessages.ExpectedHashMissingReason
            : count == 0 ? AuditMessages.StoreEmptyReason
            : null;
        return new AuditVerification
        {
            Path = sink.Name,
            IsValid = problem is null,
            Reason = problem,
            ExpectedHash = expected,
            ExpectedHashLine = expectedAt,
            RecordCount = count,
            AnchorCount = problem is null ? anchors.Count(anchor => anchor.Sequence >= ends.RemovedSequence) : 0,
            LastSequence = sequence,
            LastHash = count == 0 ? null : hash,
        };

        AuditVerification Broken(long at, string? auditId, string reason) => new()
        {
            Path = sink.Name,
            IsValid = false,
            RecordCount = count,
            FirstBrokenLine = at,
            FirstBrokenAuditId = auditId,
            ExpectedHash = expected,
            ExpectedHashLine = expectedAt,
            Reason = reason,
        };
    }
}
