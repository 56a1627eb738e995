using System.Collections.Concurrent;
using CxOne.Errors;
using Microsoft.Win32.SafeHandles;

namespace CxOne.Audit;

/// <summary>Appends records to the log's file under its lock, and saves records of outcomes that cannot be appended.</summary>
internal sealed class AuditLogWriter
{
    // A stop completes within 100 ms; the rest is for the spool.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);
    private readonly string _folder;
    private readonly string _path;
    private readonly string _lockPath;
    private readonly TimeProvider _clock;
    private readonly AuditRecordFactory _records;
    private readonly AuditSpool _spool;

    // The log that contains the first record of an operation. It stays open, so that no other file can get its identity.
    private readonly ConcurrentDictionary<string, OpenLog> _started = new(StringComparer.Ordinal);
    private OpenLog? _newest;
    private int _hasStarted;

    /// <summary>The size from which on a new operation starts a new file, in bytes; 0 for no limit.</summary>
    public long MaximumBytes { get; set; } = AuditLog.DefaultMaximumFileBytes;

    public AuditLogWriter(string folder, string path, string lockPath, TimeProvider clock, AuditRecordFactory records, string? spoolFolder)
    {
        _folder = folder;
        _path = path;
        _lockPath = lockPath;
        _clock = clock;
        _records = records;
        _spool = new AuditSpool(folder, spoolFolder);
    }

    public IReadOnlyList<string> FindSpoolFiles(ICxLog log) => _spool.Find(withReported: true, log);

