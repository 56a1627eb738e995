namespace CxOne.Tests.Faults;

/// <summary>One write of the module: how it is prepared, made, and looked up at the tenant.</summary>
internal sealed record WriteForm
{
    /// <summary>The cmdlet, and its variant where there are several.</summary>
    public required string Name { get; init; }

    /// <summary>Method of the write.</summary>
    public required string Method { get; init; }

    /// <summary>Whether a path is the write's.</summary>
    public required Func<string, bool> Path { get; init; }

    /// <summary>Writes of the same method and path that come before the one that is spoiled.</summary>
    public int Skip { get; init; }

    /// <summary>Brings the tenant to where the write begins; nothing is spoiled yet.</summary>
    public Func<FaultBench, Task> ArrangeAsync { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Makes the write, and says what the user saw. What it throws is what the user saw as well.</summary>
    public required Func<FaultBench, CancellationToken, Task<Told>> ActAsync { get; init; }

    /// <summary>Whether the tenant holds the change, and how many times it carried it out.</summary>
    public required Func<FaultBench, TenantView, (bool IsHeld, int Times)> Ask { get; init; }

    /// <summary>A lost answer is looked up: of a write that the tenant holds, one lost answer must not leave the outcome unknown.</summary>
    public bool LooksUp { get; init; }

    /// <summary>The answer itself is what the user asked for; whatever the tenant may have said passes.</summary>
    public bool IsRaw { get; init; }

    /// <summary>The write takes back one that was made before: the user has to act whenever it was not made.</summary>
    public bool IsSafetyNet { get; init; }

    /// <summary>What an outcome in the log says of this write.</summary>
    public Func<string, Claim> ReadOutcome { get; init; } = static outcome => outcome switch
    {
        "Succeeded" or "Accepted" => Claim.Made,
        "Failed" or "Refused" => Claim.NotMade,
        "Unknown" or "Interrupted" => Claim.Unknown,
        _ => Claim.Broken,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
