using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Audit;

/// <summary>
/// The local audit log: JSON lines, append-only, every record with the SHA-256 of the line before. Any number of processes may
/// write it at once; a record that <see cref="Append(AuditEntry, ICxLog)"/> has returned is on the disk.
/// </summary>
public sealed class AuditLog
{
    /// <summary>The log's file in its folder.</summary>
    public const string FileName = "audit.jsonl";

    private readonly string _lockPath;
    private readonly AuditLogWriter _writer;

    /// <summary>Initializes a new instance; nothing is touched before the first use.</summary>
    /// <param name="folder">The log's folder; created when the first record is written.</param>
    /// <param name="clock">Gives the records their time.</param>
    /// <param name="origin">Who acts on this side.</param>
    public AuditLog(string folder, TimeProvider clock, AuditOrigin? origin = null)
        : this(folder, clock, origin, spoolFolder: null)
    {
    }

    /// <summary>Initializes a new instance; nothing is touched before the first use.</summary>
    /// <param name="folder">The log's folder; created when the first record is written.</param>
    /// <param name="clock">Gives the records their time.</param>
    /// <param name="origin">Who acts on this side.</param>
    /// <param name="spoolFolder">Keeps records that neither the log nor its folder takes; <see langword="null"/> for none.</param>
    public AuditLog(string folder, TimeProvider clock, AuditOrigin? origin, string? spoolFolder)
        : this(folder, clock, origin, spoolFolder, scrubber: null)
    {
    }

    internal AuditLog(string folder, TimeProvider clock, AuditOrigin? origin, string? spoolFolder, SecretScrubber? scrubber)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(clock);
        Folder = folder;
        FilePath = Path.Combine(folder, FileName);
        _lockPath = AuditLogReader.LockPath(FilePath);
        var records = new AuditRecordFactory(clock, origin, scrubber ?? new SecretScrubber());
        _writer = new AuditLogWriter(folder, FilePath, _lockPath, clock, records, spoolFolder);
    }

    /// <summary>The log's folder.</summary>
    public string Folder { get; }

    /// <summary>The log's file.</summary>
    public string FilePath { get; }

    /// <summary>Finds the files that keep records of outcomes which are not in the log; also those that the log does not take.</summary>
    /// <param name="log">Is warned once of a folder that cannot be searched.</param>
    public IReadOnlyList<string> FindSpoolFiles(ICxLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return _writer.FindSpoolFiles(log);
    }

    /// <summary>Finds the same files and says which of them the next change will not add to the log, and why. Nothing is changed.</summary>
    /// <param name="log">Is warned once of a folder that cannot be searched.</param>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log.</param>
    /// <exception cref="CxException">The log could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<AuditSpoolFile> CheckSpoolFiles(ICxLog log, CancellationToken cancellationToken)
    {
        var paths = FindSpoolFiles(log);
        if (paths.Count == 0)
        {
            return [];
        }

        using var file = AuditLogReader.Open(FilePath, _lockPath, cancellationToken, out var length);
        return AuditSpoolIntake.Check(paths, file, length);
    }

    /// <summary>Finds out before a change whether it can be recorded after it.</summary>
    /// <exception cref="CxException">It cannot (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>).</exception>
    public void EnsureWritable() => EnsureWritable(CancellationToken.None);

    /// <summary>Finds out before a change whether it can be recorded after it.</summary>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log.</param>
    /// <exception cref="CxException">It cannot (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public void EnsureWritable(CancellationToken cancellationToken) => _writer.EnsureWritable(cancellationToken);

    /// <summary>Writes one record and returns it when it is on the disk.</summary>
    /// <param name="entry">What is to be recorded.</param>
    /// <param name="log">Is warned of what is found in the log's folder.</param>
    /// <exception cref="CxException">The log could not be written (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>).</exception>
    public AuditRecord Append(AuditEntry entry, ICxLog log) => Append(entry, log, CancellationToken.None);

    /// <summary>
    /// Writes one record and returns it when it is on the disk. The record of an outcome that the log does not take is kept in a file
    /// of its own, and the next operation adds it to the log.
    /// </summary>
    /// <param name="entry">What is to be recorded.</param>
    /// <param name="log">Is warned of what is found in the log's folder.</param>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log. The record of an outcome is then kept.</param>
    /// <exception cref="AuditWriteException">An outcome could not be recorded; the exception says where the record is kept.</exception>
    /// <exception cref="CxException">The log could not be written (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before a record that is no outcome was written.</exception>
    public AuditRecord Append(AuditEntry entry, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(log);
        return _writer.Append(entry, log, cancellationToken);
    }

    /// <summary>
    /// The records, oldest first. Lines that are no records are passed over with a warning; <see cref="Verify()"/> names them.
    /// </summary>
    /// <param name="log">Is warned of what was passed over.</param>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log, and the reading.</param>
    /// <exception cref="CxException">The file could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<AuditRecord> Read(ICxLog log, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        return AuditLogReader.Read(FilePath, _lockPath, log, cancellationToken);
    }

    /// <summary>Checks every record and the chain between them.</summary>
    /// <exception cref="CxException">The file could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    public AuditVerification Verify() => Verify(null, CancellationToken.None);

    /// <summary>Checks every record and the chain between them, and that one of the records has a hash that was kept elsewhere.</summary>
    /// <param name="expectedHash">The hash, 64 hexadecimal digits; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log, and the check.</param>
    /// <exception cref="CxException">The file could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public AuditVerification Verify(string? expectedHash, CancellationToken cancellationToken)
        => AuditLogVerifier.Verify([FilePath], expectedHash?.ToLowerInvariant(), cancellationToken);

    /// <summary>Checks the log before values are taken from it.</summary>
    /// <param name="force">A log that does not verify is a warning.</param>
    /// <param name="log">Is warned.</param>
    /// <param name="cancellationToken">Ends the wait for another process that uses the log, and the check.</param>
    /// <exception cref="CxException">The log does not verify, or it could not be read (<c>AuditLogBroken</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void RequireVerified(bool force, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        var verification = Verify(null, cancellationToken);

        // A log without records has no value to take, and the lookup of a record reports that.
        if (verification.RecordCount > 0 || verification.FirstBrokenLine is not null)
        {
            AuditFiles.Require(verification, force, log);
        }
    }
}
