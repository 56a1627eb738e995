namespace CxOne.Completion;

/// <summary>What can be chosen from a tenant.</summary>
public enum TenantItemKind
{
    /// <summary>IVR definitions, by id.</summary>
    IvrDefinition,

    /// <summary>IVR deployment jobs, by id, the newest first.</summary>
    IvrDeployment,

    /// <summary>Environments that were deployed to before, and the usual ones.</summary>
    Environment,

    /// <summary>Dialer configurations, by id.</summary>
    DialerConfig,

    /// <summary>Campaigns, by id.</summary>
    Campaign,

    /// <summary>Algorithms that the tenant's campaigns use.</summary>
    Algorithm,

    /// <summary>Data actions, by id.</summary>
    DataAction,

    /// <summary>Data actions, by name.</summary>
    DataActionName,

    /// <summary>Webhooks, by id.</summary>
    Webhook,
}
