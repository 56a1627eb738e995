namespace CxOne.Audit;

/// <summary>A file with the record of an outcome that is not in the audit log.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Reason">The reason why the next change will not add the record to the log; <see langword="null"/> if it will.</param>
public sealed record AuditSpoolFile(string Path, string? Reason);
