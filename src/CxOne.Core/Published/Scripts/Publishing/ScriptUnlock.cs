namespace CxOne.Published;

/// <summary>Represents the lock of a script and what was done about it.</summary>
public sealed record ScriptUnlock
{
    internal const string Free = "Free";
    internal const string Locked = "Locked";
    internal const string Released = "Released";
    internal const string TakenAway = "TakenAway";

    /// <summary>Gets the name of the script, with its folder.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Gets the status: <c>Free</c> (it was not locked), <c>Released</c> (the own lock), <c>TakenAway</c> (the lock of another user), or
    /// <c>Locked</c> (nothing was changed).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Gets who held the lock, as the tenant names the user; <see langword="null"/> if it was free.</summary>
    public string? LockedBy { get; init; }

    /// <summary>Gets the tenant's id of the request that took the lock away.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the id of the last record in the audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Status}";
}
