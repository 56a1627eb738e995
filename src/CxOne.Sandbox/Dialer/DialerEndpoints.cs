using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Dialer;

/// <summary>Reads dialer configurations with an ETag and replaces them; a write requires <c>If-Match</c>.</summary>
internal sealed class DialerEndpoints : IEndpoints
{
    private const string Root = "/api/v2/outbound/dialerconfigs";
    private const string ReadScope = "outbound.read";
    private const string WriteScope = "outbound.dialerconfig.readwrite";

    /// <summary>The member of list entries that contains their ETag. The resource itself does not have it.</summary>
    private const string ListedETag = "etag";

    private const string Rules = "complianceRules";

    private readonly VersionedResourceEndpoint _configs;

    public DialerEndpoints(TenantStore store) =>
        _configs = new VersionedResourceEndpoint(store, state => state.DialerConfigs, "dialer configuration");

    public void Register(RouteTable routes)
    {
        routes.Token("GET", Root, ReadScope, List);
        routes.Token("GET", $"{Root}/{{id}}", ReadScope, _configs.Get);
        routes.Token("PUT", $"{Root}/{{id}}", WriteScope,
            context => _configs.Put(context, needsPrecondition: true, Check, (body, text) => Complete(context.Value("id"), body, text)));
    }

    private static void Check(JsonBodyValidator config)
    {
        config.RequireOneOf("pacingType", "predictive", "progressive", "preview");
        config.RequireNumber("dialRate", 0.1m, 10.0m);
        config.RequireNumber("agentRatio", 1.0m, 5.0m);
        config.RequireNumber("maxAbandonmentRate", 0m, 0.05m);
        config.RequireInteger("maxQueueDepth", 1, 500);
        config.RequireNumber("answerRateThreshold", 0m, 1m);
        if (config.Has(Rules))
        {
            config.RequireObject(Rules).AllowOthers();
        }

        if (config.Has(ListedETag))
        {
            config.Add(ListedETag, "READ_ONLY", $"{ListedETag} is a member of list entries only; a write sends it in If-Match.");
        }
    }

    /// <summary>
    /// Adds the two members that a write may omit: the path already contains the id, and a write without rules removes them.
    /// </summary>
    private static JsonText Complete(string id, JsonBodyValidator body, JsonText text)
    {
        text = body.Has("id") ? text : text.With("id", JsonValue.Create(id));
        return body.Has(Rules) ? text : text.With(Rules, new JsonObject());
    }

    private SandboxResponse List(RequestContext context) =>
        Page.OfText(context, _configs.All, config => config.Body.With(ListedETag, config.ETag), []);
}