    public void EnsureWritable(CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.MakeFolder(_folder);
            using var held = Open(FileMode.OpenOrCreate, AuditLock.Patience, cancellationToken, out var file);
            file.Dispose();
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Failure(exception);
        }
    }

    public AuditRecord Append(AuditEntry entry, ICxLog log, CancellationToken cancellationToken)
    {
        var record = _records.Create(entry);
        if (entry.Outcome is not (AuditOutcome.Started or AuditOutcome.Noted))
        {
            return AppendEnd(record, log, cancellationToken);
        }

        try
        {
            PrivateFile.MakeFolder(_folder);
            return Append(record, FileMode.OpenOrCreate, null, AuditLock.Patience, log, cancellationToken);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Failure(exception);
        }
    }

    /// <summary>Returns whether a failure would persist after waiting or another attempt.</summary>
    private static bool IsFailure(Exception exception)
        => exception is IOException or UnauthorizedAccessException or NotSupportedException
            || (exception is CxException { Definition: var definition } && definition == CxErrors.AuditPathUnsafe);

    private CxException Failure(Exception exception) => exception as CxException
        ?? new CxException(CxErrors.AuditWriteFailed, AuditMessages.WriteFailed(_path, exception.Message), _path, exception);

    /// <summary>Appends the outcome of a change that was sent; if that fails, the record must be saved in the spool.</summary>
    private AuditRecord AppendEnd(AuditRecord record, ICxLog log, CancellationToken cancellationToken)
    {
        var operation = record.OperationId ?? string.Empty;
        _ = _started.TryGetValue(operation, out var begun);
        try
        {
            if (begun is null)
            {
                PrivateFile.MakeFolder(_folder);
            }

            // A log that was moved away is not created again: the outcome belongs to the file with the first record of the operation.
            var mode = begun is null ? FileMode.OpenOrCreate : FileMode.Open;
            AuditRecord written;
            try
            {
                written = Append(record, mode, begun, AuditLock.Patience, log, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The user has stopped, so other processes are hardly waited for. The outcome is still recorded.
                written = Append(record, mode, begun, Grace, log, CancellationToken.None);
            }

            if (!AuditSpoolIntake.IsOpen(record.Outcome))
            {
                _ = _started.TryRemove(operation, out _);
            }

            return written;
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Spool(record, begun, exception);
        }
    }

    private AuditWriteException Spool(AuditRecord record, OpenLog? begun, Exception cause)
    {
        var what = AuditMessages.OutcomeRecord(record.Action, record.Outcome, record.AuditId);
        var failed = AuditMessages.WriteFailed(_path, cause.Message.TrimEnd('.') + ".");
        try
        {
            var spool = _spool.Keep(record, begun is not null && !IsAt(begun));
            var message = AuditMessages.OutcomeKept(failed, what, spool, isTakenUp: begun is not null);
            return new AuditWriteException(message, _path, record, spool, cause);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            return new AuditWriteException(AuditMessages.OutcomeLost(failed, what, exception.Message), _path, record, null, cause);
        }
    }

    /// <summary>Returns whether the path still refers to the file with the first record of the operation.</summary>
    private bool IsAt(OpenLog begun)
    {
        try
        {
            return FileFacts.OfPath(_path)?.Identity == begun.Identity;
        }
        catch (IOException)
        {
            // A path that cannot be examined is not relied on.
            return false;
        }
    }

    private AuditRecord Append(
        AuditRecord record, FileMode mode, OpenLog? begun, TimeSpan patience, ICxLog log, CancellationToken cancellationToken)
    {
        using var wait = log.BeginWait(new CxWait(AuditMessages.WaitingForLock(_path), null, _clock));
        using var held = Open(mode, patience, cancellationToken, out var file);
        wait?.Dispose();
        if (begun is null && MaximumBytes > 0 && file.Length >= MaximumBytes)
        {
            file = StartNewFile(file, log);
        }

        using (file)
        {
            var identity = FileFacts.IdentityOf(file.SafeFileHandle);
            if (begun is not null && begun.Identity != identity && !AuditParts.Contains(_folder, begun.Identity))
            {
                throw new IOException(AuditMessages.ReplacedSinceStartReason);
            }

            AuditFolderNotice.Warn(_folder, log);
            var isStart = record.Outcome == AuditOutcome.Started;
            if (Interlocked.Exchange(ref _hasStarted, 1) == 0 || isStart)
            {
                AuditSpoolIntake.TakeUp(_spool, file, _clock, log);
            }

            // Before the record is written: if the folder disappeared afterwards, a written record would be reported as not written.
            var kept = isStart ? Keep(identity) : null;
            var written = AuditChain.Append(file, record, _clock, log);
            if (kept is not null && record.OperationId is { } operation)
            {
                _started[operation] = kept;
            }

            return written;
        }
    }

    /// <summary>Closes a file that has reached its size, and opens a new one. Another process may do the same later.</summary>
    private FileStream StartNewFile(FileStream file, ICxLog log)
    {
        using (file)
        {
            if (AuditChain.Close(file) is { } closed)
            {
                log.Verbose(AuditMessages.FileClosed(closed));
            }
        }

        return PrivateFile.Open(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Takes the lock and opens the log, and ensures that both paths still refer to these files.</summary>
    private AuditLock Open(FileMode mode, TimeSpan patience, CancellationToken cancellationToken, out FileStream file)
    {
        while (true)
        {
            var held = AuditLock.Take(_lockPath, patience, cancellationToken);
            try
            {
                file = PrivateFile.Open(_path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                if (held.IsCurrent)
                {
                    return held;
                }

                // The folder was replaced between the two: another process may hold the lock of the log that was opened.
                file.Dispose();
            }
            catch
            {
                held.Dispose();
                throw;
            }

            held.Dispose();
        }
    }

    /// <summary>Opens a second handle for reading. It outlives the append and does not prevent the log from being moved.</summary>
    private OpenLog Keep(FileIdentity identity)
    {
        if (_newest is { } newest && newest.Identity == identity)
        {
            return newest;
        }

        var handle = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (FileFacts.IdentityOf(handle) != identity)
        {
            handle.Dispose();
            throw new IOException(AuditMessages.FileReplaced(_path));
        }

        return _newest = new OpenLog(identity, handle);
    }

    /// <summary>The log with the first record of an operation that has no outcome yet.</summary>
    private sealed record OpenLog(FileIdentity Identity, SafeFileHandle Handle);
}
