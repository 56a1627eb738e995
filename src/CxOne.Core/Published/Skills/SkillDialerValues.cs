namespace CxOne.Published;

/// <summary>The values of all blocks that <see cref="SkillDialer"/> shows by name.</summary>
internal sealed record SkillDialerValues
{
    public double? MaximumRatio { get; init; }

    public double? MaximumRingingDuration { get; init; }

    public double? AbandonRateCutoff { get; init; }

    public double? AbandonRateThreshold { get; init; }

    public bool? OverrideBusinessUnitAbandonRate { get; init; }

    public string? Aggressiveness { get; init; }

    public double? AbandonTimeout { get; init; }

    public string? AbandonMessagePath { get; init; }

    public int? AnsMachineDetMode { get; init; }

    public int? MaximumAttempts { get; init; }

    public double? MinimumRetryMinutes { get; init; }

    public bool? IsScheduled { get; init; }
}
