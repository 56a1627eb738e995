using System.Globalization;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Audit;

/// <summary>
/// The local audit log: JSON lines, append-only, every record with the SHA-256 of the line before. Any number of processes may
/// write it at once; a record that <see cref="Append"/> has returned is on the disk.
/// </summary>
public sealed class AuditLog
{
    /// <summary>The log's file in its folder.</summary>
    public const string FileName = "audit.jsonl";

    private const int TailBlock = 16 * 1024;
    private readonly TimeProvider _clock;
    private readonly AuditOrigin? _origin;
    private readonly SecretScrubber? _scrubber;

    /// <summary>Makes one; nothing is touched before the first use.</summary>
    /// <param name="folder">The log's folder; made when the first record is written.</param>
    /// <param name="clock">Gives the records their time.</param>
    /// <param name="origin">Who acts on this side.</param>
    public AuditLog(string folder, TimeProvider clock, AuditOrigin? origin = null)
        : this(folder, clock, origin, scrubber: null)
    {
    }

    internal AuditLog(string folder, TimeProvider clock, AuditOrigin? origin, SecretScrubber? scrubber)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(clock);
        Folder = folder;
        FilePath = Path.Combine(folder, FileName);
        _clock = clock;
        _origin = origin;
        _scrubber = scrubber ?? new SecretScrubber();
    }

    /// <summary>The log's folder.</summary>
    public string Folder { get; }

    /// <summary>The log's file.</summary>
    public string FilePath { get; }

    private string LockPath => Path.Combine(Folder, "audit.lock");

    /// <summary>Finds out before a change whether it can be recorded after it.</summary>
    /// <exception cref="CxException">It cannot (<c>AuditWriteFailed</c>).</exception>
    public void EnsureWritable() => Write(() =>
    {
        using var held = AuditLock.Take(LockPath);
        using var file = OpenForWriting();
        return true;
    });

    /// <summary>Writes one record and returns it when it is on the disk.</summary>
    /// <param name="entry">What is to be recorded.</param>
    /// <param name="log">Is warned when an incomplete last line, left by a killed process, was set aside.</param>
    /// <exception cref="CxException">The log could not be written (<c>AuditWriteFailed</c>).</exception>
    public AuditRecord Append(AuditEntry entry, ICxLog log)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(log);
        return Write(() =>
        {
            using var held = AuditLock.Take(LockPath);
            using var file = OpenForWriting();
            var last = ReadLastLine(file, log);
            var record = new AuditRecord
            {
                Sequence = last is null ? 1 : NextSequence(file, last),
                AuditId = Guid.NewGuid().ToString("D"),
                Timestamp = _clock.GetUtcNow(),
                Action = entry.Action,
                Outcome = entry.Outcome,
                OperationId = entry.OperationId,
                TenantId = entry.TenantId,
                ActorId = entry.ActorId,
                IsSandbox = entry.IsSandbox,
                Target = [.. entry.Target.Select(Scrub)],
                User = _origin?.User,
                Machine = _origin?.Machine,
                ProcessId = _origin?.ProcessId ?? 0,
                Before = Scrub(entry.Before),
                After = Scrub(entry.After),
                Details = Scrub(entry.Details),
                PreviousHash = last is null ? AuditLine.NoHash : AuditLine.Hash(last),
            };
            file.Seek(0, SeekOrigin.End);
            file.Write([.. AuditLine.Write(record), AuditLine.End]);

            // Through the operating system to the disk: a record of a change must outlive the machine's power as well.
            file.Flush(flushToDisk: true);
            return record;
        });
    }

    /// <summary>The records, oldest first. Lines that are no records are passed over with a warning; <see cref="Verify"/> names them.</summary>
    /// <param name="log">Is warned of what was passed over.</param>
    /// <exception cref="CxException">The file could not be read.</exception>
    public IEnumerable<AuditRecord> Read(ICxLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        using var file = OpenForReading(out var length);
        if (file is null)
        {
            yield break;
        }

        var reader = new AuditLineReader(file, length);
        for (var number = 1; reader.TryRead(out var line); number++)
        {
            if (AuditLine.Parse(line.Span, out var reason) is { } record)
            {
                yield return record;
            }
            else
            {
                log.Warning($"Line {number} of {FilePath} was passed over: {reason}. Run Test-CxAuditLog.");
            }
        }
    }

    /// <summary>Checks every record and the chain between them.</summary>
    /// <exception cref="CxException">The file could not be read.</exception>
    public AuditVerification Verify()
    {
        using var file = OpenForReading(out var length);
        if (file is null)
        {
            return new AuditVerification { Path = FilePath, IsValid = true };
        }

        var reader = new AuditLineReader(file, length);
        var expectedHash = AuditLine.NoHash;
        string? previousId = null;
        long count = 0;
        while (reader.TryRead(out var line))
        {
            var record = AuditLine.Parse(line.Span, out var reason);
            var number = count + 1;
            if (record is null)
            {
                return Broken(number, null, reason!);
            }

            var hash = AuditLine.Hash(line.Span);
            if (record.PreviousHash != expectedHash)
            {
                return count == 0
                    ? Broken(number, record.AuditId, "it is the first line but names a line before it: lines before it were removed")
                    : record.Sequence != number
                    ? Broken(number, record.AuditId, $"its number is {record.Sequence} where {number} is due, and its hash of the line before does not match: lines were removed, added or moved")

                    // No line is missing between the two, so one of them was changed: this one, if the line after it does not know it either.
                    : reader.TryRead(out var next) && AuditLine.Parse(next.Span, out _)?.PreviousHash != hash
                    ? Broken(number, record.AuditId, "neither its hash of the line before nor the next line's hash of it match: it was changed")
                    : Broken(count, previousId, "the next line's hash of it does not match: it was changed");
            }

            if (record.Sequence != number)
            {
                return Broken(number, record.AuditId, $"its number is {record.Sequence} where {number} is due");
            }

            expectedHash = hash;
            previousId = record.AuditId;
            count = number;
        }

        return new AuditVerification
        {
            Path = FilePath,
            IsValid = true,
            RecordCount = count,
            LastHash = count == 0 ? null : expectedHash,
            IncompleteBytes = reader.IncompleteBytes,
        };

        AuditVerification Broken(long number, string? auditId, string why) => new()
        {
            Path = FilePath,
            IsValid = false,
            RecordCount = number - 1,
            FirstBrokenLine = number,
            FirstBrokenAuditId = auditId,
            Reason = why,
        };
    }

    private string Scrub(string text) => _scrubber?.Scrub(text) ?? text;

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

    private FileStream OpenForWriting() => PrivateFile.Open(FilePath, FileShare.ReadWrite);

    private FileStream? OpenForReading(out long length)
    {
        length = 0;
        if (!File.Exists(FilePath))
        {
            return null;
        }

        try
        {
            // The lock is held only to learn a length at which no record is half written.
            using var held = AuditLock.Take(LockPath);
            var file = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            length = file.Length;
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(CxErrors.AuditLogBroken, $"The audit log {FilePath} could not be read: {exception.Message}", FilePath, exception)
            {
                RecommendedAction = "See that the file and its folder are readable and writable for this user.",
            };
        }
    }

    /// <summary>The last complete line; what stands behind it was left by a process that died while it wrote, and is set aside.</summary>
    private byte[]? ReadLastLine(FileStream file, ICxLog log)
    {
        var length = file.Length;
        if (length == 0)
        {
            return null;
        }

        var tail = Array.Empty<byte>();
        var from = length;
        int lastEnd;
        int lineStart;
        do
        {
            from = Math.Max(0, from - Math.Max(TailBlock, tail.Length));
            tail = new byte[length - from];
            file.Seek(from, SeekOrigin.Begin);
            file.ReadExactly(tail);
            lastEnd = Array.LastIndexOf(tail, AuditLine.End);
            lineStart = lastEnd <= 0 ? -1 : Array.LastIndexOf(tail, AuditLine.End, lastEnd - 1);
        }
        while (from > 0 && lineStart < 0);

        if (lastEnd < tail.Length - 1)
        {
            SetAside(file, tail.AsSpan(lastEnd + 1), from + lastEnd + 1, log);
        }

        return lastEnd < 0 ? null : tail[(lineStart + 1)..lastEnd];
    }

    private void SetAside(FileStream file, ReadOnlySpan<byte> incomplete, long completeLength, ICxLog log)
    {
        var aside = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"audit-incomplete-{_clock.GetUtcNow():yyyyMMdd'T'HHmmss'.'fff'Z'}-{Guid.NewGuid():N}.txt"));
        using (var copy = PrivateFile.Open(aside, FileShare.None))
        {
            copy.Write(incomplete);
            copy.Flush(flushToDisk: true);
        }

        file.SetLength(completeLength);
        log.Warning($"The audit log ended in an incomplete line of {incomplete.Length} bytes, left by a process that was killed while it wrote. It was set aside in {aside}.");
    }

    private static long NextSequence(FileStream file, byte[] last)
    {
        if (AuditLine.Parse(last, out _) is { } record)
        {
            return record.Sequence + 1;
        }

        // The last line was damaged. The chain goes on behind it all the same, so that nothing after it goes unrecorded.
        file.Seek(0, SeekOrigin.Begin);
        var reader = new AuditLineReader(file, file.Length);
        long count = 0;
        while (reader.TryRead(out _))
        {
            count++;
        }

        return count + 1;
    }

    private T Write<T>(Func<T> write)
    {
        try
        {
            PrivateFile.MakeFolder(Folder);
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CxException(CxErrors.AuditWriteFailed, $"The audit log {FilePath} could not be written: {exception.Message}", FilePath, exception);
        }
    }
}
