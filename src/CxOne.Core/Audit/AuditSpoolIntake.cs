using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Audit;

/// <summary>Adds the records of a spool to their log.</summary>
internal static class AuditSpoolIntake
{
    /// <summary>The member of a record's details with the time at which a spooled record was created.</summary>
    public const string SpooledAt = "spooledAt";

    /// <summary>Adds the records of the spool that belong to an operation in this log.</summary>
    public static void TakeUp(AuditSpool spool, FileStream file, TimeProvider clock, ICxLog log)
    {
        List<(string Path, AuditRecord Record)> kept = [];
        foreach (var path in spool.Find(withReported: false, log))
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

        var (newest, known) = Known(file, file.Length, kept.Select(item => item.Record));
        foreach (var (path, record) in kept.OrderBy(item => item.Record.Timestamp))
        {
            if (!known.Contains(record.AuditId))
            {
                if (WhyNot(record, NewestOf(record, newest)) is { } reason)
                {
                    AuditSpool.Report(path, reason, log);
                    continue;
                }

                var added = AuditChain.Append(file, record with { Details = WithTime(record) }, clock, log);
                log.Verbose(AuditMessages.SpoolAdded(record.AuditId, record.Action, record.Outcome, path, added.Sequence));
            }

            // Also if an earlier process added the record and ended before it could delete the file.
            AuditSpool.Remove(path, log);
        }
    }

    /// <summary>
    /// Returns the files of a spool with the reason why the next change will not add their records, by the same checks as
    /// <see cref="TakeUp"/>.
    /// </summary>
    /// <param name="paths">The files of the spool.</param>
    /// <param name="file">The log; <see langword="null"/> if it does not exist.</param>
    /// <param name="length">The end of the last complete record in the log.</param>
    /// <returns>The files whose records are not in the log.</returns>
    public static IReadOnlyList<AuditSpoolFile> Check(IReadOnlyList<string> paths, FileStream? file, long length)
    {
        List<AuditSpoolFile> files = [];
        foreach (var path in paths)
        {
            if (AuditSpool.Read(path, out var reason) is not { } record)
            {
                files.Add(new AuditSpoolFile(path, reason));
                continue;
            }

            var (newest, known) = file is null ? ([], []) : Known(file, length, [record]);
            if (!known.Contains(record.AuditId))
            {
                files.Add(new AuditSpoolFile(path, WhyNot(record, NewestOf(record, newest))));
            }
        }

        return files;
    }

    /// <summary>Finds the operations of some records in the log: the newest record and all record ids of each.</summary>
    private static (Dictionary<string, AuditRecord> Newest, HashSet<string> Known) Known(
        FileStream file, long length, IEnumerable<AuditRecord> records)
    {
        // One pass over the log for all records.
        var operations = records.Select(record => record.OperationId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        Dictionary<string, AuditRecord> newest = new(StringComparer.Ordinal);
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (var path in AuditParts.Closed(Path.GetDirectoryName(file.Name)!))
        {
            using var part = PrivateFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Find(part, part.Length);
        }

        Find(file, length);
        return (newest, known);

        void Find(FileStream part, long end)
        {
            part.Seek(0, SeekOrigin.Begin);
            var reader = new AuditLineReader(part, end);
            while (reader.TryRead(out var line))
            {
                if (AuditLine.Parse(line.Span, out _) is { OperationId: { } operation } record && operations.Contains(operation))
                {
                    newest[operation] = record;
                    known.Add(record.AuditId);
                }
            }
        }
    }

    /// <summary>Returns whether an outcome may still follow: an accepted change may be awaited later.</summary>
    public static bool IsOpen(string outcome) => outcome is AuditOutcome.Started or AuditOutcome.Accepted;

    private static AuditRecord? NewestOf(AuditRecord record, Dictionary<string, AuditRecord> newest)
        => record.OperationId is { } operation ? newest.GetValueOrDefault(operation) : null;

    /// <summary>Returns why a record does not belong to the log.</summary>
    /// <param name="record">The record of the spool.</param>
    /// <param name="last">The newest record of its operation in the log; <see langword="null"/> if the log has no such record.</param>
    public static string? WhyNot(AuditRecord record, AuditRecord? last)
    {
        if (record.Outcome is AuditOutcome.Started or AuditOutcome.Noted || record.OperationId is null || last is null)
        {
            return AuditMessages.NoOperationReason;
        }

        if (!IsOpen(last.Outcome))
        {
            return AuditMessages.OutcomeKnownReason;
        }

        var isSame = last.Action == record.Action && last.TenantId == record.TenantId && last.ActorId == record.ActorId
            && last.Target.SequenceEqual(record.Target, StringComparer.Ordinal);
        return isSame ? null : AuditMessages.OperationDiffersReason;
    }

    /// <summary>Adds the time of the outcome to the details, because the time of the record becomes that of its append.</summary>
    public static JsonElement WithTime(AuditRecord record)
    {
        var details = record.Details is { ValueKind: JsonValueKind.Object } known
            ? JsonObject.Create(known)!
            : new JsonObject { ["details"] = record.Details is { } other ? JsonNode.Parse(other.GetRawText()) : null };
        details[SpooledAt] = JsonValue.Create(record.Timestamp);
        return JsonFields.ToElement(details);
    }
}
