namespace CxOne.Sandbox.Faults;

/// <summary>The fault that is planned for a request.</summary>
internal sealed record FaultPlan
{
    public static FaultPlan None { get; } = new();

    /// <summary>The name in the request log.</summary>
    public string? Name { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Completes when the rule is removed, which ends the delay; null if the fault has no rule.</summary>
    public Task? DelayEnds { get; init; }

    public SandboxFault? Fault { get; init; }

    /// <summary>The status of an injected response; null if the tenant responds.</summary>
    public int? Status { get; init; }

    public string? RetryAfter { get; init; }

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Whether the request takes effect in spite of an injected <see cref="Status"/>.</summary>
    public bool IsApplied { get; init; }
}
