using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>The exception for the outcome of an operation that could not be written to the audit log (<c>AuditWriteFailed</c>).</summary>
public sealed class AuditWriteException : CxException
{
    /// <summary>Initializes a new instance of the exception.</summary>
    /// <param name="message">The failure, and where the record was saved.</param>
    /// <param name="logPath">The log's file.</param>
    /// <param name="record">The record.</param>
    /// <param name="spoolPath">The file that contains the record; <see langword="null"/> if none could be written.</param>
    /// <param name="innerException">The failure to write the log.</param>
    internal AuditWriteException(string message, string logPath, AuditRecord record, string? spoolPath, Exception innerException)
        : base(CxErrors.AuditWriteFailed, message, logPath, innerException)
    {
        Record = record;
        SpoolPath = spoolPath;
    }

    /// <summary>Gets the record that is not in the log. Its sequence number is 0.</summary>
    public AuditRecord Record { get; }

    /// <summary>Gets the file that contains the record until the next change; <see langword="null"/> if none could be written.</summary>
    public string? SpoolPath { get; }
}
