using CxOne.Sandbox.DataActions;
using CxOne.Sandbox.Published.Skills;

namespace CxOne.Sandbox;

/// <summary>Options of a <see cref="SandboxTenant"/>.</summary>
public sealed record SandboxOptions
{
    /// <summary>The highest <see cref="SkillCount"/>.</summary>
    public const int LargestSkillCount = 100_000;

    /// <summary>
    /// Gets the maximum number of requests per client in 60 seconds, at least 1. Further requests are refused with 429. The default is
    /// 6000.
    /// </summary>
    public int RateLimitPerMinute { get; init; } = 6000;

    /// <summary>Gets the seed that determines the requests that meet a fault and the ids of new objects. The default is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Gets the number of data actions of a new tenant, at least 63 (the number of the sample). The default is 63.</summary>
    public int DataActions { get; init; } = SampleDataActions.Count;

    /// <summary>
    /// Gets the number of skills of a new tenant, at least 230 (the number of the sample), at most 100,000. The default is 230.
    /// </summary>
    public int SkillCount { get; init; } = SampleSkills.Count;

    /// <summary>Gets the families of calls that the tenant offers. The default is <see cref="SandboxFamilies.Both"/>.</summary>
    public SandboxFamilies Families { get; init; }

    /// <summary>Gets the spellings of the published family. The default is <see cref="SandboxPublishedProfile.V30"/>.</summary>
    public SandboxPublishedProfile PublishedProfile { get; init; }

    /// <summary>
    /// Gets what a PUT of the published family does to members that its body omits. The default is
    /// <see cref="SandboxPublishedPut.Replace"/>.
    /// </summary>
    public SandboxPublishedPut PublishedPut { get; init; }

    /// <summary>Gets the duration of each state of a job, not negative. The default is 50 ms.</summary>
    public TimeSpan JobStep { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets the delay of <see cref="SandboxFault.Latency"/>, not negative. The default is 200 ms.</summary>
    public TimeSpan LatencyFault { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets the delay of every response, not negative. The default is zero.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Gets the share of requests, from 0 to 1, that meets each fault. By default no request does.</summary>
    public IReadOnlyDictionary<SandboxFault, double> Faults { get; init; } = new Dictionary<SandboxFault, double>();

    /// <summary>Gets the clock of the tenant. The default is the system clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Gets the path of the file from which the tenant is loaded, and to which it is saved after every change; <see langword="null"/> to
    /// keep the tenant in memory only.
    /// </summary>
    public string? StateFile { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(RateLimitPerMinute, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DataActions, SampleDataActions.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(SkillCount, SampleSkills.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SkillCount, LargestSkillCount);
        ThrowIfUndefined(Families, nameof(Families));
        ThrowIfUndefined(PublishedProfile, nameof(PublishedProfile));
        ThrowIfUndefined(PublishedPut, nameof(PublishedPut));
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
                    SandboxMessages.ShareOutOfRange(SandboxFaultNames.Of(fault), share));
            }
        }
    }

    private static void ThrowIfUndefined<T>(T value, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(name, value, SandboxMessages.ValueUndefined(name));
        }
    }
}
