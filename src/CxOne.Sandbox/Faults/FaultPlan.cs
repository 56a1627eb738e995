namespace CxOne.Sandbox.Faults;

/// <summary>What is going to happen to one request.</summary>
internal sealed record FaultPlan
{
    public static FaultPlan None { get; } = new();

    /// <summary>As the request log shows it.</summary>
    public string? Name { get; init; }

    public TimeSpan Delay { get; init; }

    public SandboxFault? Fault { get; init; }

    /// <summary>The status to answer with; null when the tenant answers itself.</summary>
    public int? Status { get; init; }

    public string? RetryAfter { get; init; }

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Whether the request takes effect although <see cref="Status"/> says something else.</summary>
    public bool IsApplied { get; init; }
}
