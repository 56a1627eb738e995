using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>The record of how an operation ended could not be written to the audit log (<c>AuditWriteFailed</c>).</summary>
public sealed class AuditWriteException : CxException
{
    /// <summary>Initializes a new instance of the exception.</summary>
    /// <param name="message">What failed, and whether a copy of the record was kept.</param>
    /// <param name="logPath">The log's file.</param>
    /// <param name="record">The record.</param>
    /// <param name="spoolPath">The file that keeps the record; <see langword="null"/> if none could be written.</param>
    /// <param name="innerException">Why the log could not be written.</param>
    internal AuditWriteException(string message, string logPath, AuditRecord record, string? spoolPath, Exception innerException)
        : base(CxErrors.AuditWriteFailed, message, logPath, innerException)
    {
        Record = record;
        SpoolPath = spoolPath;
    }

    /// <summary>Gets the record that is not in the log. It has no place in the chain: its sequence is 0.</summary>
    public AuditRecord Record { get; }

    /// <summary>Gets the file that keeps the record until the next change; <see langword="null"/> if none could be written.</summary>
    public string? SpoolPath { get; }
}
