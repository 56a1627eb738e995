using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Campaigns;

/// <summary>A campaign as it was written, with the members that only the tenant sets.</summary>
internal sealed record StoredCampaign
{
    public required string Id { get; init; }

    /// <summary>The member <c>version</c> of the body.</summary>
    public required long Version { get; init; }

    /// <summary>Number of assigned agents. A write of the campaign cannot change it.</summary>
    public required int AgentCount { get; init; }

    public required JsonText Body { get; init; }
}
