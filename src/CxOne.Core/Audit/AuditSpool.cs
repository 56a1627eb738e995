using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CxOne.Audit;

/// <summary>
/// Saves records that could not be written to the log, one file each: next to the log, or else in the user's state folder. A spool file is
/// added to the log only if no other user can have written it.
/// </summary>
internal sealed class AuditSpool
{
    private const string Prefix = "audit-spool-";
    private const string Extension = ".jsonl";
    private const int MaxRecordBytes = 64 * 1024 * 1024;

    // A file that was reported once is neither reported nor read again by this process: each check reads the whole log.
    private static readonly ConcurrentDictionary<string, bool> Reported = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly string? _stateFolder;
    private readonly string _statePrefix;

    /// <summary>Initializes a new instance. No file is opened or created before the first use.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="stateFolder">The folder for records that cannot be saved next to the log; <see langword="null"/> for none.</param>
    public AuditSpool(string folder, string? stateFolder)
    {
        _folder = folder;
        _stateFolder = stateFolder;

        // The state folder serves all logs of this user. A hash of the log's path identifies the records of a log.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder)));
        var key = Convert.ToHexStringLower(hash)[..16];
        _statePrefix = $"{Prefix}{key}-";
    }

    /// <summary>Writes a record to a new file.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isReplaced">
    /// Whether the folder no longer contains the log; then the state folder is tried first, because the folder may be temporary.
    /// </param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="IOException">The record could be written to neither folder.</exception>
    public string Keep(AuditRecord record, bool isReplaced)
    {
        byte[] line = [.. AuditLine.Write(record), AuditLine.End];
        if (_stateFolder is null)
        {
            return Beside();
        }

        // If the log cannot be written, a file next to it may fail too; then the other folder is used.
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

    /// <summary>Finds the spool files of this log.</summary>
    /// <param name="withReported">Whether to include files that this process has reported before.</param>
    /// <param name="log">Receives one warning about a folder that cannot be searched.</param>
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
                // No record was ever saved there.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // For example a folder that was created under sudo: no reason to refuse every change.
                if (Reported.TryAdd(folder, true))
                {
                    log.Warning(AuditMessages.SpoolFolderUnreadable(folder, exception.Message));
                }
            }
        }
    }

    /// <summary>Reads a spool file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">
    /// The reason why the record is not added to the log; <see langword="null"/> if it is, or if another process is still writing the file.
    /// </param>
    public static AuditRecord? Read(string path, out string? reason)
    {
        reason = null;
        try
        {
            // Before the file is opened: opening a pipe would wait for its other end.
            reason = WhyUnsafe(FileFacts.OfPath(path));
            if (reason is not null)
            {
                return null;
            }

            using var file = PrivateFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var facts = FileFacts.OfPath(path);
            reason = facts?.Identity == FileFacts.IdentityOf(file.SafeFileHandle)
                ? WhyUnsafe(facts)
                : AuditMessages.ReplacedWhileOpenedReason;
            if (reason is null && file.Length > MaxRecordBytes)
            {
                reason = AuditMessages.TooLongReason(MaxRecordBytes);
            }

            if (reason is not null)
            {
                return null;
            }

            var line = new byte[file.Length];
            file.ReadExactly(line);
            if (line.Length == 0 || line[^1] != AuditLine.End)
            {
                reason = AuditMessages.IncompleteReason;
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
            reason = AuditMessages.UnreadableReason(exception.Message);
            return null;
        }
    }

    /// <summary>Warns once about a spool file whose record is not added to the log. The file is kept.</summary>
    public static void Report(string path, string reason, ICxLog log)
    {
        if (Reported.TryAdd(path, true))
        {
            log.Warning(AuditMessages.SpoolSkipped(path, reason));
        }
    }

    /// <summary>Deletes a file whose record is in the log. A failure causes a warning: the record will not be added twice.</summary>
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
                log.Warning(AuditMessages.SpoolNotDeleted(path, exception.Message));
            }
        }
    }

    private static string? WhyUnsafe(FileFacts? facts) => facts switch
    {
        null => null,
        { Kind: FileKind.Link } => AuditMessages.LinkReason,
        { Kind: not FileKind.Regular } => AuditMessages.NotRegularReason,
        { LinkCount: > 1 } => AuditMessages.LinkCountReason,
        { IsOwn: false } => AuditMessages.OtherOwnerReason,
        { IsWritableByOthers: true } => AuditMessages.WritableReason,
        _ => null,
    };

    private static string Write(string path, byte[] line)
    {
        try
        {
            // Not shared while it is written: a reader that finds the file in use leaves it for a later change.
            using var file = PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            file.Write(line);
            file.Flush(flushToDisk: true);
            return path;
        }
        catch (IOException)
        {
            // A full disk must not leave an empty or incomplete file. No other process has a file with the id of this record.
            File.Delete(path);
            throw;
        }
    }
}
