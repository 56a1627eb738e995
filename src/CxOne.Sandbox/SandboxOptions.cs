using CxOne.Sandbox.DataActions;

namespace CxOne.Sandbox;

/// <summary>How a <see cref="SandboxTenant"/> behaves.</summary>
public sealed record SandboxOptions
{
    /// <summary>Requests per client in any 60 seconds; the next one is refused with 429. At least 1.</summary>
    public int RateLimitPerMinute { get; init; } = 6000;

    /// <summary>Decides which requests meet a fault, and the ids that the tenant gives out.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many data actions a tenant begins with; those beyond the sample's 63 are for large runs. At least 63.</summary>
    public int DataActions { get; init; } = SampleDataActions.Count;

    /// <summary>How long each state of a job lasts. Not negative.</summary>
    public TimeSpan JobStep { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>By how much a <see cref="SandboxFault.Latency"/> delays an answer. Not negative.</summary>
    public TimeSpan LatencyFault { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>By how much every answer is delayed. Not negative.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The share of requests, as a ratio from 0 to 1, that meets each kind of fault.</summary>
    public IReadOnlyDictionary<SandboxFault, double> Faults { get; init; } = new Dictionary<SandboxFault, double>();

    /// <summary>The only clock that the tenant reads.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Where the tenant is loaded from at the start, and saved to after every change. None: it lives in memory only.
    /// </summary>
    public string? StateFile { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(RateLimitPerMinute, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DataActions, SampleDataActions.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(JobStep, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LatencyFault, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Latency, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(Faults);
        ArgumentNullException.ThrowIfNull(Clock);
        foreach (var (fault, share) in Faults)
        {
            if (!(share is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(Faults),
                    share,
                    $"The share of {SandboxFaultNames.Of(fault)} is a number from 0 to 1.");
            }
        }
    }
}
