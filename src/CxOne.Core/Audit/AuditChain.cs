using System.Globalization;

namespace CxOne.Audit;

/// <summary>Appends records to the hash chain of an open log file. The caller holds the lock of the log.</summary>
internal static class AuditChain
{
    private const int TailBlock = 16 * 1024;

    /// <summary>Completes the record with sequence number, time and hash, and writes it through to the disk.</summary>
    /// <exception cref="IOException">The record could not be written; the file is unchanged.</exception>
    public static AuditRecord Append(FileStream file, AuditRecord record, TimeProvider clock, ICxLog log)
    {
        var last = ReadLastLine(file, clock, log) ?? ReadLastLineOfParts(Path.GetDirectoryName(file.Name)!, clock, log);
        var chained = record with
        {
            Sequence = last is null ? 1 : NextSequence(file, last),
            Timestamp = clock.GetUtcNow(),
            PreviousHash = last is null ? AuditLine.NoHash : AuditLine.Hash(last),
        };
        var length = file.Length;
        try
        {
            file.Seek(length, SeekOrigin.Begin);
            file.Write([.. AuditLine.Write(chained), AuditLine.End]);

            // Through the caches to the disk: a record of a change must survive a power failure.
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // A partly written record is removed, so that the log stays valid and nothing has to be moved away later.
            file.SetLength(length);
            throw;
        }

        return chained;
    }

    /// <summary>Closes the file under a name of its own, so that the next record starts a new file.</summary>
    /// <returns>The path of the closed file; <see langword="null"/> if the file stays, because its first record cannot be read.</returns>
    /// <exception cref="IOException">The file could not be renamed.</exception>
    public static string? Close(FileStream file)
    {
        file.Seek(0, SeekOrigin.Begin);
        if (!new AuditLineReader(file, file.Length).TryRead(out var first) || AuditLine.Parse(first.Span, out _) is not { } record)
        {
            return null;
        }

        // The caller holds the lock of the log, so that no other process closes or appends to it.
        var path = AuditParts.PathOf(Path.GetDirectoryName(file.Name)!, record.Sequence);
        File.Move(file.Name, path, overwrite: false);
        return path;
    }

    private static byte[]? ReadLastLineOfParts(string folder, TimeProvider clock, ICxLog log)
    {
        if (AuditParts.Closed(folder) is not [.., var newest])
        {
            return null;
        }

        using var part = PrivateFile.Open(newest, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        return ReadLastLine(part, clock, log);
    }

    /// <summary>Returns the last complete line. An incomplete line after it is moved to a file of its own.</summary>
    private static byte[]? ReadLastLine(FileStream file, TimeProvider clock, ICxLog log)
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
            MoveIncompleteLine(file, tail.AsSpan(lastEnd + 1), from + lastEnd + 1, clock, log);
        }

        return lastEnd < 0 ? null : tail[(lineStart + 1)..lastEnd];
    }

    private static void MoveIncompleteLine(
        FileStream file, ReadOnlySpan<byte> incomplete, long completeLength, TimeProvider clock, ICxLog log)
    {
        var time = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture);
        var name = $"audit-incomplete-{time}-{Guid.NewGuid():N}.txt";
        var aside = Path.Combine(Path.GetDirectoryName(file.Name)!, name);
        try
        {
            using var copy = PrivateFile.Open(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            copy.Write(incomplete);
            copy.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Otherwise each record would leave another empty file on a full disk.
            File.Delete(aside);
            throw;
        }

        file.SetLength(completeLength);
        log.Warning(AuditMessages.IncompleteLineMoved(incomplete.Length, aside));
    }

    private static long NextSequence(FileStream file, byte[] last)
    {
        if (AuditLine.Parse(last, out _) is { } record)
        {
            return record.Sequence + 1;
        }

        // The last line is damaged. The chain continues after it, so that later changes are still recorded.
        var count = CountLines(file);
        foreach (var path in AuditParts.Closed(Path.GetDirectoryName(file.Name)!))
        {
            using var part = PrivateFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            count += CountLines(part);
        }

        return count + 1;
    }

    private static long CountLines(FileStream file)
    {
        file.Seek(0, SeekOrigin.Begin);
        var reader = new AuditLineReader(file, file.Length);
        long count = 0;
        while (reader.TryRead(out _))
        {
            count++;
        }

        return count;
    }
}
