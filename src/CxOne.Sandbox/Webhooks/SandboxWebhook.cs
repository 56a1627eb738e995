namespace CxOne.Sandbox.Webhooks;

/// <summary>A registration of an address for events.</summary>
internal sealed record SandboxWebhook
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Url { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public required bool Enabled { get; init; }

    public required string HttpMethod { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The events that webhooks can be registered for.</summary>
internal static class WebhookEvents
{
    /// <summary>A campaign was written.</summary>
    public const string CampaignUpdated = "campaign.updated";

    /// <summary>A campaign was written with other weights than before.</summary>
    public const string CampaignTuned = "campaign.predictive.tuned";

    /// <summary>A simulation of a campaign completed with an accuracy.</summary>
    public const string SimulationCompleted = "campaign.simulation.completed";

    /// <summary>A simulation of a campaign failed.</summary>
    public const string SimulationFailed = "campaign.simulation.failed";

    public static IReadOnlyList<string> All { get; } = [CampaignUpdated, CampaignTuned, SimulationCompleted, SimulationFailed];
}
