namespace CxOne.Audit;

/// <summary>What a check of the local audit log found.</summary>
public sealed record AuditVerification
{
    /// <summary>The log's file.</summary>
    public required string Path { get; init; }

    /// <summary>Every complete record stands as it was written, in its place.</summary>
    public required bool IsValid { get; init; }

    /// <summary>Records that are in order, counted from the first.</summary>
    public long RecordCount { get; init; }

    /// <summary>Line of the first record that was changed or is not in its place, counted from 1.</summary>
    public long? FirstBrokenLine { get; init; }

    /// <summary>Id of that record, where it can be read.</summary>
    public string? FirstBrokenAuditId { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 of the last record; kept elsewhere, it proves later that no record was cut off the end.</summary>
    public string? LastHash { get; init; }

    /// <summary>Bytes of an incomplete last line, left by a process that was killed while it wrote; the next record sets them aside.</summary>
    public int IncompleteBytes { get; init; }
}
