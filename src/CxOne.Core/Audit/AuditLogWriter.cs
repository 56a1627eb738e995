using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using Microsoft.Win32.SafeHandles;

namespace CxOne.Audit;

/// <summary>Appends records to the log's file under its lock; keeps records of outcomes that the log does not take.</summary>
internal sealed class AuditLogWriter
{
    /// <summary>The member of a record's details that holds the time at which a spooled record was made.</summary>
    public const string SpooledAt = "spooledAt";

    // The rest of the 100 ms in which a stop ends belongs to the spool.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);
    private readonly string _folder;
    private readonly string _path;
    private readonly string _lockPath;
    private readonly TimeProvider _clock;
    private readonly AuditOrigin? _origin;
    private readonly SecretScrubber? _scrubber;
    private readonly AuditSpool _spool;

    // The file that holds an operation's first record. It stays open, so that no other file can get its identity.
    private readonly ConcurrentDictionary<string, OpenLog> _started = new(StringComparer.Ordinal);
    private OpenLog? _newest;
    private int _hasStarted;

    public AuditLogWriter(string folder, string path, string lockPath, TimeProvider clock, AuditOrigin? origin, SecretScrubber? scrubber, string? spoolFolder)
    {
        _folder = folder;
        _path = path;
        _lockPath = lockPath;
        _clock = clock;
        _origin = origin;
        _scrubber = scrubber;
        _spool = new AuditSpool(folder, spoolFolder);
    }

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
        var record = Record(entry);
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
        => exception is IOException or UnauthorizedAccessException or NotSupportedException || exception is CxException { Definition: var definition } && definition == CxErrors.AuditPathUnsafe;

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

            if (!IsOpen(record.Outcome))
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
        var failed = $"The audit log {_path} could not be written: {cause.Message.TrimEnd('.')}. The record of the outcome ({record.Action}, {record.Outcome}, audit id {record.AuditId})";
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
            return new AuditWriteException($"{failed} could not be kept in a file of its own either: {exception.Message}", _path, record, null, cause);
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

    private AuditRecord Append(AuditRecord record, FileMode mode, OpenLog? begun, TimeSpan patience, ICxLog log, CancellationToken cancellationToken)
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
                TakeUp(file, log);
            }

            var written = AuditChain.Append(file, record, _clock, log);
            if (isStart && record.OperationId is { } operation)
            {
                _started[operation] = Keep(identity);
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
        return _newest = new OpenLog(identity, handle);
    }

    private AuditRecord Record(AuditEntry entry) => new()
    {
        Sequence = 0,
        AuditId = Guid.NewGuid().ToString("D"),
        Timestamp = _clock.GetUtcNow(),
        Action = entry.Action,
        Outcome = entry.Outcome,
        OperationId = entry.OperationId,
        TenantId = entry.TenantId,
        ActorId = entry.ActorId,
        IsSandbox = entry.IsSandbox,
        Target = [.. entry.Target.Select(text => _scrubber?.Scrub(text) ?? text)],
        User = _origin?.User,
        Machine = _origin?.Machine,
        ProcessId = _origin?.ProcessId ?? 0,
        Before = Scrub(entry.Before),
        After = Scrub(entry.After),
        Details = Scrub(entry.Details),
        PreviousHash = AuditLine.NoHash,
    };

    /// <summary>Takes secrets out of what a caller brings, never out of the record's own members: the chain must stay readable.</summary>
    private JsonElement? Scrub(JsonElement? json)
    {
        if (json is not { } element || _scrubber is null)
        {
            return json;
        }

        // As it will stand in the file: escapes of another spelling would hide a secret from the search.
        var text = AuditLine.Text(element);
        var clean = _scrubber.Scrub(text);
        if (clean == text)
        {
            return json;
        }

        try
        {
            using var document = JsonDocument.Parse(clean);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // A secret that looks like JSON itself: nothing of the text can be kept safely.
            using var hidden = JsonDocument.Parse("\"***\"");
            return hidden.RootElement.Clone();
        }
    }

    /// <summary>Adds the records that the spool keeps and that continue an operation of this log.</summary>
    private void TakeUp(FileStream file, ICxLog log)
    {
        List<(string Path, AuditRecord Record)> kept = [];
        foreach (var path in _spool.Find())
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

        if (kept.Count == 0)
        {
            return;
        }

        // One pass over the log for all of them.
        var operations = kept.Select(item => item.Record.OperationId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        Dictionary<string, AuditRecord> newest = new(StringComparer.Ordinal);
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        file.Seek(0, SeekOrigin.Begin);
        var reader = new AuditLineReader(file, file.Length);
        while (reader.TryRead(out var line))
        {
            if (AuditLine.Parse(line.Span, out _) is { OperationId: { } operation } record && operations.Contains(operation))
            {
                newest[operation] = record;
                known.Add(record.AuditId);
            }
        }

        foreach (var (path, record) in kept.OrderBy(item => item.Record.Timestamp))
        {
            if (!known.Contains(record.AuditId))
            {
                if (WhyNot(record, newest) is { } reason)
                {
                    AuditSpool.Report(path, reason, log);
                    continue;
                }

                var added = AuditChain.Append(file, record with { Details = WithTime(record) }, _clock, log);
                log.Verbose($"The record {record.AuditId} ({record.Action}, {record.Outcome}) of {path} was added to the audit log as record {added.Sequence}.");
            }

            // Also where an earlier start added it and ended before it could delete the file.
            File.Delete(path);
        }
    }

    /// <summary>An outcome may still follow: what the tenant has accepted may be waited for.</summary>
    private static bool IsOpen(string outcome) => outcome is AuditOutcome.Started or AuditOutcome.Accepted;

    private static string? WhyNot(AuditRecord record, Dictionary<string, AuditRecord> newest)
        => record.Outcome is AuditOutcome.Started or AuditOutcome.Noted || record.OperationId is null || !newest.TryGetValue(record.OperationId, out var last)
            ? "it continues no operation of this log"
            : !IsOpen(last.Outcome)
            ? "the log holds the operation's outcome already"
            : last.Action != record.Action || last.TenantId != record.TenantId || last.ActorId != record.ActorId || !last.Target.SequenceEqual(record.Target, StringComparer.Ordinal)
            ? "its action, tenant, client or objects are not those of the operation in the log"
            : null;

    /// <summary>The record's time is that of its place in the log; the details keep when the outcome was known.</summary>
    private static JsonElement WithTime(AuditRecord record)
    {
        var details = record.Details is { ValueKind: JsonValueKind.Object } known
            ? JsonObject.Create(known)!
            : new JsonObject { ["details"] = record.Details is { } other ? JsonNode.Parse(other.GetRawText()) : null };
        details[SpooledAt] = JsonValue.Create(record.Timestamp);
        return JsonFields.ToElement(details);
    }

    /// <summary>A log file that holds the first record of an operation that has not ended. Its handle goes with the last of them.</summary>
    private sealed record OpenLog(FileIdentity Identity, SafeFileHandle Handle);
}
