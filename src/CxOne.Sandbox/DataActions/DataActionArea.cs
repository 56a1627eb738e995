using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.DataActions;

/// <summary>Data actions and the dates that they hold.</summary>
internal sealed class DataActionArea : IArea
{
    private const string Root = "/api/v2/dataactions";
    private const string ReadScope = "dataactions:read";
    private const string WriteScope = "dataactions:write";

    private readonly ResourceShelf _actions;

    public DataActionArea(TenantStore store) => _actions = new ResourceShelf(store, state => state.DataActions, "data action");

    public void Register(RouteTable routes)
    {
        routes.Token("GET", Root, ReadScope, List);
        routes.Token("GET", $"{Root}/{{id}}", ReadScope, _actions.Get);
        routes.Token("PUT", $"{Root}/{{id}}", WriteScope, exchange => _actions.Put(exchange, needsPrecondition: false, Check));
    }

    private static void Check(BodyCheck action)
    {
        action.Text("name");
        action.Text("type");
        action.Boolean("enabled");
        var configuration = action.Object("configuration");
        if (configuration.Has("dateProcessing"))
        {
            CheckDates(configuration.Object("dateProcessing"));
        }

        configuration.AllowOthers();
    }

    private static void CheckDates(BodyCheck dates)
    {
        dates.Text("sourceField");
        dates.Text("targetField");
        IsoTime.ReadMilliseconds(dates, "computedValue");
        if (dates.Text("timezone") is { } zone && !IanaZones.IsKnown(zone))
        {
            dates.Violate("timezone", "UNKNOWN_TIME_ZONE", $"must be the IANA id of a time zone, not '{zone}'.");
        }

        dates.Boolean("dstAdjustment");
        dates.Integer("precision", 3, 3);
        dates.AllowOthers();
    }

    private SandboxResponse List(Exchange exchange)
    {
        var errors = new List<ErrorEntry>();
        IReadOnlyCollection<StoredResource> actions = _actions.All;
        if (NameFilter.Read(exchange, errors) is { } name)
        {
            actions = [.. actions.Where(action => string.Equals(action.Body.Member("name"), name, StringComparison.Ordinal))];
        }

        return Page.OfText(exchange, actions, action => action.Body, errors);
    }
}
