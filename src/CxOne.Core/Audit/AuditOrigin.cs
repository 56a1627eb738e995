namespace CxOne.Audit;

/// <summary>Who acted on this side.</summary>
/// <param name="User">The operating system's user.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="ProcessId">The process.</param>
public sealed record AuditOrigin(string? User, string? Machine, int ProcessId);
