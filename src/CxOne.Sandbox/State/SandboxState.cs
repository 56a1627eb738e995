using CxOne.Sandbox.Audit;
using CxOne.Sandbox.Campaigns;
using CxOne.Sandbox.DataActions;
using CxOne.Sandbox.Dialer;
using CxOne.Sandbox.Exports;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Ivr;
using CxOne.Sandbox.OAuth;
using CxOne.Sandbox.Published;
using CxOne.Sandbox.Tenant;
using CxOne.Sandbox.Webhooks;

namespace CxOne.Sandbox.State;

/// <summary>Everything that the tenant is and remembers; what a state file holds.</summary>
internal sealed class SandboxState
{
    public const int CurrentSchema = 1;

    public int SchemaVersion { get; set; } = CurrentSchema;

    /// <summary>Counts the ids given out, so that none is given out twice.</summary>
    public long Sequence { get; set; }

    public required TenantProfile Tenant { get; set; }

    public required List<Voice> Voices { get; set; }

    public required List<RoutingQueue> Queues { get; set; }

    public required List<StoredDefinition> IvrDefinitions { get; set; }

    /// <summary>How often provisioning was begun, by definition.</summary>
    public Dictionary<string, int> ProvisioningRuns { get; set; } = new(StringComparer.Ordinal);

    public List<DeploymentJob> Deployments { get; set; } = [];

    /// <summary>Which version of which definition is live, by environment and definition.</summary>
    public Dictionary<string, Dictionary<string, LiveVersion>> Live { get; set; } = new(StringComparer.Ordinal);

    public List<ExportJob> Exports { get; set; } = [];

    public List<SandboxAuditLog> AuditLogs { get; set; } = [];

    public required int BusinessUnitId { get; set; }

    public required List<Skill> Skills { get; set; }

    public required List<Agent> Agents { get; set; }

    /// <summary>Ids of the agents that have a skill, by skill id.</summary>
    public Dictionary<int, List<int>> SkillAgents { get; set; } = [];

    // A file that was written before the tenant had one of these parts gets that of the sample.

    public List<StoredResource> DialerConfigs { get; set; } = SampleDialerConfigs.All();

    public List<EventExport> EventExports { get; set; } = [];

    public List<StoredCampaign> Campaigns { get; set; } = SampleCampaigns.All();

    public List<StoredResource> DataActions { get; set; } = SampleDataActions.All();

    public List<SandboxCampaignSimulation> CampaignSimulations { get; set; } = [];

    public List<SandboxWebhook> Webhooks { get; set; } = [];

    public List<WebhookDelivery> WebhookDeliveries { get; set; } = [];

    public Dictionary<string, IssuedToken> Tokens { get; set; } = new(StringComparer.Ordinal);

    public Dictionary<string, IssuedToken> RefreshTokens { get; set; } = new(StringComparer.Ordinal);

    public List<StoredAnswer> Answers { get; set; } = [];
}
