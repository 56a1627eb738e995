namespace CxOne.Stores;

/// <summary>A lock that is held.</summary>
/// <param name="Name">The name of the lock.</param>
/// <param name="User">The operating system's user that holds it.</param>
/// <param name="Machine">The computer that holds it.</param>
/// <param name="ProcessId">The process that holds it.</param>
/// <param name="Since">When it was taken, by the clock of the store.</param>
/// <param name="WaitingCount">The number of processes that wait for it.</param>
public sealed record CxStoreLock(string Name, string? User, string? Machine, int? ProcessId, DateTimeOffset Since, int WaitingCount)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {new Exclusive.ExclusiveHolder(Name, User, Machine, ProcessId, Since)}";
}
