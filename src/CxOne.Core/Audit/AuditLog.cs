using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Audit;

/// <summary>
/// The local audit log: an append-only file of JSON lines in which every record contains the SHA-256 of the previous line. Several
/// processes may write to it at the same time. A record that <see cref="Append(AuditEntry, ICxLog)"/> returns is on the disk.
/// </summary>
public sealed class AuditLog
{
    /// <summary>The name of the log's file in its folder.</summary>
    public const string FileName = "audit.jsonl";

    /// <summary>The default of <see cref="MaximumFileBytes"/>: 64 MB.</summary>
    public const long DefaultMaximumFileBytes = 64L * 1024 * 1024;

    private readonly string _lockPath;
    private readonly AuditLogWriter _writer;
    private readonly SharedAuditLog? _shared;

    /// <summary>Initializes a new instance. No file is opened or created before the first use.</summary>
    /// <param name="folder">The folder of the log. It is created when the first record is written.</param>
    /// <param name="clock">Provides the time of the records.</param>
    /// <param name="origin">User, computer and process for the records; <see langword="null"/> to omit them.</param>
    public AuditLog(string folder, TimeProvider clock, AuditOrigin? origin = null)
        : this(folder, clock, origin, spoolFolder: null)
    {
    }

    /// <summary>Initializes a new instance. No file is opened or created before the first use.</summary>
    /// <param name="folder">The folder of the log. It is created when the first record is written.</param>
    /// <param name="clock">Provides the time of the records.</param>
    /// <param name="origin">User, computer and process for the records; <see langword="null"/> to omit them.</param>
    /// <param name="spoolFolder">
    /// The folder for records that can be written neither to the log nor to its folder; <see langword="null"/> for none.
    /// </param>
    public AuditLog(string folder, TimeProvider clock, AuditOrigin? origin, string? spoolFolder)
        : this(folder, clock, origin, spoolFolder, scrubber: null)
    {
    }

    /// <param name="folder">The folder of the local log, and of records that a store does not take.</param>
    /// <param name="clock">Provides the time of the records.</param>
    /// <param name="origin">User, computer and process for the records; <see langword="null"/> to omit them.</param>
    /// <param name="spoolFolder">The folder for records that cannot be saved in <paramref name="folder"/>.</param>
    /// <param name="scrubber">Removes the secrets of a connection.</param>
    /// <param name="sink">The log of a store, which takes the records instead of the file.</param>
    internal AuditLog(
        string folder, TimeProvider clock, AuditOrigin? origin, string? spoolFolder, SecretScrubber? scrubber, IAuditSink? sink = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(clock);
        Folder = folder;
        FilePath = Path.Combine(folder, FileName);
        _lockPath = AuditLogReader.LockPath(FilePath);
        var records = new AuditRecordFactory(clock, origin, scrubber ?? new SecretScrubber());
        _writer = new AuditLogWriter(folder, FilePath, _lockPath, clock, records, spoolFolder);
        _shared = sink is null ? null : new SharedAuditLog(sink, folder, clock, records, spoolFolder);
    }

    /// <summary>Gets the folder of the log.</summary>
    public string Folder { get; }

    /// <summary>Gets the path of the log's file.</summary>
    public string FilePath { get; }

    /// <summary>
    /// Gets the size in bytes from which on a new operation starts a new file; 0 for no limit. The full file is renamed to
    /// <c>audit-</c>, the number of its first record, and <c>.jsonl</c>; the chain continues in the new one.
    /// </summary>
    public long MaximumFileBytes
    {
        get => _writer.MaximumBytes;
        init => _writer.MaximumBytes = value;
    }

    /// <summary>Gets the log that takes the records: the file, or server and database of a store.</summary>
    public string Name => _shared?.Name ?? FilePath;

    /// <summary>Gets whether a store takes the records.</summary>
    public bool IsShared => _shared is not null;

    /// <summary>Finds the files with records of outcomes that could not be written to the log.</summary>
    /// <param name="log">Receives one warning about a folder that cannot be searched.</param>
    public IReadOnlyList<string> FindSpoolFiles(ICxLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return _shared?.FindSpoolFiles(log) ?? _writer.FindSpoolFiles(log);
    }

    /// <summary>Finds the same files and reports which of them the next change will not add to the log. Changes nothing.</summary>
    /// <param name="log">Receives one warning about a folder that cannot be searched.</param>
    /// <param name="cancellationToken">Cancels the wait for another process that uses the log.</param>
    /// <exception cref="CxException">The log could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<AuditSpoolFile> CheckSpoolFiles(ICxLog log, CancellationToken cancellationToken)
    {
        if (_shared is not null)
        {
            return _shared.CheckSpoolFiles(log, cancellationToken);
        }

        var paths = FindSpoolFiles(log);
        if (paths.Count == 0)
        {
            return [];
        }

        using var file = AuditLogReader.Open(FilePath, _lockPath, cancellationToken, out var length);
        return AuditSpoolIntake.Check(paths, file, length);
    }

    /// <summary>Checks before a change that its outcome can be recorded. Writes no record.</summary>
    /// <exception cref="CxException">The log cannot be written (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>).</exception>
    public void EnsureWritable() => EnsureWritable(CancellationToken.None);

    /// <summary>Checks before a change that its outcome can be recorded. Writes no record.</summary>
    /// <param name="cancellationToken">Cancels the wait for another process that uses the log.</param>
    /// <exception cref="CxException">The log cannot be written (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was canceled first.</exception>
    public void EnsureWritable(CancellationToken cancellationToken)
    {
        if (_shared is null)
        {
            _writer.EnsureWritable(cancellationToken);
        }
        else
        {
            _shared.EnsureWritable(cancellationToken);
        }
    }

