namespace CxOne.Audit;

/// <summary>What a check of the local audit log found.</summary>
public sealed record AuditVerification
{
    /// <summary>The log's file; of a log that was divided, the file of the first broken record, else the last file.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// There is at least one record, the records form one chain, and the expected hash, if one was given, is in it. A chain without a key
    /// cannot show a record that
    /// was appended with the right hash, a log that was rewritten from some line on, or records that were cut off the end.
    /// </summary>
    public required bool IsValid { get; init; }

    /// <summary>Records that are in order, counted from the first.</summary>
    public long RecordCount { get; init; }

    /// <summary>Line in that file of the first record that was changed or is not in its place, counted from 1.</summary>
    public long? FirstBrokenLine { get; init; }

    /// <summary>Id of that record, where it can be read.</summary>
    public string? FirstBrokenAuditId { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// SHA-256 of the last record. Kept elsewhere and expected later, it shows that all records up to this one are still what they were.
    /// </summary>
    public string? LastHash { get; init; }

    /// <summary>The hash that the log was expected to hold, in lower case.</summary>
    public string? ExpectedHash { get; init; }

    /// <summary>
    /// Line of the record that has the expected hash, counted from 1 through all files; <see langword="null"/> if there is none before the
    /// first broken one.
    /// </summary>
    public long? ExpectedHashLine { get; init; }

    /// <summary>Bytes of an incomplete last line, which was not written to its end; the next record sets them aside.</summary>
    public int IncompleteBytes { get; init; }
}
