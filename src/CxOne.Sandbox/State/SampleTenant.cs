using CxOne.Sandbox.DataActions;
using CxOne.Sandbox.Ivr;
using CxOne.Sandbox.Published;
using CxOne.Sandbox.Tenant;

namespace CxOne.Sandbox.State;

/// <summary>Creates the sample tenant.</summary>
internal static class SampleTenant
{
    public static SandboxState Create(SandboxOptions options) => new()
    {
        Tenant = new TenantProfile
        {
            Id = "tenant-123",
            Name = "Sandbox Contact Centre",
            Environments = ["development", "test", "staging", "production"],
            TtsUnitQuota = 150_000,
        },
        Voices = [.. SampleVoices.All],
        Queues = [.. SampleQueues.All],
        IvrDefinitions = [.. SampleDefinitions.All()],
        BusinessUnitId = SamplePublishedTenant.BusinessUnitId,
        DataActions = SampleDataActions.All(options.DataActions),
    };
}