    /// <summary>Adds the records that were kept locally to the log of the store. What it does not take stays there.</summary>
    internal void ForwardSpool(ICxLog log, CancellationToken cancellationToken) => _shared?.Forward(log, cancellationToken);

    /// <summary>Appends one record and returns it when it is on the disk.</summary>
    /// <param name="entry">The content of the record.</param>
    /// <param name="log">Receives warnings about the folder and about records that were saved earlier.</param>
    /// <exception cref="CxException">The log could not be written (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>).</exception>
    public AuditRecord Append(AuditEntry entry, ICxLog log) => Append(entry, log, CancellationToken.None);

    /// <summary>
    /// Writes one record and returns it when it is on the disk. The record of an outcome that the log does not take is kept in a file
    /// of its own, and the next operation adds it to the log.
    /// </summary>
    /// <param name="entry">The content of the record.</param>
    /// <param name="log">Receives warnings about the folder and about records that were saved earlier.</param>
    /// <param name="cancellationToken">
    /// Cancels the wait for another process that uses the log. The record of an outcome is then saved to a separate file.
    /// </param>
    /// <exception cref="AuditWriteException">
    /// The record of an outcome could not be written; the exception contains the record and the file that keeps it.
    /// </exception>
    /// <exception cref="CxException">The log could not be written (<c>AuditWriteFailed</c>, <c>AuditPathUnsafe</c>), or the store does not
    /// accept a record of this size (<c>AuditRecordTooLarge</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was canceled before a start or a note was written.</exception>
    public AuditRecord Append(AuditEntry entry, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(log);
        return _shared?.Append(entry, log, cancellationToken) ?? _writer.Append(entry, log, cancellationToken);
    }

    /// <summary>
    /// Reads the records, oldest first. Lines that are not records are skipped with a warning; <see cref="Verify()"/> reports them.
    /// </summary>
    /// <param name="log">Receives a warning per skipped line.</param>
    /// <param name="cancellationToken">Cancels the wait for another process that uses the log, and the reading.</param>
    /// <exception cref="CxException">The file could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IEnumerable<AuditRecord> Read(ICxLog log, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        return _shared?.Read(log, cancellationToken) ?? AuditLogReader.ReadLog(Folder, _lockPath, log, cancellationToken);
    }

    /// <summary>Verifies every record and the chain of their hashes.</summary>
    /// <exception cref="CxException">The file could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    public AuditVerification Verify() => Verify(null, CancellationToken.None);

    /// <summary>Verifies every record and the chain of their hashes, and that one of the records has an expected hash.</summary>
    /// <param name="expectedHash">The expected hash, 64 hexadecimal digits; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the wait for another process that uses the log, and the verification.</param>
    /// <exception cref="CxException">The file could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public AuditVerification Verify(string? expectedHash, CancellationToken cancellationToken)
        => Verify(expectedHash, [], cancellationToken);

    /// <summary>Verifies every record and the chain of their hashes, an expected hash, and anchors.</summary>
    /// <param name="expectedHash">The expected hash, 64 hexadecimal digits; <see langword="null"/> for none.</param>
    /// <param name="anchors">Anchors that the log must match.</param>
    /// <param name="cancellationToken">Cancels the wait for another process that uses the log, and the verification.</param>
    /// <exception cref="CxException">The log could not be read (<c>AuditLogBroken</c>, <c>AuditPathUnsafe</c>, <c>StoreUnavailable</c>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public AuditVerification Verify(string? expectedHash, IReadOnlyList<AuditAnchor> anchors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        return _shared?.Verify(expectedHash, anchors, cancellationToken)
            ?? AuditLogVerifier.VerifyLog(Folder, expectedHash?.ToLowerInvariant(), anchors, cancellationToken);
    }

    /// <summary>Verifies the log that a record was read from, and that it still contains the record, before its values are used.</summary>
    /// <param name="record">A record that was read from a log.</param>
    /// <param name="force">If <see langword="true"/>, a failed verification causes a warning instead of an exception.</param>
    /// <param name="log">Receives the warning.</param>
    /// <param name="cancellationToken">Cancels the wait for another process that uses the log, and the verification.</param>
    /// <exception cref="CxException">The log failed verification, does not contain the record, or could not be read
    /// (<c>AuditLogBroken</c>).</exception>
    public void RequireVerified(AuditRecord record, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(log);
        if (_shared is null || record.LogPath != _shared.Name)
        {
            AuditFiles.RequireVerified(record, force, log, cancellationToken);
            return;
        }

        AuditFiles.Require(Verify(null, cancellationToken), force, log);
        if (!force && !Read(NullCxLog.Instance, cancellationToken).Any(held => held.AuditId == record.AuditId))
        {
            AuditFiles.Refuse(AuditMessages.NotHeld(_shared.Name, record.AuditId), _shared.Name, force, log);
        }
    }

    /// <summary>Verifies the log before its values are written to a tenant.</summary>
    /// <param name="force">If <see langword="true"/>, a log that fails verification causes a warning instead of an exception.</param>
    /// <param name="log">Receives the warning.</param>
    /// <param name="cancellationToken">Cancels the wait for another process that uses the log, and the verification.</param>
    /// <exception cref="CxException">The log failed verification or could not be read (<c>AuditLogBroken</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
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
