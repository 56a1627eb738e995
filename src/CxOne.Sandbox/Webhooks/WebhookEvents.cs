namespace CxOne.Sandbox.Webhooks;

/// <summary>The events that webhooks can be registered for.</summary>
internal static class WebhookEvents
{
    /// <summary>A campaign was written.</summary>
    public const string CampaignUpdated = "campaign.updated";

    /// <summary>A campaign was written with other weights than before.</summary>
    public const string CampaignTuned = "campaign.predictive.tuned";

    /// <summary>A simulation of a campaign has an accuracy.</summary>
    public const string SimulationCompleted = "campaign.simulation.completed";

    /// <summary>A simulation of a campaign ended without one.</summary>
    public const string SimulationFailed = "campaign.simulation.failed";

    public static IReadOnlyList<string> All { get; } = [CampaignUpdated, CampaignTuned, SimulationCompleted, SimulationFailed];
}
