using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Campaigns;

/// <summary>A campaign as it was written, with what the tenant alone decides about it.</summary>
internal sealed record StoredCampaign
{
    public required string Id { get; init; }

    /// <summary>The member <c>version</c> of the body.</summary>
    public required long Version { get; init; }

    /// <summary>The agents that are assigned: known from elsewhere, and not changed by writing the campaign.</summary>
    public required int AgentCount { get; init; }

    public required JsonText Body { get; init; }
}
