using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.DataActions;

/// <summary>Reads and replaces data actions and their dates.</summary>
internal sealed class DataActionEndpoints : IEndpoints
{
    private const string Root = "/api/v2/dataactions";
    private const string ReadScope = "dataactions:read";
    private const string WriteScope = "dataactions:write";

    private readonly VersionedResourceEndpoint _actions;

    public DataActionEndpoints(TenantStore store)
        => _actions = new VersionedResourceEndpoint(store, state => state.DataActions, "data action");

    public void Register(RouteTable routes)
    {
        routes.Token("GET", Root, ReadScope, List);
        routes.Token("GET", $"{Root}/{{id}}", ReadScope, _actions.Get);
        routes.Token("PUT", $"{Root}/{{id}}", WriteScope, context => _actions.Put(context, needsPrecondition: false, Check));
    }

    private static void Check(JsonBodyValidator action)
    {
        action.RequireString("name");
        action.RequireString("type");
        action.RequireBoolean("enabled");
        var configuration = action.RequireObject("configuration");
        if (configuration.Has("dateProcessing"))
        {
            CheckDates(configuration.RequireObject("dateProcessing"));
        }

        configuration.AllowOthers();
    }

    private static void CheckDates(JsonBodyValidator dates)
    {
        dates.RequireString("sourceField");
        dates.RequireString("targetField");
        IsoTime.ReadMilliseconds(dates, "computedValue");
        if (dates.RequireString("timezone") is { } zone && !IanaZones.IsKnown(zone))
        {
            dates.Violate("timezone", "UNKNOWN_TIME_ZONE", $"must be the IANA id of a time zone, not '{zone}'.");
        }

        dates.RequireBoolean("dstAdjustment");
        dates.RequireInteger("precision", 3, 3);
        dates.AllowOthers();
    }

    private SandboxResponse List(RequestContext context)
    {
        var errors = new List<ErrorEntry>();
        IReadOnlyCollection<StoredResource> actions = _actions.All;
        if (NameFilter.Read(context, errors) is { } name)
        {
            actions = [.. actions.Where(action => string.Equals(action.Body.Member("name"), name, StringComparison.Ordinal))];
        }

        return Page.OfText(context, actions, action => action.Body, errors);
    }
}
