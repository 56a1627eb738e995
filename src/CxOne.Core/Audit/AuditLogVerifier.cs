namespace CxOne.Audit;

/// <summary>Verifies every record of a log and the chain of their hashes, also across the files of a divided log.</summary>
internal sealed class AuditLogVerifier
{
    private readonly IReadOnlyList<string> _paths;
    private readonly string? _expected;
    private readonly ILookup<long, AuditAnchor> _anchors;
    private string _chainHash = AuditLine.NoHash;
    private (string Path, long Line, string Id)? _previous;
    private long _count;
    private long _before;
    private int _matched;
    private long? _expectedLine;
    private int _incomplete;

    private AuditLogVerifier(IReadOnlyList<string> paths, string? expected, IReadOnlyList<AuditAnchor> anchors)
    {
        _paths = paths;
        _expected = expected;
        _anchors = anchors.ToLookup(anchor => anchor.Sequence);
    }

    /// <param name="paths">The log's file, or the files that it was divided into, the oldest first.</param>
    /// <param name="expected">A hash that one of the records must have, in lower case; <see langword="null"/> for none.</param>
    /// <param name="anchors">Anchors that the log must match.</param>
    /// <param name="cancellationToken">Ends the wait for the lock and the check.</param>
    public static AuditVerification Verify(
        IReadOnlyList<string> paths, string? expected, IReadOnlyList<AuditAnchor> anchors, CancellationToken cancellationToken)
        => new AuditLogVerifier(paths, expected, anchors).Verify(cancellationToken);

    /// <summary>Verifies all files of the log in a folder. If another process starts a new file during the check, it is repeated.</summary>
    public static AuditVerification VerifyLog(
        string folder, string? expected, IReadOnlyList<AuditAnchor> anchors, CancellationToken cancellationToken)
    {
        while (true)
        {
            var closed = AuditParts.Closed(folder).Count;
            var verification = Verify(AuditParts.All(folder), expected, anchors, cancellationToken);
            if (AuditParts.Closed(folder).Count == closed)
            {
                return verification;
            }
        }
    }

    private AuditVerification Verify(CancellationToken cancellationToken)
    {
        foreach (var path in _paths)
        {
            using var file = AuditLogReader.Open(path, AuditLogReader.LockPath(path), cancellationToken, out var length);
            if (file is null)
            {
                return Nothing(path, AuditMessages.NoFileReason);
            }

            if (Check(path, new AuditLineReader(file, length), cancellationToken) is { } broken)
            {
                return broken;
            }
        }

        var last = _before + _count;
        var beyond = _anchors.Where(group => group.Key > last).Select(group => (long?)group.Key).FirstOrDefault();
        var problem = _expected is not null && _expectedLine is null ? AuditMessages.ExpectedHashMissingReason
            : beyond is { } missing ? AuditMessages.AnchorMissingReason(missing, last)
            : null;
        return _count == 0
            ? Nothing(_paths[^1], AuditMessages.NoRecordReason)
            : new AuditVerification
            {
                Path = _paths[^1],
                IsValid = problem is null,
                Reason = problem,
                ExpectedHash = _expected,
                ExpectedHashLine = _expectedLine,
                RecordCount = _count,
                LastSequence = last,
                AnchorCount = _matched,
                LastHash = _chainHash,
                IncompleteBytes = _incomplete,
            };
    }

    /// <returns>The first record that is broken; <see langword="null"/> if all are in order.</returns>
    private AuditVerification? Check(string path, AuditLineReader reader, CancellationToken cancellationToken)
    {
        for (var line = 1L; reader.TryRead(out var bytes); line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = AuditLine.Parse(bytes.Span, out var reason);
            if (record is null)
            {
                return Broken(path, line, null, reason!);
            }

            if (_previous is null && _anchors[record.Sequence - 1].FirstOrDefault() is { } start)
            {
                // The files before this one are missing; an anchor proves what their last record was.
                (_before, _chainHash, _matched) = (start.Sequence, start.Hash, 1);
            }

            var number = _before + _count + 1;

            var hash = AuditLine.Hash(bytes.Span);
            if (record.PreviousHash != _chainHash)
            {
                return _previous is not { } previous
                    ? Broken(path, line, record.AuditId, AuditMessages.FirstLineReason)
                    : record.Sequence != number
                    ? Broken(path, line, record.AuditId, AuditMessages.MovedReason(record.Sequence, number))

                    // No line is missing between the two, so one of them was changed: this one, if the next one does not know it either.
                    : reader.TryRead(out var next) && AuditLine.Parse(next.Span, out _)?.PreviousHash != hash
                    ? Broken(path, line, record.AuditId, AuditMessages.ChangedReason)
                    : Broken(previous.Path, previous.Line, previous.Id, AuditMessages.ChangedByNextReason, _count - 1);
            }

            if (record.Sequence != number)
            {
                return Broken(path, line, record.AuditId, AuditMessages.SequenceReason(record.Sequence, number));
            }

            if (_anchors[number].FirstOrDefault(anchor => anchor.Hash != hash) is { } anchor)
            {
                return Broken(path, line, record.AuditId, AuditMessages.AnchorDiffersReason(number, hash, anchor.Hash));
            }

            _matched += _anchors[number].Count();
            _chainHash = hash;
            _previous = (path, line, record.AuditId);
            _count++;
            if (hash == _expected)
            {
                _expectedLine = _count;
            }
        }

        _incomplete = reader.IncompleteBytes;
        return null;
    }

    private AuditVerification Nothing(string path, string reason) => new()
    {
        Path = path, IsValid = false, ExpectedHash = _expected, Reason = reason, IncompleteBytes = _incomplete,
    };

    private AuditVerification Broken(string path, long line, string? auditId, string why, long? inOrder = null) => new()
    {
        Path = path,
        IsValid = false,
        RecordCount = inOrder ?? _count,
        FirstBrokenLine = line,
        FirstBrokenAuditId = auditId,
        ExpectedHash = _expected,
        ExpectedHashLine = _expectedLine,
        Reason = why,
    };
}
