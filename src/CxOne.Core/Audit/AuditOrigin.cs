namespace CxOne.Audit;

/// <summary>The local origin of a record.</summary>
/// <param name="User">The name of the operating system's user.</param>
/// <param name="Machine">The name of the computer.</param>
/// <param name="ProcessId">The id of the process.</param>
public sealed record AuditOrigin(string? User, string? Machine, int ProcessId);
