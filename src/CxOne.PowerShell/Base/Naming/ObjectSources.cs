using CxOne.Campaigns;
using CxOne.DataActions;
using CxOne.Dialer;
using CxOne.Ivr;
using CxOne.Published;
using CxOne.Webhooks;

namespace CxOne.PowerShell.Base;

/// <summary>The kinds of objects that cmdlets take by id or name.</summary>
internal static class ObjectSources
{
    public static ObjectSource<IvrDefinition> IvrDefinitions { get; } = new(
        CxOne.Ivr.IvrDefinitions.GetAsync, CxOne.Ivr.IvrDefinitions.ListAsync, definition => definition.Id, definition => definition.Name);

    /// <summary>All deployment jobs. They have no names.</summary>
    public static ObjectSource<IvrDeploymentJob> IvrDeployments { get; } = new(
        CxOne.Ivr.IvrDeployments.GetAsync,
        (connection, log, token) => CxOne.Ivr.IvrDeployments.ListAsync(connection, null, log, token),
        job => job.JobId,
        _ => null);

    /// <summary>Dialer configurations. They have no names.</summary>
    public static ObjectSource<DialerConfig> DialerConfigs { get; } = new(
        DialerConfigReader.GetAsync, DialerConfigReader.ListAsync, config => config.Id, _ => null);

    public static ObjectSource<Campaign> Campaigns { get; } = new(
        CampaignReader.GetAsync, CampaignReader.ListAsync, campaign => campaign.Id, campaign => campaign.Name);

    public static ObjectSource<DataAction> DataActions { get; } = new(
        DataActionReader.GetAsync, DataActionReader.ListAsync, action => action.Id, action => action.Name);

    /// <summary>Webhooks. The interface has no call for a single one.</summary>
    public static ObjectSource<Webhook> Webhooks { get; } = new(
        WebhookLookup.GetAsync, WebhookRegistrar.ListAsync, webhook => webhook.Id, webhook => webhook.Name);

    public static ObjectSource<Skill> Skills { get; } = new(
        SkillReader.GetAsync, SkillReader.ListAsync, skill => $"{skill.Id}", skill => skill.Name);

    public static ObjectSource<SkillDialer> SkillDialers { get; } = new(
        SkillReader.GetDialerAsync, SkillReader.ListDialersAsync, dialer => $"{dialer.Id}", dialer => dialer.Name);

    /// <summary>Points of contact, which users know by their address.</summary>
    public static ObjectSource<PointOfContact> PointsOfContact { get; } = new(
        PointOfContactReader.GetAsync, PointOfContactReader.ListAsync, point => $"{point.Id}", point => point.Name, point => point.Address);

    public static ObjectSource<HoursOfOperation> HoursOfOperation { get; } = new(
        HoursReader.GetAsync, HoursReader.ListAsync, profile => $"{profile.Id}", profile => profile.Name);

    public static ObjectSource<Disposition> Dispositions { get; } = new(
        DispositionReader.GetAsync, DispositionReader.ListAsync, disposition => $"{disposition.Id}", disposition => disposition.Name);

    public static ObjectSource<CallList> CallLists { get; } = new(
        CallListReader.GetAsync, CallListReader.ListAsync, list => $"{list.Id}", list => list.Name);
}
