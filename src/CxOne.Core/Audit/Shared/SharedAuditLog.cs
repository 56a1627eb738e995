using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>
/// The audit log in a store. A start that the store does not take is refused. The record of an outcome that it does not take is kept in a
/// local spool file, and the next connection or change forwards it; its id makes sure that it is appended once. A record that is too large
/// is neither sent nor kept: no later attempt could succeed.
/// </summary>
internal sealed class SharedAuditLog
{
    /// <summary>The largest record that a store accepts, in bytes of UTF-8. The SQL of the store has the same limit.</summary>
    internal const int MaximumRecordBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private readonly IAuditSink _sink;
    private readonly TimeProvider _clock;
    private readonly AuditRecordFactory _records;
    private readonly AuditSpool _spool;
    private readonly string _spoolFolder;
    private int _hasForwarded;

    public SharedAuditLog(IAuditSink sink, string folder, TimeProvider clock, AuditRecordFactory records, string? stateFolder)
    {
        _sink = sink;
        _clock = clock;
        _records = records;

        // A record is forwarded only to the store that it was meant for.
        _spoolFolder = Path.Combine(folder, $"store-{sink.StoreId:D}");
        _spool = new AuditSpool(_spoolFolder, stateFolder);
    }

    public string Name => _sink.Name;

    /// <summary>Checks before a change that its records can be appended, and that an outcome could be kept locally.</summary>
    /// <exception cref="CxException">The store cannot be reached (<c>StoreUnavailable</c>), or the spool's folder cannot be created
    /// (<c>AuditWriteFailed</c>).</exception>
    public void EnsureWritable(CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.MakeFolder(_spoolFolder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(
                CxErrors.AuditWriteFailed, AuditMessages.WriteFailed(_spoolFolder, exception.Message), _spoolFolder, exception);
        }

        _ = Retry(token => _sink.ReadEnds(token), NullCxLog.Instance, cancellationToken);
    }

    public AuditRecord Append(AuditEntry entry, ICxLog log, CancellationToken cancellationToken)
    {
        var record = _records.Create(entry);
        var isStart = entry.Outcome == AuditOutcome.Started;
        if (entry.Outcome is AuditOutcome.Started or AuditOutcome.Noted)
        {
            if (isStart || _hasForwarded == 0)
            {
                Forward(log, cancellationToken);
            }

            return Append(record, log, cancellationToken);
        }

        try
        {
            return Append(record, log, cancellationToken);
        }
        catch (OperationCanceledException exception)
        {
            // A stopped caller does not wait. The record is kept, even if the store has taken it already: its id is the key.
            throw Keep(record, exception);
        }
        catch (CxException exception) when (exception.Definition == CxErrors.AuditRecordTooLarge)
        {
            var what = AuditMessages.OutcomeRecord(record.Action, record.Outcome, record.AuditId);
            var message = AuditMessages.OutcomeTooLarge(AuditMessages.StoreNotWritten(_sink.Name, exception.Message), what);
            throw new AuditWriteException(message, _sink.Name, record, null, exception);
        }
        catch (CxException exception)
        {
            throw Keep(record, exception);
        }
    }

    /// <summary>Forwards the records of the spool. What the store does not take stays there.</summary>
    public void Forward(ICxLog log, CancellationToken cancellationToken)
    {
        _hasForwarded = 1;
        List<(string Path, AuditRecord Record)> kept = [];
        foreach (var path in _spool.Find(withReported: false, log))
        {
            if (AuditSpool.Read(path, out var reason) is { } record)
            {
                kept.Add((path, record));
            }
            else if (reason is not null)
            {
                AuditSpool.Report(path, reason, log);
            }
        }

        foreach (var (path, record) in kept.OrderBy(item => item.Record.Timestamp))
        {
            var known = OperationOf(record, cancellationToken);
            if (!known.Exists(other => other.AuditId.Equals(record.AuditId, StringComparison.OrdinalIgnoreCase)))
            {
                if (WhyNot(record, known) is { } reason)
                {
                    // The file must not keep the records after it, and every change, from the log.
                    AuditSpool.Report(path, reason, log);
                    continue;
                }

                var added = Append(record with { Details = AuditSpoolIntake.WithTime(record) }, log, cancellationToken);
                log.Verbose(AuditMessages.SpoolAdded(record.AuditId, record.Action, record.Outcome, path, added.Sequence));
            }

            AuditSpool.Remove(path, log);
        }
    }

    public IReadOnlyList<string> FindSpoolFiles(ICxLog log) => _spool.Find(withReported: true, log);

