namespace CxOne.Completion;

/// <summary>The kinds of values that can be completed from a tenant.</summary>
public enum TenantItemKind
{
    /// <summary>IVR definitions, by id.</summary>
    IvrDefinition,

    /// <summary>IVR deployment jobs, by id, newest first.</summary>
    IvrDeployment,

    /// <summary>Environments of earlier deployments, and common names.</summary>
    Environment,

    /// <summary>Dialer configurations, by id.</summary>
    DialerConfig,

    /// <summary>Campaigns, by id.</summary>
    Campaign,

    /// <summary>Algorithms of the tenant's campaigns.</summary>
    Algorithm,

    /// <summary>Data actions, by id.</summary>
    DataAction,

    /// <summary>Data actions, by name.</summary>
    DataActionName,

    /// <summary>Webhooks, by id.</summary>
    Webhook,

    /// <summary>Skills, by name.</summary>
    Skill,

    /// <summary>Outbound skills, by name.</summary>
    OutboundSkill,

    /// <summary>Points of contact, by address.</summary>
    PointOfContact,

    /// <summary>Studio scripts, by name.</summary>
    ScriptName,

    /// <summary>Hours of operation, by name.</summary>
    HoursOfOperation,

    /// <summary>Dispositions, by name.</summary>
    Disposition,

    /// <summary>Call lists, by name.</summary>
    CallList,

    /// <summary>Do-not-call groups, by name.</summary>
    DncGroup,
}
