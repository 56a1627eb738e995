using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox;

public sealed class SandboxOptionsTests
{
    public static TheoryData<SandboxOptions> Impossible => new()
    {
        new SandboxOptions { RateLimitPerMinute = 0 },
        new SandboxOptions { DataActions = 62 },
        new SandboxOptions { SkillCount = 229 },
        new SandboxOptions { SkillCount = 100_001 },
        new SandboxOptions { Families = (SandboxFamilies)3 },
        new SandboxOptions { PublishedProfile = (SandboxPublishedProfile)3 },
        new SandboxOptions { PublishedPut = (SandboxPublishedPut)2 },
        new SandboxOptions { JobStep = TimeSpan.FromMilliseconds(-1) },
        new SandboxOptions { Latency = TimeSpan.FromMilliseconds(-1) },
        new SandboxOptions { LatencyFault = TimeSpan.FromMilliseconds(-1) },
        new SandboxOptions { Faults = new Dictionary<SandboxFault, double> { [SandboxFault.Truncate] = 1.01 } },
        new SandboxOptions { Faults = new Dictionary<SandboxFault, double> { [SandboxFault.Truncate] = double.NaN } },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public async Task Options_out_of_range_are_refused_when_the_tenant_is_created(SandboxOptions options) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SandboxTenant.CreateAsync(options));
}
