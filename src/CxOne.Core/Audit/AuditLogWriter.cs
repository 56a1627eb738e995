using System.Collections.Concurrent;
using CxOne.Errors;
using Microsoft.Win32.SafeHandles;

namespace CxOne.Audit;

/// <summary>Appends records to the log's file under its lock; keeps records of outcomes that the log does not take.</summary>
internal sealed class AuditLogWriter
{
    // The rest of the 100 ms in which a stop ends belongs to the spool.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);
    private readonly string _folder;
    private readonly string _path;
    private readonly string _lockPath;
    private readonly TimeProvider _clock;
    private readonly AuditRecordFactory _records;
    private readonly AuditSpool _spool;

    // The file that holds an operation's first record. It stays open, so that no other file can get its identity.
    private readonly ConcurrentDictionary<string, OpenLog> _started = new(StringComparer.Ordinal);
    private OpenLog? _newest;
    private int _hasStarted;

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

    /// <summary>A failure that waiting or another attempt would not mend.</summary>
    private static bool IsFailure(Exception exception)
        => exception is IOException or UnauthorizedAccessException or NotSupportedException
            || (exception is CxException { Definition: var definition } && definition == CxErrors.AuditPathUnsafe);

    private CxException Failure(Exception exception) => exception as CxException
        ?? new CxException(CxErrors.AuditWriteFailed, $"The audit log {_path} could not be written: {exception.Message}", _path, exception);

    /// <summary>The change was sent: its outcome must be kept, in the log or else in the spool.</summary>
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

            // A log that was moved away is not made anew: the outcome belongs to the file that holds the operation's first record.
            var mode = begun is null ? FileMode.OpenOrCreate : FileMode.Open;
            AuditRecord written;
            try
            {
                written = Append(record, mode, begun, AuditLock.Patience, log, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The user has stopped, and waits for no other process any more. Nor is the outcome given up.
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
        var what = $"The record of the outcome ({record.Action}, {record.Outcome}, audit id {record.AuditId})";
        var failed = $"The audit log {_path} could not be written: {cause.Message.TrimEnd('.')}. {what}";
        try
        {
            var spool = _spool.Keep(record, begun is not null && !IsAt(begun));
            var next = begun is not null
                ? "the next change adds it to the log"
                : "it continues no record of the log and is not added by itself";
            return new AuditWriteException($"{failed} is kept in {spool}; {next}.", _path, record, spool, cause);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            var message = $"{failed} could not be kept in a file of its own either: {exception.Message}";
            return new AuditWriteException(message, _path, record, null, cause);
        }
    }

    /// <summary>The path still leads to the file that holds the operation's first record.</summary>
    private bool IsAt(OpenLog begun)
    {
        try
        {
            return FileFacts.OfPath(_path)?.Identity == begun.Identity;
        }
        catch (IOException)
        {
            // A path that cannot even be looked at is no place to rely on.
            return false;
        }
    }

    private AuditRecord Append(
        AuditRecord record, FileMode mode, OpenLog? begun, TimeSpan patience, ICxLog log, CancellationToken cancellationToken)
    {
        using var held = Open(mode, patience, cancellationToken, out var file);
        using (file)
        {
            var identity = FileFacts.IdentityOf(file.SafeFileHandle);
            if (begun is not null && begun.Identity != identity)
            {
                throw new IOException("it was replaced by another file since the operation's first record was written");
            }

            AuditFolderNotice.Warn(_folder, log);
            var isStart = record.Outcome == AuditOutcome.Started;
            if (Interlocked.Exchange(ref _hasStarted, 1) == 0 || isStart)
            {
                AuditSpoolIntake.TakeUp(_spool, file, _clock, log);
            }

            // Before the record is written: afterwards the folder may be gone already, and the record would be told as not written.
            var kept = isStart ? Keep(identity) : null;
            var written = AuditChain.Append(file, record, _clock, log);
            if (kept is not null && record.OperationId is { } operation)
            {
                _started[operation] = kept;
            }

            return written;
        }
    }

    /// <summary>Takes the lock and opens the log; both are the files that their paths lead to while the lock is held.</summary>
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

                // The folder was exchanged between the two: another process may hold the lock of the log that was opened.
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

    /// <summary>A second, reading handle: it outlives the append and stops nobody from moving the log.</summary>
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
            throw new IOException($"The file {_path} was replaced while it was opened.");
        }

        return _newest = new OpenLog(identity, handle);
    }

    /// <summary>A log file that holds the first record of an operation that has not ended. Its handle goes with the last of them.</summary>
    private sealed record OpenLog(FileIdentity Identity, SafeFileHandle Handle);
}
