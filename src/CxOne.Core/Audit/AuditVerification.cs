namespace CxOne.Audit;

/// <summary>The result of a verification of the local audit log.</summary>
public sealed record AuditVerification
{
    /// <summary>Gets the log's file; for a divided log, the file of the first broken record, or else the last file.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// Gets whether there is at least one record and the records form one chain that contains the expected hash, if one was given. A chain
    /// without a key cannot reveal a record that was appended with the right hash, a log that was rewritten from some line on, or last
    /// records that were removed.
    /// </summary>
    public required bool IsValid { get; init; }

    /// <summary>Gets the number of valid records, counted from the first.</summary>
    public long RecordCount { get; init; }

    /// <summary>
    /// Gets the line in that file of the first record that was changed or is out of place, counted from 1; <see langword="null"/> if all
    /// are valid.
    /// </summary>
    public long? FirstBrokenLine { get; init; }

    /// <summary>Gets the id of that record; <see langword="null"/> if it cannot be read.</summary>
    public string? FirstBrokenAuditId { get; init; }

    /// <summary>Gets the reason why the verification failed, a clause without a final period.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Gets the SHA-256 of the last record. Stored elsewhere and passed as the expected hash later, it proves that all records up to this
    /// one are unchanged.
    /// </summary>
    public string? LastHash { get; init; }

    /// <summary>Gets the number of the last record, which differs from <see cref="RecordCount"/> if older records were removed.</summary>
    public long? LastSequence { get; init; }

    /// <summary>Gets the number of anchors that the log matches.</summary>
    public int AnchorCount { get; init; }

    /// <summary>Gets the hash that the log was expected to contain, in lower case.</summary>
    public string? ExpectedHash { get; init; }

    /// <summary>
    /// Gets the line of the record with the expected hash, counted from 1 through all files; <see langword="null"/> if no valid record has
    /// it.
    /// </summary>
    public long? ExpectedHashLine { get; init; }

    /// <summary>Gets the number of bytes of an incomplete last line. The next record moves the line to a file of its own.</summary>
    public int IncompleteBytes { get; init; }
}