    public IReadOnlyList<AuditSpoolFile> CheckSpoolFiles(ICxLog log, CancellationToken cancellationToken)
    {
        List<AuditSpoolFile> files = [];
        foreach (var path in FindSpoolFiles(log))
        {
            if (AuditSpool.Read(path, out var reason) is not { } record)
            {
                files.Add(new AuditSpoolFile(path, reason));
            }
            else if (OperationOf(record, cancellationToken) is var known
                && !known.Exists(other => other.AuditId.Equals(record.AuditId, StringComparison.OrdinalIgnoreCase)))
            {
                files.Add(new AuditSpoolFile(path, WhyNot(record, known)));
            }
        }

        return files;
    }

    public IEnumerable<AuditRecord> Read(ICxLog log, CancellationToken cancellationToken)
    {
        foreach (var line in _sink.Read(cancellationToken))
        {
            if (Parse(line, out var reason) is { } record)
            {
                yield return record;
            }
            else
            {
                log.Warning(AuditMessages.LineSkipped(line.Sequence, _sink.Name, reason!));
            }
        }
    }

    public AuditVerification Verify(string? expectedHash, IReadOnlyList<AuditAnchor> anchors, CancellationToken cancellationToken)
        => SharedAuditVerifier.Verify(_sink, expectedHash, anchors, cancellationToken);

    /// <summary>The record with the values that the store has added.</summary>
    internal static AuditRecord? Parse(AuditSinkRecord line, string name, out string? reason)
        => AuditLine.Parse(System.Text.Encoding.UTF8.GetBytes(line.Body), out reason) is { } record
            ? record with { Sequence = line.Sequence, Timestamp = line.Time, PreviousHash = line.PreviousHash, LogPath = name }
            : null;

    private AuditRecord? Parse(AuditSinkRecord line, out string? reason) => Parse(line, _sink.Name, out reason);

    private List<AuditRecord> OperationOf(AuditRecord record, CancellationToken cancellationToken)
        => record.OperationId is { } operation
            ? [.. _sink.ReadOperation(operation, cancellationToken).Select(line => Parse(line, out _)).OfType<AuditRecord>()]
            : [];

    private static string? WhyNot(AuditRecord record, List<AuditRecord> known)
        => AuditSpoolIntake.WhyNot(record, known.LastOrDefault())
            ?? (AuditLine.Write(record with { Details = AuditSpoolIntake.WithTime(record) }).Length is > MaximumRecordBytes and var length
                ? AuditMessages.RecordTooLargeReason(length, MaximumRecordBytes)
                : null);

    private AuditRecord Append(AuditRecord record, ICxLog log, CancellationToken cancellationToken)
    {
        var bytes = AuditLine.Write(record);
        if (bytes.Length > MaximumRecordBytes)
        {
            throw new CxException(
                CxErrors.AuditRecordTooLarge,
                AuditMessages.RecordTooLarge(record.Action, record.Outcome, bytes.Length, MaximumRecordBytes),
                _sink.Name);
        }

        var body = System.Text.Encoding.UTF8.GetString(bytes);
        var line = Retry(token => _sink.Append(body, token), log, cancellationToken);
        return record with { Sequence = line.Sequence, Timestamp = line.Time, PreviousHash = line.PreviousHash, LogPath = _sink.Name };
    }

    /// <summary>Repeats a call while the store cannot be reached, such as during a restart or a fail-over.</summary>
    private T Retry<T>(Func<CancellationToken, T> call, ICxLog log, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return call(cancellationToken);
            }
            catch (CxException exception) when (
                exception.Definition == CxErrors.StoreUnavailable && _clock.GetElapsedTime(started) < Patience)
            {
                var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.1 * Math.Pow(2, attempt)));
                VisibleWait.DelayAsync(log, AuditMessages.WaitingForStore(_sink.Name), pause, _clock, cancellationToken)
                    .GetAwaiter().GetResult();
            }
        }
    }

    private AuditWriteException Keep(AuditRecord record, Exception cause)
    {
        var what = AuditMessages.OutcomeRecord(record.Action, record.Outcome, record.AuditId);
        var failed = AuditMessages.StoreNotWritten(_sink.Name, cause is OperationCanceledException ? null : cause.Message);
        try
        {
            PrivateFile.MakeFolder(_spoolFolder);
            var path = _spool.Keep(record, isReplaced: false);
            return new AuditWriteException(AuditMessages.OutcomeKeptForStore(failed, what, path), _sink.Name, record, path, cause);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CxException)
        {
            return new AuditWriteException(AuditMessages.OutcomeLost(failed, what, exception.Message), _sink.Name, record, null, cause);
        }
    }
}
