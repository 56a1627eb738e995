using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CxOne.Audit;

/// <summary>
/// Keeps records that could not be written to the log, one file each: beside the log, else in the user's state folder. A spool file is
/// only taken up if this user alone can have written it.
/// </summary>
internal sealed class AuditSpool
{
    private const string Prefix = "audit-spool-";
    private const string Extension = ".jsonl";
    private const int LongestRecord = 64 * 1024 * 1024;

    // What was reported once is neither reported nor looked at again by this process: each look reads the whole log.
    private static readonly ConcurrentDictionary<string, bool> Reported = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly string? _stateFolder;
    private readonly string _statePrefix;

    /// <summary>Initializes a new instance; nothing is touched before the first use.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="stateFolder">The user's folder for records that the log's own folder does not take, if any.</param>
    public AuditSpool(string folder, string? stateFolder)
    {
        _folder = folder;
        _stateFolder = stateFolder;

        // The state folder serves all logs of this user: a record is found again by the path of its log.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder)));
        var key = Convert.ToHexStringLower(hash)[..16];
        _statePrefix = $"{Prefix}{key}-";
    }

    /// <summary>Writes a record to a new file.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isReplaced">The folder does not hold the log any more: the record would get lost with what is there now.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">Neither folder takes it.</exception>
    public string Keep(AuditRecord record, bool isReplaced)
    {
        byte[] line = [.. AuditLine.Write(record), AuditLine.End];
        if (_stateFolder is null)
        {
            return Beside();
        }

        // The folder that takes no log may take no file either: that is what the other one is for.
        Func<string>[] places = isReplaced ? [InState, Beside] : [Beside, InState];
        try
        {
            return places[0]();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return places[1]();
        }

        string Beside() => Write(Path.Combine(_folder, $"{Prefix}{record.AuditId}{Extension}"), line);

        string InState()
        {
            PrivateFile.MakeFolder(_stateFolder!);
            return Write(Path.Combine(_stateFolder!, $"{_statePrefix}{record.AuditId}{Extension}"), line);
        }
    }

    /// <summary>The spool files of this log.</summary>
    /// <param name="withReported">Also those that this process has reported before.</param>
    /// <param name="log">Is warned once of a folder that cannot be searched.</param>
    public IReadOnlyList<string> Find(bool withReported, ICxLog log)
    {
        List<string> found = [];
        Add(_folder, Prefix);
        if (_stateFolder is not null)
        {
            Add(_stateFolder, _statePrefix);
        }

        return found;

        void Add(string folder, string prefix)
        {
            try
            {
                var paths = Directory.EnumerateFileSystemEntries(folder, $"{prefix}*{Extension}");
                found.AddRange(paths.Where(path => withReported || !Reported.ContainsKey(path)));
            }
            catch (DirectoryNotFoundException)
            {
                // No record was ever kept there.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A folder of another user, made under sudo: no reason to refuse every change.
                if (Reported.TryAdd(folder, true))
                {
                    log.Warning($"The folder {folder} could not be searched for records that wait for the audit log: {exception.Message}");
                }
            }
        }
    }

    /// <summary>Reads a spool file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">Why it is not taken up; <see langword="null"/> if it is, or if its writer has not finished it.</param>
    public static AuditRecord? Read(string path, out string? reason)
    {
        reason = null;
        try
        {
            // Before it is opened: opening waits for the other end of a pipe.
            reason = WhyUnsafe(FileFacts.OfPath(path));
            if (reason is not null)
            {
                return null;
            }

            using var file = PrivateFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var facts = FileFacts.OfPath(path);
            reason = facts?.Identity == FileFacts.IdentityOf(file.SafeFileHandle)
                ? WhyUnsafe(facts)
                : "it was replaced while it was opened";
            if (reason is null && file.Length > LongestRecord)
            {
                reason = $"it is longer than {LongestRecord} bytes";
            }

            if (reason is not null)
            {
                return null;
            }

            var line = new byte[file.Length];
            file.ReadExactly(line);
            if (line.Length == 0 || line[^1] != AuditLine.End)
            {
                reason = "it is incomplete";
                return null;
            }

            return AuditLine.Parse(line.AsSpan(..^1), out reason);
        }
        catch (IOException exception) when (AuditLock.IsInUse(exception) || exception is FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Errors.CxException)
        {
            reason = $"it cannot be read: {exception.Message}";
            return null;
        }
    }

    /// <summary>Warns about a spool file that is not taken up; it stays where it is.</summary>
    public static void Report(string path, string reason, ICxLog log)
    {
        if (Reported.TryAdd(path, true))
        {
            log.Warning($"The file {path} was not added to the audit log: {reason}. It was left where it is.");
        }
    }

    /// <summary>Deletes a file whose record is in the log. A file that stays is a warning and does no harm: its record is known.</summary>
    public static void Remove(string path, ICxLog log)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Reported.TryAdd(path, true))
            {
                log.Warning($"The record in {path} is in the audit log, but the file could not be deleted: {exception.Message}");
            }
        }
    }

    private static string? WhyUnsafe(FileFacts? facts) => facts switch
    {
        null => null,
        { Kind: FileKind.Link } => "it is a link",
        { Kind: not FileKind.Regular } => "it is not a regular file",
        { LinkCount: > 1 } => "it has more than one name",
        { IsOwn: false } => "it belongs to another user",
        { IsWritableByOthers: true } => "other users can write to it",
        _ => null,
    };

    private static string Write(string path, byte[] line)
    {
        try
        {
            // No reader while it is written: a reader that finds it in use leaves it for the next start.
            using var file = PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            file.Write(line);
            file.Flush(flushToDisk: true);
            return path;
        }
        catch (IOException)
        {
            // A full disk leaves no empty or half file behind. No other process has a file of this record's id.
            File.Delete(path);
            throw;
        }
    }
}
