using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Files;
using CxOne.Sandbox.Published.Hours;
using CxOne.Sandbox.Published.Lists;
using CxOne.Sandbox.Published.Organization;
using CxOne.Sandbox.Published.PointsOfContact;
using CxOne.Sandbox.Published.Reporting;
using CxOne.Sandbox.Published.Scripts;
using CxOne.Sandbox.Published.Skills;
using CxOne.Sandbox.Published.Skills.Parameters;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published;

/// <summary>The calls of the published family. They are created on first use, because most connections never need them.</summary>
internal sealed class PublishedFamily
{
    private readonly TenantStore _store;
    private RouteTable? _table;

    public PublishedFamily(TenantStore store) => _store = store;

    public RouteMatch Find(string method, IReadOnlyList<string> segments) => (_table ??= Create()).Find(method, segments);

    private RouteTable Create()
    {
        var history = new DialerHistory(_store);
        IReadOnlyList<IPublishedEndpoints> groups =
        [
            new SkillEndpoints(_store),
            new SkillParameterEndpoints(_store),
            new PointOfContactEndpoints(_store),
            new ScriptEndpoints(_store),
            new ScriptSaveEndpoints(_store),
            new ScriptLockEndpoints(_store),
            new ActionEndpoints(_store),
            new FileEndpoints(_store),
            new HoursEndpoints(_store),
            new DispositionEndpoints(_store),
            new CampaignListEndpoints(_store),
            new TeamEndpoints(_store),
            new CallListEndpoints(_store),
            new DncEndpoints(_store),
            new DialerContactEndpoints(_store, history),
            new SkillSummaryEndpoints(_store, history),
            new BusinessUnitEndpoints(_store),
            new VersionEndpoints(),
        ];
        var routes = new PublishedRoutes(_store.Options);
        foreach (var group in groups)
        {
            group.Register(routes);
        }

        return routes.Table;
    }
}
