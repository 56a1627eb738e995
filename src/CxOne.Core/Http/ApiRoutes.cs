namespace CxOne.Http;

/// <summary>The paths of the tenant's interface, all in one file.</summary>
internal static class ApiRoutes
{
    public static readonly ApiRoute Tenant = new(HttpMethod.Get, "/api/v2/tenant");

    public static readonly ApiRoute IvrDefinitions = new(HttpMethod.Get, "/api/v2/ivr/definitions", "ivr:read");
    public static readonly ApiRoute IvrDefinition = new(HttpMethod.Get, "/api/v2/ivr/definitions/{id}", "ivr:read");
    public static readonly ApiRoute IvrSimulate = new(HttpMethod.Post, "/api/v2/ivr/definitions/{id}/simulate", "ivr:read");
    public static readonly ApiRoute IvrDeploy = new(HttpMethod.Post, "/api/v2/ivr/deployments", "ivr:deploy");
    public static readonly ApiRoute IvrDeployments = new(HttpMethod.Get, "/api/v2/ivr/deployments", "ivr:read");
    public static readonly ApiRoute IvrDeployment = new(HttpMethod.Get, "/api/v2/ivr/deployments/{jobId}", "ivr:read");
    public static readonly ApiRoute IvrRollback = new(HttpMethod.Post, "/api/v2/ivr/deployments/{jobId}/rollback", "ivr:deploy");

    public static readonly ApiRoute ExportStart = new(HttpMethod.Post, "/api/v2/data/export/jobs", "data:export");
    public static readonly ApiRoute ExportJob = new(HttpMethod.Get, "/api/v2/data/export/jobs/{exportJobId}", "data:export");

    public static readonly ApiRoute DialerConfigs = new(HttpMethod.Get, "/api/v2/outbound/dialerconfigs", "outbound.read");
    public static readonly ApiRoute DialerConfig = new(HttpMethod.Get, "/api/v2/outbound/dialerconfigs/{id}", "outbound.read");
    public static readonly ApiRoute DialerConfigUpdate = new(
        HttpMethod.Put, "/api/v2/outbound/dialerconfigs/{id}", "outbound.dialerconfig.readwrite");
    public static readonly ApiRoute EventExport = new(HttpMethod.Post, "/api/v2/eventstreams/exports", "eventstreams.export.write");

    public static readonly ApiRoute Campaigns = new(HttpMethod.Get, "/api/v2/outbound/campaigns", "outbound.read");
    public static readonly ApiRoute Campaign = new(HttpMethod.Get, "/api/v2/outbound/campaigns/{id}", "outbound.read");
    public static readonly ApiRoute CampaignUpdate = new(HttpMethod.Put, "/api/v2/outbound/campaigns/{id}", "outbound:campaign:write");
    public static readonly ApiRoute CampaignSimulateAnswers = new(
        HttpMethod.Post, "/api/v2/outbound/campaigns/{id}/simulate", "outbound:campaign:edit");
    public static readonly ApiRoute CampaignSimulationStart = new(
        HttpMethod.Post, "/api/v2/outbound/campaigns/simulations", "outbound:campaign:simulate");
    public static readonly ApiRoute CampaignSimulation = new(
        HttpMethod.Get, "/api/v2/outbound/campaigns/simulations/{id}", "outbound:campaign:simulate");

    public static readonly ApiRoute Webhooks = new(HttpMethod.Get, "/api/v2/webhooks", "webhooks:write");
    public static readonly ApiRoute WebhookCreate = new(HttpMethod.Post, "/api/v2/webhooks", "webhooks:write");
    public static readonly ApiRoute WebhookDelete = new(HttpMethod.Delete, "/api/v2/webhooks/{id}", "webhooks:write");

    public static readonly ApiRoute DataActions = new(HttpMethod.Get, "/api/v2/dataactions", "dataactions:read");
    public static readonly ApiRoute DataAction = new(HttpMethod.Get, "/api/v2/dataactions/{id}", "dataactions:read");
    public static readonly ApiRoute DataActionUpdate = new(HttpMethod.Put, "/api/v2/dataactions/{id}", "dataactions:write");

    public static readonly ApiRoute AuditLogs = new(HttpMethod.Post, "/api/v2/audit/logs", "audit:read");

    // Token and discovery paths, relative to the token host.
    public const string TokenPlatform = "/oauth/token";
    public const string TokenOrganization = "/api/v2/oauth/token";
    public const string TokenRegion = "/api/v2/oauth2/token";
    public const string TokenAccessKey = "/authentication/v1/token/access-key";
    public const string TokenOpenId = "/auth/token";
    public const string TokenRefresh = "/public/user/refresh";
    public const string Discovery = "/.well-known/cxone-configuration";
}
