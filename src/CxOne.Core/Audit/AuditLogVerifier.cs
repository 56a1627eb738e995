namespace CxOne.Audit;

/// <summary>Verifies every record of a log and the chain of their hashes, also across the files of a divided log.</summary>
internal sealed class AuditLogVerifier
{
    private readonly IReadOnlyList<string> _paths;
    private readonly string? _expected;
    private string _chainHash = AuditLine.NoHash;
    private (string Path, long Line, string Id)? _previous;
    private long _count;
    private long? _anchorLine;
    private int _incomplete;

    private AuditLogVerifier(IReadOnlyList<string> paths, string? expected)
    {
        _paths = paths;
        _expected = expected;
    }

    /// <param name="paths">The log's file, or the files that it was divided into, the oldest first.</param>
    /// <param name="expected">A hash that one of the records must have, in lower case; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait for the lock and the check.</param>
    public static AuditVerification Verify(IReadOnlyList<string> paths, string? expected, CancellationToken cancellationToken)
        => new AuditLogVerifier(paths, expected).Verify(cancellationToken);

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

        var isMissing = _expected is not null && _anchorLine is null;
        return _count == 0
            ? Nothing(_paths[^1], AuditMessages.NoRecordReason)
            : new AuditVerification
            {
                Path = _paths[^1],
                IsValid = !isMissing,
                Reason = isMissing ? AuditMessages.ExpectedHashMissingReason : null,
                ExpectedHash = _expected,
                ExpectedHashLine = _anchorLine,
                RecordCount = _count,
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
            var number = _count + 1;
            if (record is null)
            {
                return Broken(path, line, null, reason!);
            }

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

            _chainHash = hash;
            _previous = (path, line, record.AuditId);
            _count = number;
            if (hash == _expected)
            {
                _anchorLine = number;
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
        ExpectedHashLine = _anchorLine,
        Reason = why,
    };
}
