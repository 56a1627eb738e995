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

/// <summary>The complete state of the tenant, as in a state file.</summary>
internal sealed class SandboxState
{
    public const int CurrentSchema = 1;

    public int SchemaVersion { get; set; } = CurrentSchema;

    /// <summary>Number of issued ids, which makes ids unique.</summary>
    public long Sequence { get; set; }

    public required TenantProfile Tenant { get; set; }

    public required List<Voice> Voices { get; set; }

    public required List<RoutingQueue> Queues { get; set; }

    public required List<StoredDefinition> IvrDefinitions { get; set; }

    /// <summary>Number of started provisionings by definition id.</summary>
    public Dictionary<string, int> ProvisioningRuns { get; set; } = new(StringComparer.Ordinal);

    public List<DeploymentJob> Deployments { get; set; } = [];

    /// <summary>The live version by environment and definition id.</summary>
    public Dictionary<string, Dictionary<string, LiveVersion>> Live { get; set; } = new(StringComparer.Ordinal);

    public List<ExportJob> Exports { get; set; } = [];

    public List<SandboxAuditLog> AuditLogs { get; set; } = [];

    public required int BusinessUnitId { get; set; }

    /// <summary>Ids of the agents with a skill, by skill id.</summary>
    public Dictionary<int, List<int>> SkillAgents { get; set; } = [];

    // Missing in files of older versions, which then get the sample.

    public List<StoredResource> DialerConfigs { get; set; } = SampleDialerConfigs.All();

    public List<EventExport> EventExports { get; set; } = [];

    public List<StoredCampaign> Campaigns { get; set; } = SampleCampaigns.All();

    public List<StoredResource> DataActions { get; set; } = SampleDataActions.All();

    /// <summary>The objects of the published family; null until they are first used, because most tenants never need them.</summary>
    public PublishedTenant? Published { get; set; }

    public List<SandboxCampaignSimulation> CampaignSimulations { get; set; } = [];

    public List<SandboxWebhook> Webhooks { get; set; } = [];

    public List<WebhookDelivery> WebhookDeliveries { get; set; } = [];

    public Dictionary<string, IssuedToken> Tokens { get; set; } = new(StringComparer.Ordinal);

    public Dictionary<string, IssuedToken> RefreshTokens { get; set; } = new(StringComparer.Ordinal);

    public List<StoredAnswer> Answers { get; set; } = [];
}
