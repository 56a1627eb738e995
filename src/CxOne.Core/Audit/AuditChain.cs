using System.Globalization;

namespace CxOne.Audit;

/// <summary>The chain in an open log file, whose lock the caller holds.</summary>
internal static class AuditChain
{
    private const int TailBlock = 16 * 1024;

    /// <summary>Gives the record its place in the chain and writes it through to the disk.</summary>
    /// <exception cref="IOException">It could not be written; the file is as it was.</exception>
    public static AuditRecord Append(FileStream file, AuditRecord record, TimeProvider clock, ICxLog log)
    {
        var last = ReadLastLine(file, clock, log);
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

            // Through the operating system to the disk: a record of a change must outlive the machine's power as well.
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // What a full disk took of the record is no record: without it the log is in order, and nothing has to be set aside later.
            file.SetLength(length);
            throw;
        }

        return chained;
    }

    /// <summary>The last complete line; what follows it was not written to its end, and is set aside.</summary>
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
            SetAside(file, tail.AsSpan(lastEnd + 1), from + lastEnd + 1, clock, log);
        }

        return lastEnd < 0 ? null : tail[(lineStart + 1)..lastEnd];
    }

    private static void SetAside(
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
            // On a full disk each record would leave another empty file.
            File.Delete(aside);
            throw;
        }

        file.SetLength(completeLength);
        var what = $"The audit log ended in an incomplete line of {incomplete.Length} bytes: {AuditLine.WhyIncomplete}.";
        log.Warning($"{what} It was set aside in {aside}.");
    }

    private static long NextSequence(FileStream file, byte[] last)
    {
        if (AuditLine.Parse(last, out _) is { } record)
        {
            return record.Sequence + 1;
        }

        // The last line was damaged. The chain continues behind it all the same, so that nothing after it goes unrecorded.
        file.Seek(0, SeekOrigin.Begin);
        var reader = new AuditLineReader(file, file.Length);
        long count = 0;
        while (reader.TryRead(out _))
        {
            count++;
        }

        return count + 1;
    }
}
