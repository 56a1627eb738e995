using CxOne.Sandbox;

namespace CxOne.Tests.Faults;

/// <summary>One write of the module: how it is prepared, made, and verified at the tenant.</summary>
internal sealed record WriteForm
{
    /// <summary>The cmdlet, with its variant if it has several.</summary>
    public required string Name { get; init; }

    /// <summary>The HTTP method of the write.</summary>
    public required string Method { get; init; }

    /// <summary>Returns whether a path is that of the write.</summary>
    public required Func<string, bool> Path { get; init; }

    /// <summary>Number of matching writes before the one that is spoiled.</summary>
    public int Skip { get; init; }

    /// <summary>Prepares the tenant for the write; no answer is spoiled yet.</summary>
    public Func<FaultBench, Task> ArrangeAsync { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Makes the write and returns what the user saw. An exception is what the user saw as well.</summary>
    public required Func<FaultBench, CancellationToken, Task<Told>> ActAsync { get; init; }

    /// <summary>Returns whether the tenant has the change, and how many times it applied it.</summary>
    public required Func<FaultBench, TenantView, (bool IsHeld, int Times)> Ask { get; init; }

    /// <summary>
    /// Whether the workflow looks up a lost answer: then one lost answer to an applied write must not leave the outcome unknown.
    /// </summary>
    public bool LooksUp { get; init; }

    /// <summary>How the tenant reads a PUT of the published calls.</summary>
    public SandboxPublishedPut Put { get; init; }

    /// <summary>Whether the answer itself is the result, so that any possible answer of the tenant is accepted.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Whether the write reverts an earlier one, so that the user must act if it was not made.</summary>
    public bool IsSafetyNet { get; init; }

    /// <summary>Converts an outcome in the log to a claim about this write.</summary>
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
