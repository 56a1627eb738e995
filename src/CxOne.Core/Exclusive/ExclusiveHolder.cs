namespace CxOne.Exclusive;

/// <summary>The holder of a lock.</summary>
/// <param name="Name">The name of the lock.</param>
/// <param name="User">The name of the operating system's user.</param>
/// <param name="Machine">The name of the computer.</param>
/// <param name="ProcessId">The id of the process.</param>
/// <param name="Since">When the lock was taken.</param>
public sealed record ExclusiveHolder(string Name, string? User, string? Machine, int? ProcessId, DateTimeOffset Since)
{
    /// <inheritdoc/>
    public override string ToString() => ExclusiveMessages.Holder(User, Machine, ProcessId, Since);
}
