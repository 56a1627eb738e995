namespace CxOne.Audit;

/// <summary>A file that keeps the record of an outcome which is not in the audit log.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why the log will not take the record; <see langword="null"/> if the next change adds it.</param>
public sealed record AuditSpoolFile(string Path, string? Reason);
